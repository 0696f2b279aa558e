"""The table twin of the maps: districts, places that are left, facilities; a row selects on the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pages.accessibility.cards import beds_text, district_name, district_names, minutes_text
from pages.accessibility.listing import Cells, Listing, finite, known, show_listing
from pages.accessibility.naming import kinds_told
from pages.accessibility.results import Question, accessibility_of, counts_of, coverage_of
from pages.shared import parameters, widgets
from pages.shared.fact_table import Cell, Column
from pages.shared.labels import people, trim, word


def show_table(question: Question, choice: str, names: Sequence[str]) -> None:
    """Show one of the tables; the longest end after some rows, files hold all."""
    name = widgets.choose_segment("table", "access.table", names, on_pick=lambda value: _open_table(value, names[0]))
    key, label = f"access_{name}", word(f"access.table_{name}")
    show_listing(TABLES[name](question), choice, key, label, word("access.table_empty"))


def uncovered_points(question: Question) -> list[int]:
    """Return the places of people that are not covered, most people first; those without a number last."""
    found, counted = coverage_of(question), np.nan_to_num(question.people, nan=-1.0)
    left = np.flatnonzero(~found.is_covered)
    return [int(at) for at in left[np.argsort(-counted[left], kind="stable")]]


def _districts(question: Question) -> Listing:
    columns = [
        Column("name", word("access.district"), 20),
        Column("people", word(f"access.group_{question.choices.group}"), 16, number=True),
        Column("covered", word("access.covered"), 16, number=True),
        Column("left", word("access.left"), 16, number=True),
        Column("share", word("access.share"), 16, number=True),
        Column("points", word("access.points"), 10, number=True),
    ]
    found = coverage_of(question).by_district
    names = [district_name(question, row.district_code) for row in found]
    shares = [None if row.share is None else 100 * row.share for row in found]
    values = [
        (name, row.people, row.covered, row.people - row.covered, share, row.points)
        for name, row, share in zip(names, found, shares, strict=True)
    ]

    def write(at: int) -> tuple[str, Cells]:
        row, share = found[at], shares[at]
        written = Cell(word("access.not_stated")) if share is None else Cell(f"{share:.1f}%", bar=f"{share:.0f}%")
        amounts = (trim(row.people, 0), trim(row.covered, 0), trim(row.people - row.covered, 0))
        choice = f"district:{row.district_code}" if row.district_code else ""
        return choice, (names[at], *amounts, written, str(row.points))

    return Listing(columns, values, write)


def _uncovered(question: Question) -> Listing:
    demand, found = question.inputs.demand, coverage_of(question)
    columns = [
        Column("rank", word("access.rank"), 8, number=True),
        Column("name", word("access.people_point"), 24),
        Column("district", word("access.district"), 20),
        Column("people", word(f"access.group_{question.choices.group}"), 16, number=True),
        Column("minutes", word("access.minutes_to"), 20, number=True),
    ]
    left = uncovered_points(question)
    districts, counted, minutes = district_names(question), question.people, found.nearest_min
    values = [
        (rank, demand.names[at], districts[demand.district_codes[at]], known(counted[at]), finite(minutes[at]))
        for rank, at in enumerate(left, 1)
    ]

    def write(row: int) -> tuple[str, Cells]:
        at = left[row]
        told = (_people(counted[at]), minutes_text(float(minutes[at])))
        return f"demand:{demand.ids[at]}", (str(row + 1), demand.names[at], str(values[row][2]), *told)

    return Listing(columns, values, write)


def _facilities(question: Question) -> Listing:
    facilities, counts = question.inputs.facilities, counts_of(question.inputs.facilities, question.choices)
    columns = [
        Column("name", word("access.facility"), 34),
        Column("state", word("access.state"), 12),
        Column("kind", word("access.kind"), 22),
        Column("beds", word("access.beds"), 12, number=True),
        Column("precision", word("access.precision"), 16),
        Column("counts", word("access.counts"), 10),
    ]
    words = {state: word(f"access.{state}") for state in set(facilities.statuses)}
    kinds = [kind or word("access.not_stated") for kind in kinds_told(question)]
    precisions = {precision: word(f"basis.{precision}") for precision in set(facilities.precision)}
    counted = [word("access.yes" if count else "access.no") for count in counts]
    values = [
        (name, words[state], kind, known(beds), precisions[precision], told)
        for name, state, kind, beds, precision, told in zip(
            facilities.names,
            facilities.statuses,
            kinds,
            facilities.capacity,
            facilities.precision,
            counted,
            strict=True,
        )
    ]

    def write(at: int) -> tuple[str, Cells]:
        name, state, kind, _, precision, told = values[at]
        return f"facility:{facilities.ids[at]}", (
            name,
            state,
            kind,
            beds_text(float(facilities.capacity[at])),
            precision,
            told,
        )

    return Listing(columns, values, write)


def _access(question: Question) -> Listing:
    demand, found = question.inputs.demand, accessibility_of(question)
    columns = [
        Column("name", word("access.people_point"), 24),
        Column("district", word("access.district"), 20),
        Column("people", word(f"access.group_{question.choices.group}"), 16, number=True),
        Column("per_1000", word("access.per_1000"), 20, number=True),
    ]
    districts, counted = district_names(question), question.people
    values = [
        (name, districts[code], known(people), known(value))
        for name, code, people, value in zip(demand.names, demand.district_codes, counted, found.per_1000, strict=True)
    ]

    def write(at: int) -> tuple[str, Cells]:
        name, where, _, value = values[at]
        told = word("access.unknown") if value is None else trim(value, 2)
        return f"demand:{demand.ids[at]}", (name, where, _people(counted[at]), told)

    return Listing(columns, values, write)


TABLES: dict[str, Callable[[Question], Listing]] = {
    "districts": _districts,
    "pockets": _uncovered,
    "facilities": _facilities,
    "access": _access,
}


def _open_table(value: str, default: str) -> None:
    parameters.reset("sort")
    parameters.write("table", value, default)


def _people(count: float) -> str:
    return word("access.not_stated") if np.isnan(count) else people(float(count))
