"""The links of every real plan: each has its grounds, and what is said to be stated stands where it must stand."""

from __future__ import annotations

import pytest

from data.catalog import find_plan_ids, load_plan
from data.chain import chain_of
from data.chain_links import task_address
from data.plan import Link, Plan, Task
from data.table import split_list, split_runs
from tests.serving import PLANS

PLAN_IDS = find_plan_ids(PLANS)
LONGEST_REASON = 60


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_a_stated_link_of_a_task_quotes_the_tasks_own_article_or_row(plan_id: str) -> None:
    plan = load_plan(plan_id, PLANS)
    wrong = [
        f"{row.link_id}: {row.section} is not in {article_of(task)} of {task.task_id}"
        for row in plan.links
        if row.basis == "stated" and (task := task_of(plan, row)) and not lies_in(row.section, article_of(task))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_a_reason_is_one_short_sentence_of_our_own(plan_id: str) -> None:
    plan = load_plan(plan_id, PLANS)
    wrong = [
        f"{row.link_id}: {row.reason}"
        for row in plan.links
        if len(row.reason) > LONGEST_REASON or row.reason in split_runs(row.as_written) or "。" in row.reason
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_every_inferred_link_shows_the_words_it_rests_on(plan_id: str) -> None:
    plan = load_plan(plan_id, PLANS)
    assert not [row.link_id for row in plan.links if not row.as_written]


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_every_target_that_stands_in_a_tasks_article_has_that_task(plan_id: str) -> None:
    plan = load_plan(plan_id, PLANS)
    linked = {(link.source.id, link.target.id) for link in chain_of(plan).links if link.target.kind == "task"}
    missing = [
        f"{value.value_id} stands in {task.task_id}"
        for value in plan.indicator_values
        for task in plan.tasks
        if value.value_kind == "target" and task.source_table == "body"
        if any(lies_in(address, task_address(task)) for address in split_list(value.section))
        if (value.indicator_id, task.task_id) not in linked
    ]
    assert not missing, "\n".join(missing)


def task_of(plan: Plan, row: Link) -> Task | None:
    ids = [name for kind, name in ((row.from_kind, row.from_id), (row.to_kind, row.to_id)) if kind == "task"]
    return next((task for task in plan.tasks if task.task_id in ids), None)


def article_of(task: Task) -> str:
    """Return the task's own article; for a row of an annex the row."""
    return f"{task_address(task)}/{task.number}" if task.source_table == "annex" else task_address(task)


def lies_in(section: str, article: str) -> bool:
    return section == article or section.startswith(f"{article}/")
