"""The tables of 选址: the chosen sites with what each adds, and the planned projects with what each would cover."""

from __future__ import annotations

import numpy as np

from geo.siting.planned import is_chosen
from pages.accessibility.cards import district_name
from pages.accessibility.siting_cards import minutes_text
from pages.accessibility.siting_classes import CLASSES, classes_of, states_of, turned_away
from pages.accessibility.siting_results import Asked, answer_of, change_of, chosen_candidates, sites_of
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import people, word

Table = tuple[list[Column], list[Row]]


def chosen_table(asked: Asked) -> Table:
    """Return the chosen sites in the order of what each adds to those before it."""
    answer, candidates = answer_of(asked), asked.question.inputs.candidates
    columns = [
        Column("rank", word("siting.rank"), 8, number=True),
        Column("name", word("siting.site"), 30),
        Column("district", word("access.district"), 20),
        Column("gained", word("siting.gained"), 20, number=True),
        Column("precision", word("access.precision"), 22),
    ]
    rows = []
    for rank, (at, gained) in enumerate(zip(chosen_candidates(asked, answer), answer.gained, strict=True), 1):
        where = district_name(asked.question, candidates.district_codes[at])
        precision = word(f"basis.{candidates.precision[at]}")
        cells = (str(rank), candidates.names[at], where, f"+{people(float(gained))}", precision)
        order = (rank, candidates.names[at], where, float(gained), precision)
        rows.append(Row(f"candidate:{candidates.ids[at]}", cells, tuple(sort_key(value) for value in order)))
    return columns, rows


def served_table(asked: Asked) -> Table:
    """Return the points of people after all is built: who serves each, who finds no room; those left out first."""
    answer, question = answer_of(asked), asked.question
    demand, minutes = question.inputs.demand, question.choices.minutes
    has_rooms = bool(asked.choices.beds_per_1000)
    columns = [
        Column("name", word("access.people_point"), 24),
        Column("district", word("access.district"), 16),
        Column("people", word(f"access.group_{question.choices.group}"), 14, number=True),
        Column("state", word("siting.state"), 20),
        Column("served", word("siting.served" if has_rooms else "siting.served_plain"), 14, number=True),
        *([Column("away", word("siting.away"), 14, number=True)] if has_rooms else []),
        Column("minutes", word("access.minutes_to"), 16, number=True),
    ]
    states, away = classes_of(asked, states_of(asked, answer, "new")), turned_away(asked, answer.after)
    left = np.nan_to_num(question.people) - answer.after.served
    rows = []
    for at in np.argsort(-left, kind="stable"):
        state = word(f"siting.state_{CLASSES[states[at]]}", n=minutes)
        where, way = district_name(question, demand.district_codes[at]), float(answer.after.nearest[at])
        count, served = float(question.people[at]), float(answer.after.served[at])
        written = word("access.not_stated") if np.isnan(count) else people(count)
        told = minutes_text(way) if np.isfinite(way) else word("siting.beyond_tip")
        without = [people(float(away[at]))] if has_rooms else []
        cells = (demand.names[at], where, written, state, people(served), *without, told)
        order = (
            demand.names[at],
            where,
            None if np.isnan(count) else count,
            state,
            served,
            *([float(away[at])] if has_rooms else []),
            way if np.isfinite(way) else None,
        )
        rows.append(Row(f"demand:{demand.ids[at]}", cells, tuple(sort_key(value) for value in order)))
    return columns, rows


def planned_table(asked: Asked) -> Table:
    """Return the planned projects: whether each counts, and what it would cover beyond the existing facilities."""
    facilities, sites, change = asked.question.inputs.facilities, sites_of(asked), change_of(asked)
    planned, named = asked.choices.planned, set(asked.choices.planned.ids)
    columns = [
        Column("name", word("siting.project"), 34),
        Column("district", word("access.district"), 16),
        Column("year", word("access.year"), 14, number=True),
        Column("counts", word("access.counts"), 16),
        Column("gained", word("siting.covers_alone"), 18, number=True),
        Column("precision", word("access.precision"), 18),
    ]
    rows = []
    for at in np.flatnonzero([status == "planned" for status in facilities.statuses]):
        year = facilities.years[at] if facilities.years else None
        counts = bool(sites.counts[at])
        is_late = not counts and is_chosen(planned, facilities.ids[at], named)
        told = word("siting.not_yet" if is_late else "access.yes" if counts else "access.no")
        late_year = f"{year + planned.delay}" if year is not None else None
        note = word("siting.later", n=planned.delay) if planned.delay and year is not None else ""
        where = district_name(asked.question, facilities.district_codes[at])
        gained, precision = float(change.gained[at]), word(f"basis.{facilities.precision[at]}")
        cells = (
            facilities.names[at],
            where,
            Cell(late_year, note=note) if late_year else None,
            told,
            people(gained) if counts else "",
            precision,
        )
        order = (facilities.names[at], where, year, told, gained if counts else None, precision)
        rows.append(Row(f"facility:{facilities.ids[at]}", cells, tuple(sort_key(value) for value in order)))
    return columns, rows
