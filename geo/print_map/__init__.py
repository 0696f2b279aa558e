"""Maps on paper: the same description and geometry as on the screen, drawn without a browser as PNG, SVG or PDF."""

from geo.print_map.sheet_drawing import map_picture, print_map

__all__ = ["map_picture", "print_map"]
