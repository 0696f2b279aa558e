"""Rules of the family bounds."""

from __future__ import annotations

from data.plan_rules.finding import Rule

RULES: tuple[Rule, ...] = ()
