"""One row of an uploaded file → the changes it asks for."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from data.finding import Finding, Level
from data.plan import Plan
from data.record import STATUS_NAMES, Change, Entry, Subject
from data.record_import.cell_reading import (
    CellError,
    alike,
    folded,
    read_amount,
    read_date,
    read_status,
    read_text,
    read_year,
)
from data.record_import.columns import COLUMNS, ImportKind
from data.series import Series, series_of

Value = TypeVar("Value")

YEARS_AFTER = 5  # a plan is looked back on for some years
FAR_FROM_TARGET = 10


@dataclass(frozen=True, slots=True)
class UploadedRow:
    """The cells of a row that are not blank, by the key of their column."""

    line: int
    cells: Mapping[str, str]

    def get(self, key: str) -> str:
        """Return the text of a cell, "" where it is blank."""
        return self.cells.get(key, "").strip()


@dataclass(slots=True)
class RowReader:
    """Reads rows one after another and collects what is wrong with them."""

    file_name: str
    plan: Plan
    kind: ImportKind
    present: Mapping[Subject, Entry]
    today: datetime.date = field(default_factory=datetime.date.today)
    faults: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)
    _series: dict[str, Series] = field(default_factory=dict)
    _places: dict[Subject, Finding] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind == "indicator":
            self._series = {series.key: series for series in series_of(self.plan)}
            self._names = {key: series.indicator.name for key, series in self._series.items()}
        elif self.kind == "task":
            self._names = {task.task_id: task.title or task.summary for task in self.plan.tasks}
        else:
            self._names = {project.project_id: project.name for project in self.plan.projects}

    def read(self, row: UploadedRow) -> list[Change]:
        """Return the changes of a row; none where something in it is wrong."""
        before = len(self.faults)
        if not self._is_known(row):
            return []
        changes = list(self._actual(row) if self.kind == "indicator" else self._progress(row))
        for change in changes:
            self._note_place(row, change)
        self._warn_of_source_alone(row, changes)
        return changes if len(self.faults) == before else []

    def place(self, subject: Subject) -> Finding:
        """Return where in the file a subject stands, as a finding without a message."""
        return self._places[subject]

    def _fault(self, row: UploadedRow, key: str, message: str, expectation: str = "", level: Level = "error") -> None:
        heading = next(column.heading for column in COLUMNS[self.kind] if column.key == key)
        target = self.faults if level == "error" else self.warnings
        target.append(Finding(self.file_name, row.line, heading, row.get(key), message, expectation, level, key))

    def _is_known(self, row: UploadedRow) -> bool:
        """Return whether the row tells what it is about, and names it as the plan does."""
        subject_id, plan_id = folded(row.get("id")), folded(row.get("plan_id"))
        if plan_id and plan_id != self.plan.plan_id:
            self._fault(row, "plan_id", "是另一个规划", f"应为 {self.plan.plan_id}")
        elif not subject_id:
            self._fault(row, "id", "没有编号", "每行应有模板中的编号")
        elif subject_id not in self._names:
            near = difflib.get_close_matches(subject_id, self._names, n=1)
            self._fault(row, "id", "本规划没有这个编号", f"是否为 {near[0]}" if near else "应为模板中的编号")
        elif row.get("name") and _squeezed(row.get("name")) != _squeezed(self._names[subject_id]):
            self._fault(row, "name", "与编号不符，可能错行", f"{subject_id} 为“{self._names[subject_id]}”")
        else:
            return True
        return False

    def _actual(self, row: UploadedRow) -> Iterator[Change]:
        series = self._series[folded(row.get("id"))]
        units = alike(series.unit, *(value.unit for value in series.rows))
        if row.get("unit") and folded(row.get("unit")) not in map(folded, units):
            self._fault(row, "unit", "与规划的单位不同", f"应为“{series.unit}”，数值按此换算")
        if not row.get("actual"):
            return
        year = self._cell(row, "year", self._read_year)
        value = self._cell(row, "actual", lambda text: read_amount(text, *units))
        if year is not None and value is not None:
            self._warn_of_odd_value(row, series, float(value))
            yield self._change(row, f"actual:{year}", value)

    def _read_year(self, text: str) -> int:
        """Return a year in which the plan's indicators are measured and that has begun."""
        year = read_year(text)
        stated = [value.year for value in self.plan.indicator_values if value.year]
        known = [*stated, *(bound for bound in (self.plan.start_year, self.plan.end_year) if bound)]
        first = min(known, default=year)
        last = min(max(known, default=year) + YEARS_AFTER, self.today.year)
        if not first <= year <= last:
            raise CellError(f"应为 {first}—{last} 之间的年份")
        return year

    def _progress(self, row: UploadedRow) -> Iterator[Change]:
        status = self._cell(row, "status", read_status)
        finished_on = self._cell(row, "finished_on", lambda text: read_date(text, self.today))
        if finished_on and not (row.get("status") and status is None):
            self._check_finished(row, status)
        evidence = read_text(row.get("evidence"))
        for name, value in (("status", status), ("finished_on", finished_on), ("evidence", evidence)):
            if value:
                yield self._change(row, name, value)

    def _check_finished(self, row: UploadedRow, status: str | None) -> None:
        entry = self.present.get(self._subject(row, "status"))
        is_so = status or (entry.value if entry else "")
        if is_so != "completed":
            name = STATUS_NAMES[is_so][0] if is_so in STATUS_NAMES else "未录"
            self._fault(row, "finished_on", f"有完成日期而状态为“{name}”", f"状态应为 {STATUS_NAMES['completed'][0]}")

    def _cell(self, row: UploadedRow, key: str, read: Callable[[str], Value]) -> Value | None:
        """Return the value of a cell; None where it is blank or unreadable."""
        text = row.get(key)
        if not text and key != "year":
            return None
        try:
            return read(text)
        except CellError as error:
            self._fault(row, key, "不能采用" if text else "没有填", str(error))
            return None

    def _subject(self, row: UploadedRow, name: str) -> Subject:
        return Subject(self.plan.plan_id, self.kind, folded(row.get("id")), name)

    def _change(self, row: UploadedRow, name: str, value: str) -> Change:
        subject = self._subject(row, name)
        entry = self.present.get(subject)
        source, note = " ".join(read_text(row.get("source")).split()), read_text(row.get("note"))
        return Change(subject, value, entry.entry_id if entry else None, source, note)

    def _note_place(self, row: UploadedRow, change: Change) -> None:
        key = "actual" if self.kind == "indicator" else change.subject.field
        earlier = self._places.get(change.subject)
        if earlier is not None:
            self._fault(row, key, f"与第{earlier.row}行重复", "同一项只填一次")
            return
        heading = next(column.heading for column in COLUMNS[self.kind] if column.key == key)
        self._places[change.subject] = Finding(self.file_name, row.line, heading, row.get(key), "", "", rule=key)

    def _warn_of_source_alone(self, row: UploadedRow, changes: list[Change]) -> None:
        if not changes and row.get("source"):
            self._fault(row, "source", "只填了来源，没有可以导入的内容", "", "warning")

    def _warn_of_odd_value(self, row: UploadedRow, series: Series, value: float) -> None:
        """Warn of what is most often a slip: a share beyond 100 %, a value far from every target."""
        if folded(series.unit) == "%" and not 0 <= value <= 100:  # noqa: PLR2004 - per cent
            self._fault(row, "actual", "百分比在 0—100 之外，请核对", "", "warning")
        stated = [
            abs(target.value) for target in series.of_kind("target") if target.value and target.comparator != "relative"
        ]
        if stated and value and not min(stated) / FAR_FROM_TARGET < abs(value) < max(stated) * FAR_FROM_TARGET:
            self._fault(row, "actual", "与规划目标相差十倍以上，请核对单位和小数点", "", "warning")


def _squeezed(text: str) -> str:
    return "".join(folded(text).split())
