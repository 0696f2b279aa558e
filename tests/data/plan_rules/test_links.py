"""Targets without a task: what must be found, and what an expert would wave away and must not be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.catalog import load_plan
from data.chain import survey
from data.plan import Plan
from data.plan_rules.finding import RuleFinding
from data.plan_rules.links import RULES
from tests.data.chain_plans import link, plan_of, project, target, task

READ = link("task:t01 > project:k01")


def found(plan: Plan) -> list[RuleFinding]:
    return [finding for rule in RULES if rule.name == "target_without_task" for finding in rule.find(plan, (plan,))]


def test_targets_that_nothing_carries_are_one_gap_with_all_of_them_named() -> None:
    targets = [target("beds", name="养老床位"), target("jobs", name="就业岗位"), target("rate", name="管理率")]
    plan = plan_of(
        indicator_values=targets, tasks=[task()], projects=[project()], links=[READ, link("indicator:rate > task:t01")]
    )
    (finding,) = found(plan)
    assert finding.severity == "low"
    assert finding.sentence == "有2项目标没有任务或项目承接：“养老床位”“就业岗位”。"
    assert [place.row for place in finding.places] == ["indicator:v-beds", "indicator:v-jobs"]
    assert finding.sentence_en.startswith("2 targets that no task")
    assert finding.remedy


def test_a_target_said_three_times_is_named_once() -> None:
    rows = [target("beds", value_id=f"v{year}", year=year) for year in (2022, 2023, 2024)]
    (finding,) = found(plan_of(indicator_values=rows, tasks=[task()], projects=[project()], links=[READ]))
    assert [place.row for place in finding.places] == ["indicator:v2022"]


def test_the_key_stays_when_the_rows_change_their_order_and_changes_with_the_targets() -> None:
    rows = [target("beds"), target("jobs")]
    tasks, projects = [task()], [project()]

    def key(targets: list[object]) -> str:
        return found(plan_of(indicator_values=targets, tasks=tasks, projects=projects, links=[READ]))[0].key

    assert key(rows) == key(rows[::-1])
    assert key(rows) != key(rows[:1])


MUST_NOT = {
    "a stated task": plan_of(
        indicator_values=[target()],
        tasks=[task()],
        projects=[project()],
        links=[READ, link("indicator:beds > task:t01")],
    ),
    "an inferred task": plan_of(
        indicator_values=[target()],
        tasks=[task()],
        projects=[project()],
        links=[READ, link("indicator:beds > task:t01", "inferred")],
    ),
    "the task in whose article the target stands": plan_of(
        indicator_values=[target(section="三/1")], tasks=[task()], projects=[project()], links=[READ]
    ),
    "the task under whose heading the target stands": plan_of(
        indicator_values=[target(section="三/1/（2）")], tasks=[task()], projects=[project()], links=[READ]
    ),
    "a project of its own": plan_of(
        indicator_values=[target()],
        tasks=[task()],
        projects=[project()],
        links=[READ, link("indicator:beds > project:k01")],
    ),
    "an outcome of all the work": plan_of(
        indicator_values=[target("life_expectancy_years")], tasks=[task()], projects=[project()], links=[READ]
    ),
    "a baseline, no target": plan_of(
        indicator_values=[target(value_kind="baseline")], tasks=[task()], projects=[project()], links=[READ]
    ),
    "links that nobody read": plan_of(indicator_values=[target()], tasks=[task()], projects=[project()]),
    "no targets": plan_of(tasks=[task()], projects=[project()], links=[READ]),
}


@pytest.mark.parametrize("case", MUST_NOT)
def test_what_is_no_gap_is_not_found(case: str) -> None:
    assert found(MUST_NOT[case]) == []


def test_a_project_in_the_targets_own_sentence_does_not_carry_it() -> None:
    words = "到2025年，建成2家示范中心"
    rows = [replace(target("centres", section="三/（三）", name="示范中心数"), as_written=words)]
    own = replace(project(section="三/（三）"), as_written=words)
    plan = plan_of(
        indicator_values=rows, tasks=[task()], projects=[own], links=[link("indicator:centres > project:k01")]
    )
    (finding,) = found(plan)
    assert finding.sentence == "有1项目标没有任务或项目承接：“示范中心数”。"


def test_an_outcome_is_named_and_not_counted() -> None:
    rows = [target("beds", name="养老床位"), target("life_expectancy_years", name="人均期望寿命")]
    (finding,) = found(plan_of(indicator_values=rows, tasks=[task()], projects=[project()], links=[READ]))
    assert finding.sentence == "有1项目标没有任务或项目承接：“养老床位”（人均期望寿命属综合结果，未计）。"
    assert [place.row for place in finding.places] == ["indicator:v-beds"]


# read by hand: whatever links are added later, these have none in the text
CONFIRMED = {
    "dazhou-2021-2025": {"nursing_bed_share_pct", "demonstration_centres"},
    "weihai-2022-2024": set(),
    "sichuan-2020-2022": set(),
    "fuling-2022": set(),
    "yaan-2017-2020": {
        "elderly_service_jobs_count",
        "nursing_bed_share_pct",
        "special_needs_elderly_concentrated_support_rate_pct",
    },
}


@pytest.mark.parametrize(("plan_id", "ids"), CONFIRMED.items())
def test_the_targets_left_to_nobody_are_those_that_the_chain_shows(plan_id: str, ids: set[str]) -> None:
    plan = load_plan(plan_id)
    alone = {node.id for node in survey(plan).unowned.targets}
    assert ids <= alone
    keys = [finding.key for finding in found(plan)]
    assert keys == ([f"target_without_task:{'+'.join(sorted(alone))}"] if alone else [])
