"""Type on paper: the font, how wide a line is, where a text breaks."""

from __future__ import annotations

from functools import cache
from typing import Final

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from geo.frontend import paper_font

MM_PER_PT: Final = 25.4 / 72
FAMILY: Final = "Noto Sans SC"
SHORTEST_SIZE_PT: Final = 5.0


@cache
def font(*, is_bold: bool = False) -> FontProperties:
    """Return the font of paper."""
    path = str(paper_font("bold" if is_bold else "regular"))
    font_manager.fontManager.addfont(path)
    return FontProperties(family=FAMILY, weight=700 if is_bold else 400)


def text_size(text: str, size_pt: float, *, is_bold: bool = False) -> tuple[float, float]:
    """Return width and height in mm of a line of text."""
    prop = font(is_bold=is_bold).copy()
    prop.set_size(size_pt)
    width, _, _ = text_to_path.get_text_width_height_descent(text or " ", prop, ismath=False)
    return width * MM_PER_PT, size_pt * 1.15 * MM_PER_PT


def wrap(text: str, width_mm: float, size_pt: float, *, is_bold: bool = False) -> list[str]:
    """Break a text into lines of at most a width; Chinese breaks anywhere, words of other scripts stay whole."""
    lines, line = [], ""
    for piece in _pieces(" ".join(text.split())):
        if line and text_size(line + piece, size_pt, is_bold=is_bold)[0] > width_mm:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while text_size(line, size_pt, is_bold=is_bold)[0] > width_mm and len(line) > 1:
            cut = _fitting(line, width_mm, size_pt, is_bold=is_bold)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line or not lines else lines


def fitted_size(text: str, width_mm: float, size_pt: float, *, is_bold: bool = False) -> float:
    """Return the largest size up to `size_pt` at which a line fits a width."""
    width = text_size(text, size_pt, is_bold=is_bold)[0]
    return max(SHORTEST_SIZE_PT, size_pt * min(1.0, width_mm / width)) if width else size_pt


def _fitting(line: str, width_mm: float, size_pt: float, *, is_bold: bool) -> int:
    cut = 1
    while cut < len(line) and text_size(line[: cut + 1], size_pt, is_bold=is_bold)[0] <= width_mm:
        cut += 1
    return cut


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for sign in text:
        is_wide = ord(sign) > 0x2E7F  # noqa: PLR2004 - from here on scripts that need no spaces
        closes = sign in "，。、；：）》”’！？·—"
        if pieces and (closes or (not is_wide and sign != " " and not _ends_wide(pieces[-1]))):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _ends_wide(piece: str) -> bool:
    return piece[-1] == " " or ord(piece[-1]) > 0x2E7F  # noqa: PLR2004
