"""What the rules on figures find in the five plans: a list that is read, and is read again when it changes.

`figures.golden.txt` holds one line per finding. After a change that is meant, write it anew:
`UPDATE_GOLDEN=1 python -m pytest tests/data/plan_rules/test_real_plans_figures.py`, and read the difference.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from data.catalog import load_catalog
from data.plan import Plan
from data.plan_rules.book import RULES, find_all
from data.plan_rules.finding import RuleFinding
from tests.serving import PLANS

FAMILIES = ("identities", "bounds", "periods", "repeats", "densities")
GOLDEN = Path(__file__).parent / "figures.golden.txt"
LONGEST_SECONDS = 1.0
CATALOG = load_catalog(PLANS)
REAL = [plan for plan in CATALOG if plan.plan_id in {"dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020", "sichuan-2020-2022", "fuling-2022"}]  # fmt: skip # noqa: E501

plans = pytest.mark.parametrize("plan", CATALOG, ids=lambda plan: plan.plan_id)


def findings_of(plan: Plan) -> list[RuleFinding]:
    return [finding for finding in find_all(plan, CATALOG) if finding.family in FAMILIES]


def told() -> str:
    lines = []
    for plan in REAL:
        counts = Counter(finding.severity for finding in findings_of(plan))
        lines.append(f"# {plan.plan_id}: {counts['high']} high, {counts['medium']} medium, {counts['low']} low")
        for finding in findings_of(plan):
            lines.append(f"{finding.severity} {finding.key}")
            lines.append(f"    {finding.sentence}")
            lines.extend([f"    {finding.arithmetic}"] if finding.arithmetic else [])
    return "\n".join(lines) + "\n"


def test_the_findings_of_the_five_plans_are_those_that_were_read():
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(told(), encoding="utf-8")
    assert told() == GOLDEN.read_text(encoding="utf-8")


@plans
def test_all_rules_read_a_plan_within_a_second(plan: Plan):
    start = time.process_time()
    find_all(plan, CATALOG)
    assert time.process_time() - start <= LONGEST_SECONDS


@plans
def test_keys_are_unique_and_do_not_depend_on_the_order_of_rows(plan: Plan):
    findings = findings_of(plan)
    assert len({finding.key for finding in findings}) == len(findings)
    turned = replace(plan, indicator_values=plan.indicator_values[::-1], projects=plan.projects[::-1])
    others = {finding.key for finding in find_all(turned, CATALOG) if finding.family in FAMILIES}
    # which of two equal first rows stands for a series may change, how many findings there are may not
    assert len(others) == len(findings)


@plans
def test_every_finding_is_told_in_full_and_rests_on_words_of_the_plan(plan: Plan):
    titles = {rule.name: rule for rule in RULES}
    rows = {f"indicator:{row.value_id}": row for row in plan.indicator_values}
    rows |= {f"project:{row.project_id}": row for row in plan.projects} | {"plan:": plan}
    rows |= {f"task:{row.task_id}": row for row in plan.tasks}
    for finding in findings_of(plan):
        assert titles[finding.rule].family == finding.family
        assert finding.key.startswith(finding.rule)
        assert finding.sentence.endswith("。") and finding.sentence_en.endswith(".")
        assert finding.remedy and finding.remedy_en and finding.places
        for place in finding.places:
            assert place.section and place.as_written
            assert place.plan_id != plan.plan_id or rows[place.row].as_written == place.as_written


@plans
def test_no_rule_minds_another_plan_or_none(plan: Plan):
    for entry in RULES:
        alone = [finding.key for finding in entry.find(plan, ())]
        assert len(set(alone)) == len(alone)
