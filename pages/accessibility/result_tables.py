"""The results as tables of files: numbers as numbers, what is not stated or beyond reach in words."""

from __future__ import annotations

from datetime import datetime

from data.export import ExportColumn, ExportTable
from data.record import BEIJING
from data.supply_demand.points import GROUPS
from data.takeaway.extract import Extract
from data.takeaway.results import ResultFile
from pages.accessibility import result_sheets
from pages.accessibility.assumptions import assumptions
from pages.accessibility.cards import district_name
from pages.accessibility.file_columns import DEGREES, NAME, NARROW, WIDE, Row, degrees, file_table, number
from pages.accessibility.file_sources import by_way, input_sources, name_mark, question_notes, sheet_name, sheet_notes
from pages.accessibility.naming import kind_told
from pages.accessibility.results import Flags, Question, accessibility_of, counts_of, coverage_of
from pages.shared.labels import language, word


def result_file(question: Question) -> ResultFile:
    """Return all that was computed, as of now, in the reader's language."""
    extract = Extract(question.plan, language(), (), datetime.now(BEIJING))
    tables = {
        "districts": _districts(question),
        "district_beds": result_sheets.district_beds_table(question),
        "pockets": result_sheets.pockets_table(question),
        "inequality": result_sheets.inequality_table(question),
        "lorenz": result_sheets.lorenz_table(question),
        "people": _people(question),
        "facilities": facilities_table(question, counts_of(question.inputs.facilities, question.choices)),
    }
    notes = (*question_notes(question), *assumptions(question), *sheet_notes(question))
    return ResultFile(extract, tables, notes, input_sources(question), name_mark(question))


def _districts(question: Question) -> ExportTable:
    group, minutes = word(f"access.group_{question.choices.group}"), question.choices.minutes
    columns = [
        ExportColumn(word("access.code"), NARROW),
        ExportColumn(word("access.district"), NAME),
        ExportColumn(group, WIDE),
        ExportColumn(by_way(question, word("access.covered_within", n=minutes)), WIDE),
        ExportColumn(by_way(question, word("access.left_within", n=minutes)), WIDE),
        ExportColumn(by_way(question, f"{word('access.share')} %"), WIDE, decimals=2),
        ExportColumn(word("access.points"), NARROW),
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
    return file_table(sheet_name(question, word("access.table_districts")), columns, rows)


def _people(question: Question) -> ExportTable:
    demand, found, access = question.inputs.demand, coverage_of(question), accessibility_of(question)
    groups = [group for group in GROUPS if group in demand.people]
    columns = [
        ExportColumn(word("access.id"), NARROW),
        ExportColumn(word("access.people_point"), NAME),
        ExportColumn(word("access.district"), WIDE),
        *(ExportColumn(word(f"access.group_{group}"), WIDE) for group in groups),
        ExportColumn(word("access.nearest"), NAME),
        ExportColumn(by_way(question, word("access.minutes_to_min")), WIDE, decimals=1),
        ExportColumn(by_way(question, word("access.covered_within", n=question.choices.minutes)), WIDE),
        ExportColumn(by_way(question, word("access.per_1000_within", n=question.choices.minutes)), WIDE, decimals=3),
        ExportColumn(word("access.precision"), WIDE),
        *DEGREES,
    ]
    names = question.inputs.facilities.names
    rows: list[Row] = [
        (
            demand.ids[at],
            demand.names[at],
            district_name(question, demand.district_codes[at]),
            *(number(demand.people[group][at], "access.not_stated") for group in groups),
            names[found.nearest[at]] if found.nearest[at] >= 0 else "",
            number(found.nearest_min[at], "access.beyond_tip", 1),
            word("access.yes" if found.is_covered[at] else "access.no"),
            number(access.per_1000[at], "access.unknown", 3),
            word(f"basis.{demand.precision[at]}"),
            *degrees(demand, at),
        )
        for at in range(len(demand))
    ]
    return file_table(sheet_name(question, word("access.people_point")), columns, rows)


def facilities_table(question: Question, counts: Flags) -> ExportTable:
    """Return the facilities; `counts` (m,) says which count."""
    facilities = question.inputs.facilities
    years = facilities.years or (None,) * len(facilities)
    columns = [
        ExportColumn(word("access.id"), NARROW),
        ExportColumn(word("access.facility"), NAME),
        ExportColumn(word("access.state"), NARROW),
        ExportColumn(word("access.kind"), WIDE),
        ExportColumn(word("access.beds"), NARROW),
        ExportColumn(word("access.year"), NARROW, is_year=True),
        ExportColumn(word("access.counts"), NARROW),
        ExportColumn(word("access.precision"), WIDE),
        *DEGREES,
    ]
    rows: list[Row] = [
        (
            facilities.ids[at],
            facilities.names[at],
            word(f"access.{facilities.statuses[at]}"),
            kind_told(question, at) or word("access.not_stated"),
            number(facilities.capacity[at], "access.not_stated"),
            years[at] or (word("access.not_stated") if facilities.statuses[at] == "planned" else None),
            word("access.yes" if counts[at] else "access.no"),
            word(f"basis.{facilities.precision[at]}"),
            *degrees(facilities, at),
        )
        for at in range(len(facilities))
    ]
    return file_table(sheet_name(question, word("access.facilities")), columns, rows)
