"""A line of text whose place is known: it is drawn without being measured once more for each file."""

from __future__ import annotations

from typing import Any

from matplotlib.text import Text


class WrittenLine(Text):
    """A text on one line, level, its base line beginning at `left` (in the unit of its transform).

    Position and alignment stay those of the text: an SVG says them, and another font in the place of ours keeps them.
    """

    def __init__(self, left: float, x: float, y: float, words: str, **look: Any) -> None:
        super().__init__(x, y, words, **look)
        self.left = left

    def draw(self, renderer: Any) -> None:
        """Hand the line to the file that is being made."""
        renderer.open_group("text")
        x, y = self.get_transform().transform((self.left, self.get_position()[1]))
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        gc.set_alpha(self.get_alpha())
        if self.get_clip_box() is not None:
            gc.set_clip_rectangle(self.get_clip_box())
        y = renderer.get_canvas_width_height()[1] - y if renderer.flipy() else y
        renderer.draw_text(gc, x, y, self.get_text(), self.get_fontproperties(), 0.0, ismath=False, mtext=self)
        gc.restore()
        renderer.close_group("text")
