"""The table twin of the maps: districts, places that are left, facilities; a row selects on the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from pages.accessibility.cards import beds_text, district_name, minutes_text
from pages.accessibility.choices import kind_label
from pages.accessibility.results import Question, accessibility_of, counts_of, coverage_of
from pages.accessibility.selection import select
from pages.shared import parameters, widgets
from pages.shared.fact_table import Cell, Column, Row, show_fact_table, sort_key
from pages.shared.labels import people, trim, word

MOST = 200
Table = tuple[list[Column], list[Row]]


def show_table(question: Question, choice: str, names: Sequence[str]) -> None:
    """Show one of the tables; the longest end after MOST rows, files hold all."""
    name = widgets.choose_segment("table", "access.table", names, on_pick=lambda value: _open_table(value, names[0]))
    show_rows(
        TABLES[name](question), choice, f"access_{name}", word(f"access.table_{name}"), word("access.table_empty")
    )


def show_rows(table: Table, choice: str, key: str, label: str, empty: str) -> None:
    """Show a table of which a row can be selected; a long one ends after MOST rows and says so."""
    columns, rows = table
    if not rows:
        st.caption(empty)
        return
    show_fact_table(columns, rows[:MOST], choice, key=key, label=label, on_select=select)
    if len(rows) > MOST:
        st.caption(word("access.table_more", n=MOST, all=len(rows)))


def uncovered_points(question: Question) -> list[int]:
    """Return the places of people that are not covered, most people first; those without a number last."""
    found, counted = coverage_of(question), np.nan_to_num(question.people, nan=-1.0)
    left = np.flatnonzero(~found.is_covered)
    return [int(at) for at in left[np.argsort(-counted[left], kind="stable")]]


def _districts(question: Question) -> Table:
    columns = [
        Column("name", word("access.district"), 20),
        Column("people", word(f"access.group_{question.choices.group}"), 16, number=True),
        Column("covered", word("access.covered"), 16, number=True),
        Column("left", word("access.left"), 16, number=True),
        Column("share", word("access.share"), 16, number=True),
        Column("points", word("access.points"), 10, number=True),
    ]
    rows = []
    for row in coverage_of(question).by_district:
        share = None if row.share is None else 100 * row.share
        name = district_name(question, row.district_code)
        cells = (
            name,
            _amount(row.people),
            _amount(row.covered),
            _amount(row.people - row.covered),
            Cell(word("access.not_stated")) if share is None else Cell(f"{share:.1f}%", bar=f"{share:.0f}%"),
            str(row.points),
        )
        values = (name, row.people, row.covered, row.people - row.covered, share, row.points)
        rows.append(Row(f"district:{row.district_code}" if row.district_code else "", cells, _order(values)))
    return columns, rows


def _uncovered(question: Question) -> Table:
    demand, found = question.inputs.demand, coverage_of(question)
    columns = [
        Column("rank", word("access.rank"), 8, number=True),
        Column("name", word("access.people_point"), 24),
        Column("district", word("access.district"), 20),
        Column("people", word(f"access.group_{question.choices.group}"), 16, number=True),
        Column("minutes", word("access.minutes_to"), 20, number=True),
    ]
    rows = []
    for rank, at in enumerate(uncovered_points(question), 1):
        where, minutes = district_name(question, demand.district_codes[at]), float(found.nearest_min[at])
        cells = (str(rank), demand.names[at], where, _people(question.people[at]), minutes_text(minutes))
        values = (rank, demand.names[at], where, _known(question.people[at]), minutes if np.isfinite(minutes) else None)
        rows.append(Row(f"demand:{demand.ids[at]}", cells, _order(values)))
    return columns, rows


def _facilities(question: Question) -> Table:
    facilities, counts = question.inputs.facilities, counts_of(question.inputs.facilities, question.choices)
    columns = [
        Column("name", word("access.facility"), 34),
        Column("state", word("access.state"), 12),
        Column("kind", word("access.kind"), 14),
        Column("beds", word("access.beds"), 12, number=True),
        Column("precision", word("access.precision"), 16),
        Column("counts", word("access.counts"), 10),
    ]
    rows = []
    for at, name in enumerate(facilities.names):
        state, kind = (
            word(f"access.{facilities.statuses[at]}"),
            kind_label(facilities.kinds[at]) or word("access.not_stated"),
        )
        precision, is_counted = (
            word(f"basis.{facilities.precision[at]}"),
            word("access.yes" if counts[at] else "access.no"),
        )
        cells = (name, state, kind, beds_text(facilities.capacity[at]), precision, is_counted)
        values = (name, state, kind, _known(facilities.capacity[at]), precision, is_counted)
        rows.append(Row(f"facility:{facilities.ids[at]}", cells, _order(values)))
    return columns, rows


def _access(question: Question) -> Table:
    demand, found = question.inputs.demand, accessibility_of(question)
    columns = [
        Column("name", word("access.people_point"), 24),
        Column("district", word("access.district"), 20),
        Column("people", word(f"access.group_{question.choices.group}"), 16, number=True),
        Column("per_1000", word("access.per_1000"), 20, number=True),
    ]
    rows = []
    for at, name in enumerate(demand.names):
        value, where = _known(found.per_1000[at]), district_name(question, demand.district_codes[at])
        written = word("access.unknown") if value is None else trim(value, 2)
        cells = (name, where, _people(question.people[at]), written)
        rows.append(Row(f"demand:{demand.ids[at]}", cells, _order((name, where, _known(question.people[at]), value))))
    return columns, rows


TABLES: dict[str, Callable[[Question], Table]] = {
    "districts": _districts,
    "pockets": _uncovered,
    "facilities": _facilities,
    "access": _access,
}


def _open_table(value: str, default: str) -> None:
    parameters.reset("sort")
    parameters.write("table", value, default)


def _order(values: Sequence[float | str | None]) -> tuple[tuple[bool, float, str], ...]:
    return tuple(sort_key(value) for value in values)


def _amount(count: float) -> str:
    return trim(count, 0)


def _people(count: float) -> str:
    return word("access.not_stated") if np.isnan(count) else people(float(count))


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
