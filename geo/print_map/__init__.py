"""Maps on paper, drawn from the same description as those on the screen, without a browser.

`print_map` prints a whole sheet, `map_picture` the map alone for other documents.
"""

from geo.print_map.printing import map_picture, print_map

__all__ = ["map_picture", "print_map"]
