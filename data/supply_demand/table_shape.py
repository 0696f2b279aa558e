"""What bureaus do to the shape of a table: headings over two rows, totals among the rows, 经纬度 in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.record_import.cell_reading import folded, read_text
from data.supply_demand.columns import COLUMNS, key_of

Row = tuple[str, ...]
Numbered = tuple[int, Row]
LONGITUDE, LATITUDE = "经度", "纬度"
_TOTAL = re.compile(r"(?:.{0,8}(?:合计|总计|小计|共计)|总数|total)[:：]?", re.IGNORECASE)
_REMARK = re.compile(r"(?:注|备注|说明|附注|填表人?|填报人?|制表人?|审核人?|(?:数据|资料)来源)\d?[:：].*", re.DOTALL)
_POSITION = re.compile(r"(?:坐标|经纬度|地理坐标|位置坐标|经纬度坐标|中心点坐标|lonlat|lnglat|location|coordinates?)")
_BRACKETS = re.compile(r"[(（\[【].*[)）\]】]$")
# a comma between degrees may be any of these; a blank only where each number is one piece
_BETWEEN = re.compile(r"\s*[,，、;；]\s*|\s+")


def known_count(cells: Sequence[str]) -> int:
    """Return how many different columns a row of headings names, of the kind of table that it fits best."""
    return max(len({key for cell in cells if (key := key_of(cell, kind))}) for kind in COLUMNS)


def headings_of(upper: Row, below: Sequence[Numbered]) -> tuple[Row, int]:
    """Return the headings, and how many rows below them belong to them: 坐标 above 经度 and 纬度 is two rows.

    >>> headings_of(("名称", "坐标", "", "床位"), [(2, ("", "经度", "纬度", "")), (3, ("甲", "122", "37", "5"))])
    (('名称', '经度', '纬度', '床位'), 1)
    """
    if not below:
        return upper, 0
    width = max(len(upper), len(below[0][1]))
    one, other = _filled(upper, width), _filled(below[0][1], width)
    both = tuple(low if low.strip() else high for high, low in zip(one, other, strict=True))
    return (both, 1) if known_count(both) > known_count(upper) else (upper, 0)


def trimmed(headings: Row, rows: Sequence[Numbered]) -> tuple[Row, list[Numbered]]:
    """Return headings and rows of one width, without the columns at the end that hold nothing."""
    all_rows = [headings, *(cells for _, cells in rows)]
    width = max((number for cells in all_rows for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return _filled(headings, width), [(line, _filled(cells, width)) for line, cells in rows]


def is_aside(cells: Sequence[str]) -> bool:
    """Tell whether a row is a total of others or a remark below the table, and no place.

    >>> is_aside(("", "合计", "", "560")), is_aside(("注：截至2021年底", "", "")), is_aside(("合计乡", "122.1", "37.2"))
    (True, True, False)
    """
    filled = [folded(read_text(cell)) for cell in cells if cell.strip()]
    if not filled:
        return False
    first = "".join(filled[0].split())
    return bool(_TOTAL.fullmatch(first)) or (len(filled) == 1 and bool(_REMARK.fullmatch(first)))


def split_positions(headings: Row, rows: Sequence[Numbered]) -> tuple[Row, list[Numbered]]:
    """Return a table whose one column of positions (`122.1,37.4`) is two, in place of it; others as they are.

    Which number is which the 坐标体检 tells. A cell of anything but two numbers is kept whole, to be told as a fault.
    """
    if any(key_of(heading, "facilities") in {"lon", "lat"} for heading in headings):
        return headings, list(rows)
    at = next((k for k, heading in enumerate(headings) if _is_position(heading)), None)
    if at is None:
        return headings, list(rows)
    split = [(line, (*cells[:at], *_two(cells[at]), *cells[at + 1 :])) for line, cells in rows]
    return (*headings[:at], LONGITUDE, LATITUDE, *headings[at + 1 :]), split


def _is_position(heading: str) -> bool:
    plain = _BRACKETS.sub("", "".join(folded(heading).lower().split()))
    return bool(_POSITION.fullmatch(plain))


def _two(cell: str) -> tuple[str, str]:
    plain = folded(read_text(cell)).strip("()[]")
    parts = [part for part in _BETWEEN.split(plain) if part]
    match parts:
        case []:
            return "", ""
        case [one, other]:
            return one, other
    return cell, cell


def _filled(cells: Row, width: int) -> Row:
    return (cells + ("",) * width)[:width]
