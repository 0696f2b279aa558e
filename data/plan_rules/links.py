"""Rules of the family links."""

from __future__ import annotations

from data.plan_rules.finding import Rule

RULES: tuple[Rule, ...] = ()
