"""The results as tables of files: numbers as numbers, what is not stated or beyond reach in words."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from data.export import CellValue, ExportColumn, ExportTable
from data.record import BEIJING
from data.supply_demand.points import GROUPS
from data.takeaway.extract import Extract
from data.takeaway.results import ResultFile
from pages.accessibility.assumptions import assumptions
from pages.accessibility.cards import district_name
from pages.accessibility.choices import kind_label
from pages.accessibility.results import Question, accessibility_of, counts_of, coverage_of
from pages.shared.labels import language, word

NAME, WIDE, NARROW = 26, 18, 12
Row = tuple[CellValue, ...]


def result_file(question: Question) -> ResultFile:
    """Return all that was computed, as of now, in the reader's language."""
    extract = Extract(question.plan, language(), (), datetime.now(BEIJING))
    tables = {"districts": _districts(question), "people": _people(question), "facilities": _facilities(question)}
    choices = question.choices
    asked = [
        (word("access.minutes"), word("access.n_minutes", n=choices.minutes)),
        (word("access.group"), word(f"access.group_{choices.group}")),
        (word("access.method"), word(f"access.formula_{choices.method}")),
        *([(word("access.decay"), word(f"access.decay_{choices.decay}"))] if choices.has_decay else []),
        (word("access.zero"), word("access.zero_note")),
    ]
    return ResultFile(extract, tables, (*asked, *assumptions(question)))


def _districts(question: Question) -> ExportTable:
    group = word(f"access.group_{question.choices.group}")
    columns = [
        (word("access.code"), NARROW),
        (word("access.district"), NAME),
        (group, WIDE),
        (word("access.covered"), WIDE),
        (word("access.left"), WIDE),
        (f"{word('access.share')} %", NARROW),
        (word("access.points"), NARROW),
    ]
    rows: list[Row] = [
        (
            row.district_code,
            district_name(question, row.district_code),
            row.people,
            row.covered,
            row.people - row.covered,
            word("access.not_stated") if row.share is None else round(100 * row.share, 2),
            row.points,
        )
        for row in coverage_of(question).by_district
    ]
    return _table("access.table_districts", columns, rows)


def _people(question: Question) -> ExportTable:
    demand, found, access = question.inputs.demand, coverage_of(question), accessibility_of(question)
    groups = [group for group in GROUPS if group in demand.people]
    columns = [
        (word("access.id"), NARROW),
        (word("access.people_point"), NAME),
        (word("access.district"), WIDE),
        *((word(f"access.group_{group}"), WIDE) for group in groups),
        (word("access.nearest"), NAME),
        (word("access.minutes_to_min"), WIDE),
        (word("access.is_covered"), NARROW),
        (word("access.per_1000"), WIDE),
        (word("access.precision"), WIDE),
        ("lon", NARROW),
        ("lat", NARROW),
    ]
    names = question.inputs.facilities.names
    rows: list[Row] = [
        (
            demand.ids[at],
            demand.names[at],
            district_name(question, demand.district_codes[at]),
            *(_number(demand.people[group][at], "access.not_stated") for group in groups),
            names[found.nearest[at]] if found.nearest[at] >= 0 else "",
            _number(found.nearest_min[at], "access.beyond_tip", 1),
            word("access.yes" if found.is_covered[at] else "access.no"),
            _number(access.per_1000[at], "access.unknown", 3),
            word(f"basis.{demand.precision[at]}"),
            round(float(demand.lon[at]), 5),
            round(float(demand.lat[at]), 5),
        )
        for at in range(len(demand))
    ]
    return _table("access.people_point", columns, rows)


def _facilities(question: Question) -> ExportTable:
    facilities = question.inputs.facilities
    counts, years = counts_of(facilities, question.choices), facilities.years or (None,) * len(facilities)
    columns = [
        (word("access.id"), NARROW),
        (word("access.facility"), NAME),
        (word("access.state"), NARROW),
        (word("access.kind"), WIDE),
        (word("access.beds"), NARROW),
        (word("access.year"), NARROW),
        (word("access.counts"), NARROW),
        (word("access.precision"), WIDE),
        ("lon", NARROW),
        ("lat", NARROW),
    ]
    rows: list[Row] = [
        (
            facilities.ids[at],
            facilities.names[at],
            word(f"access.{facilities.statuses[at]}"),
            kind_label(facilities.kinds[at]) or word("access.not_stated"),
            _number(facilities.capacity[at], "access.not_stated"),
            "" if years[at] is None else str(years[at]),
            word("access.yes" if counts[at] else "access.no"),
            word(f"basis.{facilities.precision[at]}"),
            round(float(facilities.lon[at]), 5),
            round(float(facilities.lat[at]), 5),
        )
        for at in range(len(facilities))
    ]
    return _table("access.facilities", columns, rows)


def _table(title: str, columns: list[tuple[str, int]], rows: list[Row]) -> ExportTable:
    heads = tuple(ExportColumn(label, width) for label, width in columns)
    return ExportTable(word(title), heads, tuple(rows), word("cite.note"), ())


def _number(value: float, lack: str, digits: int = 0) -> CellValue:
    return round(float(value), digits) if np.isfinite(value) else word(lack)
