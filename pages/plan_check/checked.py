"""What was checked: every rule with its count, and every plan with its counts."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.plan_rules.book import RULES
from data.plan_rules.finding import Rule, RuleFinding
from pages.plan_check.cards import Counted
from pages.plan_check.controls import FAMILIES
from pages.plan_check.listing import acknowledgements, counts_by, family_label
from pages.shared import queries
from pages.shared.labels import language, word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.recording import present


def all_plans() -> list[Counted]:
    """Return every plan with its findings and what of them is acknowledged."""
    return [
        (plan, queries.rule_findings(plan.plan_id), acknowledgements(present(plan.plan_id, "finding")))
        for plan in queries.plans()
    ]


def show_rules(findings: Sequence[RuleFinding]) -> None:
    """Offer the list of all rules, those that found nothing too."""
    counts = counts_by(finding.rule for finding in findings)
    label = word("check.checked", n=len(RULES), k=len(counts))
    with st.expander(label, icon=":material/checklist:"):
        show_markup(rules_markup(RULES, counts))


def rules_markup(rules: Sequence[Rule], counts: dict[str, int]) -> str:
    """Return the rules by family with how much each one found."""
    groups = [(family, [rule for rule in rules if rule.family == family]) for family in FAMILIES]
    return f'<div class="rules">{"".join(_group(family, group, counts) for family, group in groups if group)}</div>'


def _group(family: str, rules: Sequence[Rule], counts: dict[str, int]) -> str:
    items = "".join(_rule(rule, counts.get(rule.name, 0)) for rule in rules)
    return f'<section><h4>{esc(family_label(family))}</h4><ul class="plainlist">{items}</ul></section>'


def _rule(rule: Rule, count: int) -> str:
    title = rule.title_en if language() == "en" and rule.title_en else rule.title
    number = f"<b>{count}</b>" if count else "✓"
    return f"<li><span>{esc(title)}</span><span>{number}</span></li>"
