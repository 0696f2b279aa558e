"""Holding a plan's rows against the published text.

Each run stands in its section, each figure of a row in its own runs, each number of the text on a row or in
unaccounted.csv.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from data.document import Range, find_digit_runs, find_occurrences
from data.finding import Finding, Level
from data.plan import Plan
from data.sections import SectionedDocument, read_sections
from data.statement import find_unsupported_figures
from data.table import Row, Table, split_list, split_runs

# tables whose rows quote the text
QUOTING_TABLES = ("plan", "layout", "places", "projects", "indicators", "tasks", "links", "support_measures")


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying found: counts of runs and numbers, and the faults."""

    plan_id: str
    run_total: int
    run_found: int
    number_total: int
    number_accounted: int
    number_explained: int
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Work:
    document: SectionedDocument
    covered: set[int] = field(default_factory=set)
    run_total: int = 0
    run_found: int = 0
    findings: list[Finding] = field(default_factory=list)

    def report(  # noqa: PLR0913 - the parts of a finding
        self,
        rule: str,
        table: Table,
        row: Row,
        *,
        column: str,
        value: str,
        message: str,
        expectation: str = "",
        level: Level = "error",
    ) -> None:
        """Add a finding at a row."""
        self.findings.append(Finding(table.file, row.line, column, value, message, expectation, level, rule))


def verify_plan(plan: Plan, text: str) -> Verification:
    """Return what holding the plan against its published text finds."""
    work = _Work(read_sections(text))
    for table in [plan.tables[name] for name in QUOTING_TABLES if name in plan.tables]:
        for row in table.rows:
            _verify_runs(work, table, row)
            _verify_figures(work, table, row)
    numbers = find_digit_runs(work.document.document)
    marks = {index for start, end in work.document.heading_marks for index in range(start, end)}
    open_numbers = [number for number in numbers if not _is_covered(number, work.covered | marks)]
    explained = _explained_characters(work, plan.tables.get("unaccounted"), open_numbers)
    left = [number for number in open_numbers if not _is_covered(number, explained)]
    work.findings += _unaccounted_findings(work.document, left)
    return Verification(
        plan_id=plan.plan_id,
        run_total=work.run_total,
        run_found=work.run_found,
        number_total=len(numbers),
        number_accounted=len(numbers) - len(open_numbers),
        number_explained=len(open_numbers) - len(left),
        findings=tuple(work.findings),
    )


def _verify_runs(work: _Work, table: Table, row: Row) -> None:
    section = row.get("section")
    for address in split_list(section):
        if not work.document.ranges(address):
            known = "、".join(work.document.sections)
            message = "不是原文中的章节"
            work.report(
                "unknown_section", table, row, column="section", value=address, message=message, expectation=known
            )
    for run in split_runs(row.get("as_written")):
        work.run_total += 1
        occurrences = find_occurrences(work.document.document, run, work.document.ranges(section))
        work.run_found += bool(occurrences)
        work.covered.update(index for start, end in occurrences for index in range(start, end))
        if not occurrences:
            _report_missing_run(work, table, row, run)


def _report_missing_run(work: _Work, table: Table, row: Row, run: str) -> None:
    everywhere = find_occurrences(work.document.document, run, ((0, len(work.document.document.compact)),))
    expectation = "原文中没有这段字"
    if everywhere:
        expectation = f"原文中这段字在 {section_at(work.document, everywhere[0][0])}"
    message = f"不在章节“{row.get('section')}”中"
    work.report("run_not_found", table, row, column="as_written", value=run, message=message, expectation=expectation)


def _verify_figures(work: _Work, table: Table, row: Row) -> None:
    expectation = f"原文摘录为 {row.get('as_written')}"
    for figure in find_unsupported_figures(table.name, row):
        work.report(
            "figure_not_quoted",
            table,
            row,
            column=figure.column,
            value=figure.number,
            message="不在本行的原文摘录中",
            expectation=expectation,
            level=figure.level,
        )


def section_at(document: SectionedDocument, position: int) -> str:
    """Return the address of the smallest section that holds a position of `compact`."""
    holding = [
        (end - start, address)
        for address, ranges in document.sections.items()
        for start, end in ranges
        if start <= position < end
    ]
    return min(holding)[1] if holding else ""


def _is_covered(number: Range, covered: set[int]) -> bool:
    return all(index in covered for index in range(*number))


def _explained_characters(work: _Work, table: Table | None, open_numbers: list[Range]) -> set[int]:
    """Return the characters that unaccounted.csv explains; a row that explains nothing (more) is reported."""
    explained: set[int] = set()
    if table is None:
        return explained
    for row in table.rows:
        run, section = row.get("run"), row.get("section")
        occurrences = find_occurrences(work.document.document, run, work.document.ranges(section))
        characters = {index for start, end in occurrences for index in range(start, end)}
        explained |= characters
        if not occurrences:
            message = f"不在章节“{section}”中"
            work.report("explanation_not_found", table, row, column="run", value=run, message=message)
        elif not any(_is_covered(number, characters) for number in open_numbers):
            message = "已由数据行载明，这一行不再需要"
            work.report("stale_explanation", table, row, column="run", value=run, message=message, level="warning")
    return explained


def _unaccounted_findings(document: SectionedDocument, numbers: list[Range]) -> list[Finding]:
    """Return one finding per number and section, with its neighbourhood in the text."""
    places = [(document.document.compact[slice(*number)], section_at(document, number[0])) for number in numbers]
    counts = Counter(places)
    findings: dict[tuple[str, str], Finding] = {}
    for (start, end), place in zip(numbers, places, strict=True):
        context = document.document.compact[max(0, start - 12) : end + 10]
        times = f"，共{counts[place]}处" if counts[place] > 1 else ""
        message = f"在“{place[1]}”中，没有数据行载明{times}：…{context}…"
        expectation = "录入数据行，或在 unaccounted.csv 说明"
        found = Finding("", None, "原文数字", place[0], message, expectation, "error", "number_unaccounted")
        findings.setdefault(place, found)
    return list(findings.values())
