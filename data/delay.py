"""What a delay does to the targets: the plan's own course, some years late, held against each year's target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.actuals import Years, latest
from data.indicator_goal import Goal, goals_of
from data.indicator_path import Point, path_of, value_at
from data.plan import Plan
from data.progress import Progress

FEWEST_POINTS = 2


@dataclass(frozen=True, slots=True)
class DelayedTarget:
    """A target of a year under a delay: the value that the late course has then, what it lacks, when it is met.

    `expected` is None where the course is not known; then nothing is said.
    """

    goal: Goal
    expected: float | None
    is_kept: bool
    lacks: float
    met_in: float | None


def delayed_targets(row: Progress, end_year: int | None, delay_years: float) -> tuple[DelayedTarget, ...]:
    """Return each dated target of an indicator under a delay.

    The course is the straight reference through what the plan states (start, then targets). Late by `d` years its
    value in year `y` is the one that was meant for `y - d`, yet no worse than the last known value: what is reached
    stays. Without a stated start the course is not known before the first target.

    `late course(y) = better of (last known value, course(y - d))`
    """
    goals = [goal for goal in goals_of(row.series, end_year) if goal.year and goal.edge is not None]
    path = path_of(row.series, goals)
    return tuple(_delayed(goal, path, row.actuals, delay_years) for goal in goals)


def has_course(row: Progress, end_year: int | None) -> bool:
    """Tell whether the plan states enough years of an indicator to speak of a course."""
    return len(path_of(row.series, goals_of(row.series, end_year))) >= FEWEST_POINTS


def stated_completion_years(plan: Plan) -> tuple[int, int, int]:
    """Return how many projects state beds, how many of these a year of completion, and how many rows one at all."""
    with_beds = [project for project in plan.projects if project.beds and project.row_kind == "project"]
    dated = [project for project in with_beds if project.end_year]
    return len(with_beds), len(dated), sum(1 for project in plan.projects if project.end_year)


def _delayed(goal: Goal, path: Sequence[Point], actuals: Years, delay_years: float) -> DelayedTarget:
    assert goal.year is not None
    expected = _late(goal, path, actuals, goal.year - delay_years)
    if expected is None:
        return DelayedTarget(goal, None, is_kept=True, lacks=0.0, met_in=None)
    is_kept = goal.is_reached(expected)
    met_in = float(goal.year if is_kept else goal.year + delay_years)
    return DelayedTarget(goal, expected, is_kept, goal.shortfall(expected), met_in)


def _late(goal: Goal, path: Sequence[Point], actuals: Years, meant_for: float) -> float | None:
    known = latest(actuals, goal.year)
    course = value_at(path, meant_for)
    if course is None and path and meant_for <= path[0].year and _is_start(path[0]):
        course = path[0].value
    found = [value for value in (course, known.value if known else None) if value is not None]
    return max(found, key=lambda value: value * goal.direction) if found and course is not None else None


def _is_start(point: Point) -> bool:
    """Tell whether a point is how things stood, and no target."""
    return point.row.value_kind in {"baseline", "estimate"}
