"""All rules of 规划体检, and what they find in a plan."""

from __future__ import annotations

from collections.abc import Sequence

from data.plan import Plan
from data.plan_rules import (
    bounds,
    coverage,
    densities,
    hierarchy,
    identities,
    layout,
    links,
    names,
    periods,
    repeats,
    tables,
)
from data.plan_rules.finding import Rule, RuleFinding, Severity

RULES: tuple[Rule, ...] = (
    *identities.RULES,
    *bounds.RULES,
    *periods.RULES,
    *repeats.RULES,
    *layout.RULES,
    *coverage.RULES,
    *densities.RULES,
    *names.RULES,
    *tables.RULES,
    *links.RULES,
    *hierarchy.RULES,
)
ORDER: tuple[Severity, ...] = ("high", "medium", "low")


def find_all(plan: Plan, plans: Sequence[Plan]) -> list[RuleFinding]:
    """Return what the rules find in a plan, the gravest first; `plans` are all plans, for rules that compare."""
    found = [finding for rule in RULES for finding in rule.find(plan, plans)]
    return sorted(found, key=lambda finding: ORDER.index(finding.severity))
