"""What is wrong with a plan folder."""

from __future__ import annotations

from data.finding import Finding
from data.plan import Plan


def check_plan(plan: Plan) -> list[Finding]:
    """Return every fault of a plan folder, those found while reading first."""
    return list(plan.findings)
