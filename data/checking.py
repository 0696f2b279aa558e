"""What is wrong with a plan folder. Each rule has a stable name; levels are error, warning, info.

Rules live by theme in checking_cells, checking_links, checking_places, checking_figures, checking_tasks,
checking_chain and checking_support; faults of geometry are found by `geo`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from data import (
    checking_cells,
    checking_chain,
    checking_figures,
    checking_links,
    checking_places,
    checking_support,
    checking_tasks,
)
from data.finding import Finding
from data.plan import Plan

Rule = Callable[[Plan], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *checking_cells.RULES,
    *checking_links.RULES,
    *checking_places.RULES,
    *checking_figures.RULES,
    *checking_tasks.RULES,
    *checking_chain.RULES,
    *checking_support.RULES,
)


def check_plan(plan: Plan) -> list[Finding]:
    """Return every fault of a plan folder: those found while reading first, then rule by rule."""
    return [*plan.findings, *(finding for rule in RULES for finding in rule(plan))]
