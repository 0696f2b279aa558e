"""The card beside the map: the whole, a point of people, a facility or a district, with what each figure means."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.supply_demand.points import GROUPS
from geo.reach.coverage import CoveredPeople
from geo.reach.travel_times import Floats
from pages.accessibility.naming import is_renovation, kind_told, project_of
from pages.accessibility.results import Question, counts_of, coverage_of, schematic_people_of, times_of
from pages.shared import unit_names
from pages.shared.citation import cited, unstated
from pages.shared.labels import people, trim, word
from pages.shared.markup import esc, fact_rows, pill, tile, tiles

Tell = Callable[[int], list[tuple[str, str]]]
DEMAND_TONE, FACILITY_TONE, DISTRICT_TONE = "#0F5C63", "#7A4EA3", "#5B6675"


def card(question: Question, choice: str, whole: str, more: Tell | None = None) -> str:
    """Return the card of a selection; `whole` is ready markup for no selection, `more` adds facts of a demand point."""
    kind, _, row_id = choice.partition(":")
    if kind == "demand":
        return _demand_card(question, question.inputs.demand.ids.index(row_id), more)
    if kind == "facility":
        return _facility_card(question, question.inputs.facilities.ids.index(row_id))
    if kind == "district":
        return _district_card(question, row_id)
    return whole


def coverage_tiles(row: CoveredPeople) -> str:
    """Return covered people, their share, and who is left."""
    share = row.share
    figures = tiles(
        [
            tile(esc(people(row.covered)), word("access.covered")),
            tile(esc(f"{100 * share:.1f}%") if share is not None else unstated(), word("access.share")),
            tile(esc(people(row.people - row.covered)), word("access.left")),
        ]
    )
    return f'<div class="coverage-tiles">{figures}</div>'


def schematic_told(question: Question) -> str:
    """Return how many people's result rests on schematic positions, to stand before the figures; "" where nobody's."""
    rough, total = schematic_people_of(question), coverage_of(question).total.people
    if not rough:
        return ""
    key = "access.schematic_all" if rough >= total else "access.schematic_some"
    told = word(key, people=people(rough), share=f"{100 * rough / total:.1f}%" if total else "")
    return f'<p class="amber">{esc(told)}</p>'


def district_name(question: Question, code: str) -> str:
    """Return the name of a district; what names none says so."""
    return unit_names.district_name(question.plan, code) if code else word("access.no_district")


def district_names(question: Question) -> dict[str, str]:
    """Return by code the names of the districts that people stand in."""
    return {code: district_name(question, code) for code in set(question.inputs.demand.district_codes)}


def minutes_text(minutes: float) -> str:
    """Return minutes in words; beyond the limit says so."""
    return word("access.about_minutes", n=f"{minutes:.0f}") if np.isfinite(minutes) else word("access.beyond_tip")


def beds_text(beds: float) -> str:
    """Return a number of beds; NaN is not stated."""
    return word("access.no_beds_tip") if np.isnan(beds) else f"{beds:,.0f} {word('unit.beds')}"


def _demand_card(question: Question, at: int, more: Tell | None) -> str:
    demand, found = question.inputs.demand, coverage_of(question)
    nearest = question.inputs.facilities.names[found.nearest[at]] if found.nearest[at] >= 0 else ""
    people_rows = [(word(f"access.group_{group}"), _count(demand.people.get(group), at)) for group in GROUPS]
    rows = [
        (word("access.district"), esc(district_name(question, demand.district_codes[at]))),
        *people_rows,
        (word("access.nearest"), esc(nearest)),
        (word("access.minutes_to"), esc(minutes_text(found.nearest_min[at]))),
        *(more(at) if more else []),
        (word("access.precision"), esc(word(f"basis.{demand.precision[at]}"))),
    ]
    return _card(word("access.people_point"), DEMAND_TONE, demand.names[at], fact_rows(rows))


def _facility_card(question: Question, at: int) -> str:
    facilities, times = question.inputs.facilities, times_of(question)
    within = (times.facilities == at) & (times.minutes <= question.choices.minutes)
    rows_of = np.repeat(np.arange(times.n_demand), np.diff(times.starts))[within]
    served = float(np.nansum(question.people[rows_of]))
    project = project_of(question.plan, facilities, at)
    state = "renovated" if is_renovation(question.plan, facilities, at) else facilities.statuses[at]
    year = facilities.years[at] if facilities.years else None
    rows = [
        (word("access.beds"), esc(beds_text(facilities.capacity[at]))),
        (word("access.kind"), esc(kind_told(question, at))),
        (word("access.state"), esc(word(f"access.{state}"))),
        (word("access.year"), esc(year) if year else unstated() if project else ""),
        (
            word("access.counts"),
            esc(word("access.yes" if counts_of(facilities, question.choices)[at] else "access.no")),
        ),
        (word("access.within_people", n=question.choices.minutes), esc(people(served))),
        (word("access.precision"), esc(word(f"basis.{facilities.precision[at]}"))),
        (word("cite.title"), cited(facilities.names[at], question.plan, project) if project else ""),
    ]
    return _card(word("access.facility"), FACILITY_TONE, facilities.names[at], fact_rows(rows))


def _district_card(question: Question, code: str) -> str:
    row = next((row for row in coverage_of(question).by_district if row.district_code == code), None)
    if row is None:
        body = f'<p class="hint">{esc(word("access.no_points_there"))}</p>'
    else:
        body = coverage_tiles(row) + fact_rows([(word("access.points"), esc(f"{row.points:,}"))])
    return _card(word("access.district"), DISTRICT_TONE, district_name(question, code), body)


def _card(kind: str, tone: str, name: str, body: str) -> str:
    return f'<div class="card">{pill(kind, tone)}<h3>{esc(name)}</h3>{body}</div>'


def _count(values: Floats | None, at: int) -> str:
    if values is None:
        return ""
    return esc(word("access.not_stated")) if np.isnan(values[at]) else esc(trim(float(values[at]), 0))
