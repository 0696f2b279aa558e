"""What is said of the rows of a table that cannot be used, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from data.supply_demand.columns import COLUMNS, KIND_NAMES, KIND_NAMES_EN, PEOPLE_KEYS, InputColumn, TableKind
from data.words import Words

UNUSABLE = Words("不能采用", "cannot be used")
MISSING, PAIRED = (
    Words("缺少这一列", "this column is missing"),
    Words("经度、纬度应成对", "longitude and latitude together"),
)
UNIQUE = Words("编号应各不相同", "each id once")
NAMELESS, NAMED = (
    Words("没有名称", "has no name"),
    Words("每个机构或地点应有名称", "a name for every facility or place"),
)
BLANK, BOTH = Words("是空的", "is blank"), Words("经度、纬度应都填或都不填", "both longitude and latitude, or neither")
ASIDE = Words("像是合计或说明，不是一个点", "looks like a total or a remark, not like a place")
REMOVE = Words("请删去这一行", "remove this row")
CONTRADICTS = Words("与同一行矛盾", "contradicts its row")

LATITUDE, LONGITUDE = Words("纬度（或 Y）", "Latitude (or Y)"), Words("经度（或 X）", "Longitude (or X)")


def unlike(kind: TableKind) -> Words:
    """Return the words on a table without the columns of its kind."""
    return Words(
        f"不像“{KIND_NAMES[kind]}”：缺少需要的列", f"does not look like {KIND_NAMES_EN[kind]}: a column is missing"
    )


def wanted(kind: TableKind) -> Words:
    """Return the words on the columns that a table of a kind needs."""
    keys = PEOPLE_KEYS if kind == "demand" else ("name",)
    columns = [column for column in COLUMNS[kind] if column.key in keys]
    is_choice = len(columns) > 1
    return Words(
        f"应有 {'、'.join(column.heading for column in columns)}{' 之一' if is_choice else ''}",
        f"{'one of ' if is_choice else ''}{', '.join(column.heading_en for column in columns)}",
    )


def listed(headings: Sequence[str]) -> Words:
    """Return the headings that a table has, one after another."""
    named = [heading for heading in headings if heading]
    return Words("、".join(named), ", ".join(named))


def repeats(line: int) -> Words:
    """Return the words on an id that an earlier row has."""
    return Words(f"与第{line}行重复", f"repeats row {line}")


def not_above(column: InputColumn, limit: float) -> Words:
    """Return the words on a number that another of its row should hold."""
    return Words(
        f"应不大于同一行的{column.heading} {limit:g}", f"not above {column.heading_en} {limit:g} of the same row"
    )
