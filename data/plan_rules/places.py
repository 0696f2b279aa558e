"""Where a finding rests, and its stable key: built from the rows' ids, so that other edits leave it alone."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from data.plan import IndicatorValue, Plan, Project, Task
from data.plan_rules.finding import PlaceInText, place_of
from data.plan_rules.telling import in_quotes

_LONGEST_KEY = 6
# a finding about many rows shows the first ones and says how many there are
MOST_PLACES = 24


def key_of(rule: str, row_ids: Iterable[str]) -> str:
    """Return the key of a finding of a rule about some rows, whatever their order.

    >>> key_of("rate_times_base", ["v2", "v1"])
    'rate_times_base:v1+v2'
    """
    ids = sorted(set(row_ids))
    if len(ids) <= _LONGEST_KEY:
        return f"{rule}:{'+'.join(ids)}"
    return f"{rule}:{len(ids)}-{sha256('+'.join(ids).encode()).hexdigest()[:10]}"


def name_in_english(plan: Plan, row: IndicatorValue) -> str:
    """Return the English name of a value's indicator; the printed name where the vocabulary has none."""
    known = plan.indicators.get(row.indicator_id)
    return known.name_en if known and known.name_en else row.name


def quoted_en(plan: Plan, row: IndicatorValue) -> str:
    """Return the English name of a value's indicator in quotation marks."""
    return in_quotes(name_in_english(plan, row))


def value_place(plan: Plan, row: IndicatorValue) -> PlaceInText:
    """Return the place of an indicator's value."""
    return place_of(plan, row, f"indicator:{row.value_id}", row.name)


def value_places(plan: Plan, rows: Iterable[IndicatorValue]) -> tuple[PlaceInText, ...]:
    """Return the places of values, each once, in the order of the text."""
    ids = {row.value_id for row in rows}
    return tuple(value_place(plan, row) for row in plan.indicator_values if row.value_id in ids)[:MOST_PLACES]


def project_place(plan: Plan, row: Project) -> PlaceInText:
    """Return the place of a project."""
    return place_of(plan, row, f"project:{row.project_id}", row.name)


def project_places(plan: Plan, rows: Iterable[Project]) -> tuple[PlaceInText, ...]:
    """Return the places of projects, each once, in the order of the text."""
    ids = {row.project_id for row in rows}
    return tuple(project_place(plan, row) for row in plan.projects if row.project_id in ids)[:MOST_PLACES]


def task_place(plan: Plan, row: Task) -> PlaceInText:
    """Return the place of a task."""
    return place_of(plan, row, f"task:{row.task_id}", row.title)


def plan_place(plan: Plan) -> PlaceInText:
    """Return the place of what the plan says about itself."""
    return place_of(plan, plan, "plan:", plan.title)
