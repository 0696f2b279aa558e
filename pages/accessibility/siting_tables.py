"""The tables of 选址: the chosen sites with what each adds, and the planned projects with what each would cover."""

from __future__ import annotations

import numpy as np

from geo.siting.planned import is_chosen
from pages.accessibility.cards import district_name
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
