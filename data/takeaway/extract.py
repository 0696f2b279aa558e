"""What is taken of a plan: which tables and rows, in which language, made when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from data.answers import Cells, district_cells, table_cells
from data.plan import Plan
from data.schema import Language, label

STATISTICS = "statistics"
TABLES: dict[str, tuple[str, str]] = {
    "projects": ("重点项目", "Projects"),
    "layout": ("布局要素", "Layout elements"),
    "districts": ("统计单元", "Districts"),
    STATISTICS: ("区县统计", "District statistics"),
    "places": ("地点与机构", "Places"),
    "indicators": ("指标", "Indicators"),
    "tasks": ("任务", "Tasks"),
    "links": ("目标链", "Links"),
    "support_measures": ("支持政策", "Support measures"),
    "plan": ("规划", "Plan"),
}


@dataclass(frozen=True, slots=True)
class Extract:
    """A part of a plan.

    Attributes:
        plan: the plan.
        language: of headings and notes; facts stand as they are recorded.
        tables: names of TABLES, in order.
        districts: codes; rows that name only other districts are left out. Empty: all rows.
        row_kinds: of projects; empty: all.
        made_at: the moment of making, with its time zone.
    """

    plan: Plan
    language: Language
    tables: tuple[str, ...]
    made_at: datetime
    districts: frozenset[str] = frozenset()
    row_kinds: frozenset[str] = frozenset()

    def title(self, table: str) -> str:
        """Return the name of a table."""
        zh, en = TABLES[table]
        return zh if self.language == "zh" else en

    def cells(self, table: str) -> tuple[list[str], list[Cells]]:
        """Return the columns of a table and the rows that the filters leave."""
        if table == STATISTICS:
            header, rows = district_cells(self.plan)
            return header, [row for row in rows if not self.districts or row[0] in self.districts]
        header, rows = table_cells(self.plan, table)
        return header, [row for row, is_kept in zip(rows, self._kept(table, len(rows)), strict=True) if is_kept]

    def filter_words(self) -> str:
        """Return the filters in words; that there are none, too."""
        is_zh = self.language == "zh"
        parts = []
        if self.districts:
            names = [self.plan.district_name(code) for code in sorted(self.districts)]
            parts.append(("区县：" if is_zh else "districts: ") + ("、" if is_zh else ", ").join(names))
        if self.row_kinds:
            kinds = [label("row_kind", kind, self.language) for kind in sorted(self.row_kinds)]
            parts.append(("项目类型：" if is_zh else "kinds of rows: ") + ("、" if is_zh else ", ").join(kinds))
        return ("；" if is_zh else "; ").join(parts) or ("无（全部）" if is_zh else "none (everything)")

    def keeps(self, codes: tuple[str, ...]) -> bool:
        """Tell whether a row of these districts is kept; one that names none only without a filter."""
        return not self.districts or bool(self.districts.intersection(codes))

    def _kept(self, table: str, count: int) -> Iterator[bool]:
        plan = self.plan
        if table == "projects":
            for project in plan.projects:
                is_kind = not self.row_kinds or project.row_kind in self.row_kinds
                yield is_kind and self.keeps(project.district_codes)
        elif table == "layout":
            yield from (self.keeps(element.district_codes) for element in plan.elements)
        elif table == "districts":
            yield from (self.keeps((district.district_code,)) for district in plan.districts)
        elif table == "places":
            yield from (self.keeps((place.district_code,)) for place in plan.places)
        elif table == "indicators":
            yield from (self.keeps((value.scope,)) for value in plan.indicator_values)
        else:
            yield from (True for _ in range(count))
