"""A row under check: its text, its values, and the findings that point at its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.finding import Finding, Level
from data.plan import Plan
from data.table import Row

# where the values of a table stand in the Plan
_VALUES = {
    "layout": "elements",
    "districts": "districts",
    "places": "places",
    "projects": "projects",
    "indicators": "indicator_values",
    "tasks": "tasks",
    "links": "links",
    "support_measures": "support_measures",
}


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row of a table with its file; `value` is the dataclass that was read from it."""

    file: str
    row: Row
    value: Any

    def finding(
        self, rule: str, column: str, message: str, expectation: str = "", *, level: Level = "error"
    ) -> Finding:
        """Return a finding at a cell of this row."""
        text = self.row.get(column)
        return Finding(self.file, self.row.line, column, text, message, expectation, level, rule)


def checked_rows(plan: Plan, table: str) -> Iterator[CheckedRow]:
    """Yield the rows of a table; `value` is the Plan itself for plan.yaml, None for a table without values."""
    if table not in plan.tables:
        return
    rows = plan.tables[table].rows
    values: tuple[Any, ...] = (None,) * len(rows)
    if table == "plan":
        values = (plan,) * len(rows)
    elif table in _VALUES:
        values = getattr(plan, _VALUES[table])
    for row, value in zip(rows, values, strict=True):
        yield CheckedRow(plan.tables[table].file, row, value)
