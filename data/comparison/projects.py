"""Projects, beds and money of plans by category: what is stated, what is not, and what may be divided by what."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.measures import per_1000
from data.plan import Plan, Project
from data.schema import load_schema

WAN_PER_YI = 10_000


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """The projects of one category of a plan (`category` "" is the whole plan); programmes are only counted.

    Money and beds are None where no project states any; `paying` and `bedded` are the projects that do.
    """

    category: str
    projects: tuple[Project, ...]
    programme_count: int = 0
    investment_wan_yuan: float | None = None
    paying: tuple[Project, ...] = ()
    bed_counts_by_type: Mapping[str, int] = field(default_factory=dict)
    bedded: tuple[Project, ...] = ()


def category_figures(plan: Plan) -> dict[str, CategoryFigures]:
    """Return the figures of a plan by category, in the order of the column dictionary; empty categories are left out.

    Their counts and amounts add up to those of `plan_figures`.
    """
    names = (*load_schema().fields["category"].allowed, "")
    found = {name: _figures(name, [row for row in plan.projects if row.category == name]) for name in names}
    return {name: one for name, one in found.items() if one.projects or one.programme_count}


def plan_figures(plan: Plan) -> CategoryFigures:
    """Return the figures of the whole plan, each project once."""
    return _figures("", plan.projects)


def silent_on(plans: Sequence[Plan], what: str) -> tuple[Plan, ...]:
    """Return the plans none of whose projects states money (`investment`) or beds (`beds`)."""
    return tuple(plan for plan in plans if not stating(plan_figures(plan), what))


def stating(figures: CategoryFigures, what: str) -> tuple[Project, ...]:
    """Return the projects that state money (`investment`) or beds (`beds`)."""
    return figures.paying if what == "investment" else figures.bedded


def per_1000_aged_60_plus(amount: float | None, plan: Plan) -> float | None:
    """Return `1000 × amount ÷ residents of the region aged 60 and over` (2020 census); None where not known."""
    people = plan.population.get(plan.region_code)
    return per_1000(amount, people.age_60_plus if people else None)


def beds_per_yi_yuan(projects: Iterable[Project]) -> tuple[float | None, tuple[Project, ...]]:
    """Return planned beds per 亿元 of investment, and the projects that it rests on.

    `beds ÷ (万元 ÷ 10,000)` over the projects that state both, and no others: beds of one project and money of
    another say nothing about each other. Renovated beds are left out, they cost what they cost for another reason.

    >>> new = Project("k1", "院", row_kind="project", bed_counts=(100,), bed_change="new", investment="5000万元")
    >>> beds_per_yi_yuan([new, Project("k2", "园", row_kind="project", investment="9亿元")])[0]
    200.0
    """
    both = tuple(
        row
        for row in projects
        if row.row_kind == "project" and row.bed_change != "renovated" and row.bed_count and row.investment_wan_yuan
    )
    money = math.fsum(row.investment_wan_yuan or 0.0 for row in both)
    return (sum(row.bed_count or 0 for row in both) * WAN_PER_YI / money if money else None), both


def _figures(category: str, rows: Iterable[Project]) -> CategoryFigures:
    known = list(rows)
    projects = tuple(row for row in known if row.row_kind == "project")
    paying = tuple(row for row in projects if row.investment_wan_yuan is not None)
    bedded = tuple(row for row in projects if row.bed_counts)
    beds: Counter[str] = Counter()
    for row in bedded:
        beds.update(row.bed_counts_by_type)
    return CategoryFigures(
        category,
        projects,
        sum(row.row_kind == "programme" for row in known),
        math.fsum(row.investment_wan_yuan or 0.0 for row in paying) if paying else None,
        paying,
        dict(beds),
        bedded,
    )
