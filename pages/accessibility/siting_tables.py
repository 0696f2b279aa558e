"""The tables of 选址: the chosen sites with what each adds, and the planned projects with what each would cover."""

from __future__ import annotations

import numpy as np

from geo.siting.planned import is_chosen
from pages.accessibility.cards import district_name, district_names
from pages.accessibility.listing import Cells, Listing, Value, finite, known
from pages.accessibility.results import counted_kinds
from pages.accessibility.siting_cards import minutes_text
from pages.accessibility.siting_classes import CLASSES, classes_of, states_of, turned_away
from pages.accessibility.siting_premise import told as premised
from pages.accessibility.siting_results import Asked, answer_of, change_of, chosen_candidates, sites_of
from pages.shared.fact_table import Cell, Column
from pages.shared.labels import people, word


def chosen_table(asked: Asked) -> Listing:
    """Return the chosen sites in the order of what each adds to those before it."""
    answer, candidates = answer_of(asked), asked.question.inputs.candidates
    columns = [
        Column("rank", word("siting.rank"), 8, number=True),
        Column("name", word("siting.site"), 30),
        Column("district", word("access.district"), 20),
        Column("gained", premised(asked, "siting.gained"), 20, number=True),
        Column("precision", word("access.precision"), 22),
    ]
    sites = [int(at) for at in chosen_candidates(asked, answer)]
    values = [
        (
            rank,
            candidates.names[at],
            district_name(asked.question, candidates.district_codes[at]),
            float(gained),
            word(f"basis.{candidates.precision[at]}"),
        )
        for rank, (at, gained) in enumerate(zip(sites, answer.gained, strict=True), 1)
    ]

    def write(row: int) -> tuple[str, Cells]:
        rank, name, where, gained, precision = values[row]
        return f"candidate:{candidates.ids[sites[row]]}", (str(rank), name, where, f"+{people(gained)}", precision)

    return Listing(columns, values, write)


def served_table(asked: Asked) -> Listing:
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
    order = np.argsort(-left, kind="stable")
    names = {state: word(f"siting.state_{CLASSES[state]}", n=minutes) for state in np.unique(states).tolist()}
    districts, counted, rooms = district_names(question), question.people, answer.after
    values: list[tuple[Value, ...]] = [
        (
            demand.names[at],
            districts[demand.district_codes[at]],
            known(counted[at]),
            names[states[at]],
            float(rooms.served[at]),
            *([float(away[at])] if has_rooms else []),
            finite(rooms.nearest[at]),
        )
        for at in order
    ]

    def write(row: int) -> tuple[str, Cells]:
        at, (name, where, count, state, *figures, way) = order[row], values[row]
        told = word("siting.beyond_tip") if way is None else minutes_text(float(way))
        written = word("access.not_stated") if count is None else people(float(count))
        amounts = [people(float(figure)) for figure in figures]
        return f"demand:{demand.ids[at]}", (name, where, written, state, *amounts, told)

    return Listing(columns, values, write)


def planned_table(asked: Asked) -> Listing:
    """Return the planned projects: whether each counts, and what it would cover beyond the existing facilities."""
    facilities, sites, change = asked.question.inputs.facilities, sites_of(asked), change_of(asked)
    planned = asked.choices.planned
    columns = [
        Column("name", word("siting.project"), 34),
        Column("district", word("access.district"), 16),
        Column("year", word("access.year"), 14, number=True),
        Column("counts", word("access.counts"), 16),
        Column("gained", premised(asked, "siting.covers_alone"), 18, number=True),
        Column("precision", word("access.precision"), 18),
    ]
    places = np.flatnonzero([status == "planned" for status in facilities.statuses]).tolist()
    years = [facilities.years[at] if facilities.years else None for at in places]

    told_of = _why_planned_count(asked)
    values: list[tuple[Value, ...]] = [
        (
            facilities.names[at],
            district_name(asked.question, facilities.district_codes[at]),
            year,
            told_of[at],
            float(change.gained[at]) if sites.counts[at] else None,
            word(f"basis.{facilities.precision[at]}"),
        )
        for at, year in zip(places, years, strict=True)
    ]

    def write(row: int) -> tuple[str, Cells]:
        name, where, _, told, gained, precision = values[row]
        year, note = years[row], word("siting.later", n=planned.delay) if planned.delay else ""
        late = None if year is None else Cell(f"{year + planned.delay}", note=note)
        more = "" if gained is None else people(float(gained))
        return f"facility:{facilities.ids[places[row]]}", (name, where, late, told, more, precision)

    return Listing(columns, values, write)


def _why_planned_count(asked: Asked) -> list[str]:
    """Return for each facility whether it counts, or why it does not: its bed type, its year, not chosen."""
    facilities, planned = asked.question.inputs.facilities, asked.choices.planned
    named = set(planned.ids)
    states = zip(facilities.ids, sites_of(asked).counts, counted_kinds(facilities, asked.question.choices), strict=True)
    return [
        word("access.yes")
        if counts
        else word("siting.other_kind")
        if not is_kind
        else word("siting.not_yet" if is_chosen(planned, one, named) else "access.no")
        for one, counts, is_kind in states
    ]
