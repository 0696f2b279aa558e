"""The sheets of 选址: before and after, the new sites, the planned projects, people, scenarios side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.export import CellValue, ExportColumn, ExportTable
from data.siting_scenario import Scenario
from geo.siting.planned import people_to_target
from geo.siting.result import Reach
from pages.accessibility.cards import district_name
from pages.accessibility.file_columns import DEGREES, NAME, NARROW, WIDE, Row, degrees, file_table, number
from pages.accessibility.file_sources import by_way, sheet_name
from pages.accessibility.naming import kind_told
from pages.accessibility.siting_answer import Answered
from pages.accessibility.siting_cards import ways_to_bed
from pages.accessibility.siting_classes import CLASSES, classes_of, states_of
from pages.accessibility.siting_compare import comparison_rows
from pages.accessibility.siting_premise import is_blind
from pages.accessibility.siting_premise import told as premised
from pages.accessibility.siting_tables import why_planned_count
from pages.shared.labels import in_brackets, word


def states_table(found: Answered) -> ExportTable:
    """Return the states, a row each: who is covered, how far the target is, who finds no room, the ways."""
    asked, question = found.asked, found.asked.question
    group, target = word(f"access.group_{question.choices.group}"), asked.choices.target_pct
    has_rooms, limit, way = bool(asked.choices.beds_per_1000), f"{found.limit_min:g}", ways_to_bed(asked, found.answer)
    columns = [
        ExportColumn(word("siting.file_state"), NAME),
        ExportColumn(word("siting.file_places"), NARROW),
        ExportColumn(group, WIDE),
        ExportColumn(_covered_head(found), WIDE),
        ExportColumn(by_way(question, f"{word('siting.share_short')} %"), WIDE, decimals=2),
        ExportColumn(by_way(question, word("access.left_within", n=question.choices.minutes)), WIDE),
        ExportColumn(word("siting.to_target", share=f"{target:g}%"), WIDE),
        *([ExportColumn(word("siting.no_room"), WIDE)] if has_rooms else []),
        ExportColumn(word("siting.file_beyond", n=limit), WIDE),
        ExportColumn(by_way(question, word(f"siting.file_mean{way}", n=limit)), WIDE, decimals=1),
        ExportColumn(by_way(question, word(f"siting.file_longest{way}", n=limit)), WIDE, decimals=1),
    ]
    unknown = (word("siting.unknown"),) * (len(columns) - 3)
    rows: list[Row] = [
        (
            found.state_name(stage),
            word("siting.unknown") if found.is_unknown(stage) else found.places(stage),
            _whole(reach.people),
            *(unknown if found.is_unknown(stage) else _figures(reach, target, has_rooms=has_rooms)),
        )
        for stage, reach in found.states().items()
    ]
    return file_table(sheet_name(question, word("siting.sheet_states")), columns, rows)


def sites_table(found: Answered) -> ExportTable:
    """Return the new sites in the order of what each adds to those before it."""
    question, answer = found.asked.question, found.answer
    candidates = question.inputs.candidates
    columns = [
        ExportColumn(word("siting.rank"), 8),
        ExportColumn(word("siting.site"), NAME),
        ExportColumn(word("access.id"), NARROW),
        ExportColumn(word("access.district"), WIDE),
        ExportColumn(by_way(question, premised(found.asked, "siting.gained")), WIDE),
        ExportColumn(_covered_head(found), WIDE),
        ExportColumn(by_way(question, f"{word('siting.share_short')} %"), WIDE, decimals=2),
        ExportColumn(word("access.beds"), NARROW),
        ExportColumn(word("access.precision"), WIDE),
        *DEGREES,
    ]
    covered = answer.before.covered + np.cumsum(answer.gained)
    whole = answer.after.people
    rows: list[Row] = [
        (
            rank,
            candidates.names[at],
            candidates.ids[at],
            district_name(question, candidates.district_codes[at]),
            _whole(answer.gained[rank - 1]),
            _whole(covered[rank - 1]),
            number(100 * covered[rank - 1] / whole if whole > 0 else np.nan, "access.not_stated", 2),
            number(candidates.capacity[at], "access.not_stated"),
            word(f"basis.{candidates.precision[at]}"),
            *degrees(candidates, at),
        )
        for rank, at in enumerate(found.chosen, 1)
    ]
    return file_table(sheet_name(question, word("siting.table_chosen")), columns, rows)


def planned_table(found: Answered) -> ExportTable:
    """Return the planned projects: whether each counts, from which year, and what it would cover alone."""
    asked, question = found.asked, found.asked.question
    facilities, counts = question.inputs.facilities, found.sites.counts
    columns = [
        ExportColumn(word("siting.project"), NAME),
        ExportColumn(word("access.id"), NARROW),
        ExportColumn(word("access.district"), WIDE),
        ExportColumn(word("access.kind"), WIDE),
        ExportColumn(word("access.beds"), NARROW),
        ExportColumn(word("access.year"), NARROW, is_year=True),
        ExportColumn(word("siting.file_year"), NARROW, is_year=True),
        ExportColumn(word("access.counts"), NARROW),
        ExportColumn(by_way(question, premised(asked, "siting.covers_alone")), WIDE),
        ExportColumn(word("access.precision"), WIDE),
        *DEGREES,
    ]
    years = facilities.years or (None,) * len(facilities)
    told = why_planned_count(asked)
    rows: list[Row] = [
        (
            facilities.names[at],
            facilities.ids[at],
            district_name(question, facilities.district_codes[at]),
            kind_told(question, at) or word("access.not_stated"),
            number(facilities.capacity[at], "access.not_stated"),
            word("access.not_stated") if years[at] is None else years[at],
            _year_counted(found, years[at]),
            told[at],
            _whole(found.change.gained[at]) if counts[at] else None,
            word(f"basis.{facilities.precision[at]}"),
            *degrees(facilities, at),
        )
        for at in np.flatnonzero([status == "planned" for status in facilities.statuses]).tolist()
    ]
    return file_table(sheet_name(question, word("siting.table_planned")), columns, rows)


def people_table(found: Answered) -> ExportTable:
    """Return the points of people: in each state who serves them, how many, how far it is."""
    asked, question, states = found.asked, found.asked.question, found.states()
    demand, counted = question.inputs.demand, question.people
    columns = [
        ExportColumn(word("access.id"), NARROW),
        ExportColumn(word("access.people_point"), NAME),
        ExportColumn(word("access.district"), WIDE),
        ExportColumn(word(f"access.group_{question.choices.group}"), WIDE),
        *(head for stage in states for head in _state_heads(found, stage)),
        ExportColumn(word("access.precision"), WIDE),
        *DEGREES,
    ]
    told = [_state_cells(found, states_of(asked, found.answer, stage), stage) for stage in states]
    rows: list[Row] = [
        (
            demand.ids[at],
            demand.names[at],
            district_name(question, demand.district_codes[at]),
            number(counted[at], "access.not_stated"),
            *(cell for cells in told for cell in cells[at]),
            word(f"basis.{demand.precision[at]}"),
            *degrees(demand, at),
        )
        for at in range(len(demand))
    ]
    return file_table(sheet_name(asked.question, word("access.people_point")), columns, rows)


def scenarios_table(found: Answered, scenarios: Sequence[Scenario]) -> ExportTable:
    """Return the present choices and saved scenarios side by side, as the page compares them."""
    columns = [ExportColumn(word("siting.scenarios"), NAME), *(ExportColumn(one.name, 40) for one in scenarios)]
    rows: list[Row] = [tuple(row) for row in comparison_rows(found.asked, found.answer, scenarios)]
    return file_table(sheet_name(found.asked.question, word("siting.table_compare")), columns, rows)


def _figures(reach: Reach, target: float, *, has_rooms: bool) -> Row:
    return (
        _whole(reach.covered),
        number(100 * reach.share, "access.not_stated", 2),
        _whole(reach.people - reach.covered),
        number(people_to_target(reach, target), "access.not_stated"),
        *([_whole(reach.no_room)] if has_rooms else []),
        _whole(reach.beyond),
        number(reach.mean_minutes, "siting.file_nobody", 1),
        number(reach.longest_minutes, "siting.file_nobody", 1),
    )


def _state_heads(found: Answered, stage: str) -> tuple[ExportColumn, ...]:
    state, question = found.state_name(stage), found.asked.question
    served = word("siting.served" if found.asked.choices.beds_per_1000 else "siting.served_plain")
    within = word("siting.file_served", n=question.choices.minutes, what=served)
    heads = (word("siting.state"), by_way(question, within), by_way(question, word("access.minutes_to_min")))
    return tuple(
        ExportColumn(word("siting.file_head", state=state, what=what), WIDE, decimals=decimals)
        for what, decimals in zip(heads, (None, None, 1), strict=True)
    )


def _state_cells(found: Answered, states: list[Reach], stage: str) -> list[tuple[CellValue, ...]]:
    if found.is_unknown(stage):
        return [(word("siting.unknown"),) * 3] * len(states[-1].served)
    minutes, last = found.asked.question.choices.minutes, states[-1]
    names = [word(f"siting.state_{name}", n=minutes) for name in CLASSES]
    served = np.where(np.isnan(found.asked.question.people), np.nan, last.served)
    return [
        (names[rank], number(people, "access.not_stated"), number(way, "siting.beyond_tip", 1))
        for rank, people, way in zip(classes_of(found.asked, states), served, last.nearest, strict=True)
    ]


def _year_counted(found: Answered, year: int | None) -> CellValue:
    """Return the year that the scenario counts a project from: stated, or assumed, and the delay."""
    planned = found.asked.choices.planned
    if planned.year is None:
        return word("siting.ever")
    from_year = year if year is not None else found.asked.question.plan.end_year
    return word("access.not_stated") if from_year is None else from_year + planned.delay


def _covered_head(found: Answered) -> str:
    question = found.asked.question
    name = word("access.covered_within", n=question.choices.minutes)
    left_out = in_brackets(word("siting.file_left_out")) if is_blind(found.asked) else ""
    return by_way(question, name + left_out)


def _whole(people: float) -> CellValue:
    """Return a number of people: whole, as people are; beds shared out leave fractions."""
    return number(people, "access.not_stated")
