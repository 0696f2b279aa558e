"""The support measures of every real plan: in own words, in order of the text, none wider than what it names."""

from __future__ import annotations

import re

import pytest

from data.catalog import find_plan_ids, load_plan
from data.document import compact_text
from data.plan import Plan
from data.support import support_of, topics
from data.table import split_runs
from tests.serving import PLANS

PLAN_IDS = find_plan_ids(PLANS)
LONGEST_COPY = 24
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(params=PLAN_IDS)
def plan(request: pytest.FixtureRequest) -> Plan:
    return load_plan(request.param, PLANS)


def test_every_plan_says_something_about_land_money_insurance_and_staff(plan: Plan) -> None:
    told = {measure.topic for measure in plan.support_measures}
    assert {"land", "subsidy", "finance", "insurance", "approval", "people", "operation"} - told <= NOT_STATED.get(
        plan.plan_id, set()
    )


# read twice: Sichuan's plan leaves financing to others
NOT_STATED = {"sichuan-2020-2022": {"finance"}}


def test_a_summary_does_not_copy_a_clause_of_the_text(plan: Plan) -> None:
    copied = [
        f"{measure.measure_id}: {piece}"
        for measure in plan.support_measures
        for text in (measure.summary, measure.condition)
        for run in split_runs(measure.as_written)
        for piece in pieces(compact_text(run), LONGEST_COPY)
        if piece in compact_text(text)
    ]
    assert not copied, "\n".join(copied)


def test_english_is_english_and_chinese_is_chinese(plan: Plan) -> None:
    wrong = [
        measure.measure_id
        for measure in plan.support_measures
        if CHINESE.search(measure.summary_en + measure.condition_en) or not CHINESE.search(measure.summary)
    ]
    assert not wrong


def test_a_measure_never_names_a_project_that_its_category_names_already(plan: Plan) -> None:
    category = {project.project_id: project.category for project in plan.projects}
    double = [
        f"{measure.measure_id}: {name}"
        for measure in plan.support_measures
        for name in measure.project_ids
        if category[name] in measure.applies_to
    ]
    assert not double, "\n".join(double)


def test_every_measure_reaches_a_project(plan: Plan) -> None:
    reached = {measure.measure_id for project in plan.projects for measure in support_of(plan, project)}
    assert [measure.measure_id for measure in plan.support_measures if measure.measure_id not in reached] == []


def test_land_for_institutions_never_goes_to_an_insurance_or_training_programme(plan: Plan) -> None:
    programmes = [project for project in plan.projects if project.category in {"insurance", "talent"}]
    assert not [
        f"{project.project_id}: {measure.measure_id}"
        for project in programmes
        for measure in support_of(plan, project)
        if measure.topic in {"land", "tax", "price"}
    ]


def test_a_medical_and_elderly_care_project_gets_its_measures_land_first(plan: Plan) -> None:
    project = next(row for row in plan.projects if row.category == "medical_elderly")
    order = [topics().index(measure.topic) for measure in support_of(plan, project)]
    assert order == sorted(order)
    assert order[0] == topics().index("land")


def pieces(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(len(text) - length + 1)]
