"""What the rules on layout, coverage, names and tables find in the five plans: each read by hand, none more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from data.catalog import load_catalog
from data.plan import Plan
from data.plan_rules import commitments, coverage, layout, names, tables

RULES = (*layout.RULES, *coverage.RULES, *names.RULES, *tables.RULES, *commitments.RULES)
EXPECTED: dict[str, dict[str, int]] = {
    "dazhou-2021-2025": {
        "unplaced_element": 1,
        "only_supporting": 1,
        "broken_promise": 1,
        "ambiguous_element": 1,
        "district_without_project": 1,
        "project_without_district": 1,
        "project_of_group": 1,
        "project_without_figure": 1,
        "task_without_unit": 1,
        "task_without_deadline": 1,
        "demand_on_all": 1,
        "soft_task": 1,
    },
    "weihai-2022-2024": {
        "ambiguous_element": 1,
        "unit_outside_layout": 1,
        "project_without_element": 1,
        "project_without_figure": 1,
        "task_without_unit": 1,
        "task_without_deadline": 1,
        "age_unsaid": 1,
        "dash_cell": 1,
    },
    "yaan-2017-2020": {
        "unplaced_element": 1,
        "ambiguous_element": 1,
        "district_without_project": 1,
        "project_without_district": 1,
        "project_without_figure": 1,
        "task_without_deadline": 1,
        "unclear_lead": 1,
        "place_name": 1,
        "empty_row": 1,
        "annex_lead": 1,
        "annex_only": 1,
        "deadline_verb": 1,
        "deadline_month": 1,
    },
    "sichuan-2020-2022": {"task_without_deadline": 1, "task_without_lead": 1},
    "fuling-2022": {
        "task_without_deadline": 1,
        "task_without_lead": 1,
        "agency_spelling": 1,
        "annex_term": 1,
        "doubled_words": 1,
        "annex_only": 1,
        "soft_task": 1,
    },
}
PLANS = [plan for plan in load_catalog() if plan.plan_id in EXPECTED]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.plan_id)
def test_a_plan_has_the_findings_that_a_reader_confirmed(plan: Plan):
    findings = [finding for rule in RULES for finding in rule.find(plan, PLANS)]
    assert dict(Counter(finding.rule for finding in findings)) == EXPECTED[plan.plan_id]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.plan_id)
def test_every_finding_is_told_in_full(plan: Plan):
    findings = [finding for rule in RULES for finding in rule.find(plan, PLANS)]
    assert len({finding.key for finding in findings}) == len(findings)
    known = {rule.name: rule.family for rule in RULES}
    for finding in findings:
        assert known[finding.rule] == finding.family
        assert finding.sentence.endswith("。"), finding.sentence
        assert finding.sentence_en.endswith((".", "?")), finding.sentence_en
        assert finding.remedy and finding.remedy_en
        # only a gap in the text itself has no words to cite
        assert finding.places or finding.rule == "district_without_project"


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.plan_id)
def test_keys_stay_when_the_plan_is_read_again_and_when_rows_change_their_order(plan: Plan):

    turned = replace(plan, projects=plan.projects[::-1], tasks=plan.tasks, elements=plan.elements)
    keys = {finding.key for rule in RULES for finding in rule.find(plan, PLANS)}
    again = {finding.key for rule in RULES for finding in rule.find(turned, PLANS)}
    assert keys == again
