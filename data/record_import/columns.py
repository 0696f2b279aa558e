"""The columns of the files that people fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ImportKind = Literal["indicator", "task", "project"]


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column: its key, its heading, other headings it is known by, and whether people fill it in.

    What they do not fill in tells them which row it is; `is_needed` columns must be in a file.
    """

    key: str
    heading: str
    width: float = 14
    is_input: bool = False
    is_needed: bool = False
    aliases: tuple[str, ...] = ()


_ENDING = (
    ImportColumn("source", "来源", 30, is_input=True, aliases=("source",)),
    ImportColumn("note", "备注", 30, is_input=True, aliases=("note",)),
    ImportColumn("plan_id", "规划编号", 18, aliases=("plan_id",)),
)
_PROGRESS = (
    ImportColumn("recorded", "已录状态", 12),
    ImportColumn("status", "状态", 12, is_input=True, aliases=("status",)),
    ImportColumn("finished_on", "完成日期", 14, is_input=True, aliases=("finished_on",)),
    ImportColumn("evidence", "佐证", 36, is_input=True, aliases=("evidence",)),
    *_ENDING,
)
COLUMNS: dict[ImportKind, tuple[ImportColumn, ...]] = {
    "indicator": (
        ImportColumn("id", "指标编号", 44, is_needed=True, aliases=("indicator_id",)),
        ImportColumn("name", "指标", 34, aliases=("name",)),
        ImportColumn("scope", "范围", 14),
        ImportColumn("unit", "单位", 10, aliases=("unit",)),
        ImportColumn("year", "年份", 9, is_needed=True, aliases=("year",)),
        ImportColumn("target", "规划目标", 16),
        ImportColumn("recorded", "已录值", 12),
        ImportColumn("actual", "实际值", 14, is_input=True, is_needed=True, aliases=("actual", "value")),
        *_ENDING,
    ),
    "task": (
        ImportColumn("id", "任务编号", 12, is_needed=True, aliases=("task_id",)),
        ImportColumn("name", "任务", 44, aliases=("title",)),
        ImportColumn("agencies", "单位", 48),
        ImportColumn("deadline", "时限", 18),
        *_PROGRESS,
    ),
    "project": (
        ImportColumn("id", "项目编号", 12, is_needed=True, aliases=("project_id",)),
        ImportColumn("name", "项目", 44, aliases=("name",)),
        ImportColumn("districts", "区县", 24),
        ImportColumn("period", "规划年份", 14),
        *_PROGRESS,
    ),
}
KIND_NAMES: dict[ImportKind, str] = {"indicator": "指标实际值", "task": "任务进度", "project": "项目进度"}


def kind_of(headings: list[str]) -> ImportKind | None:
    """Return what a file is about, by the heading of its column of ids; None where it has none.

    >>> kind_of(["任务编号", "状态"])
    'task'
    """
    for kind, columns in COLUMNS.items():
        if any(heading in {columns[0].heading, *columns[0].aliases} for heading in headings):
            return kind
    return None


def column_with(kind: ImportKind, heading: str) -> ImportColumn | None:
    """Return the column of a heading, None where there is none."""
    return next((column for column in COLUMNS[kind] if heading in {column.heading, *column.aliases}), None)
