"""任务进度: states, roles and units in words, counts that add up, filters by state and by unit."""

from __future__ import annotations

from datetime import date

import pytest

from data.agencies import agency_of
from data.catalog import load_catalog, load_plan
from data.plan import Plan
from data.task_progress import STATES, task_progress
from pages.shared.fact_table import Cell
from pages.shared.labels import in_language
from pages.tasks import cards
from pages.tasks.filters import UNASSIGNED, Filters, shown_tasks
from pages.tasks.recorded import record_rows, task_fields
from pages.tasks.rows import columns_of, state_cell, table_rows
from pages.tasks.state_words import TONES, URGENCY, progress_words, span_between
from pages.tasks.summaries import group_summary, unit_summary
from pages.tasks.tiles import tiles_of
from tests.pages.test_tasks import stand, standing, task

DUE = {"deadline_kind": "complete", "deadline_text": "2022年底", "deadline_on": "2022-12-31"}


def test_a_past_deadline_without_a_record_is_said_to_be_that():
    row = task("a", **DUE)
    assert state_cell(row, standing(row)) == Cell("", tag="到期无记录", tone="empty", note="已过 3 年")


def test_a_recorded_status_stands_beside_the_state():
    row = task("a", **DUE)
    cell = state_cell(row, standing(row, recorded={"a": "blocked"}))
    assert cell == Cell("", tag="逾期", tone="overdue", note="记录：受阻 · 已过 3 年")
    done = state_cell(row, standing(row, recorded={"a": "completed"}))
    assert done == Cell("", tag="已完成", tone="complete", note="")


def test_what_is_due_next_says_how_long_is_left():
    row = task("a", **DUE)
    assert state_cell(row, standing(row, at="2022-12-01")) == Cell(
        "", tag="90 天内到期", tone="due_next", note="还有 30 天"
    )


def test_a_late_completion_says_by_how_much():
    recorded = {"status": "completed", "finished_on": "2023-01-10"}
    assert progress_words(task_progress(task("a", **DUE), recorded, date(2026, 1, 1))) == "已完成 · 晚于时限 10 天"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-12-31", "2022-12-31", "0 天"),
        ("2022-12-31", "2023-02-28", "59 天"),
        ("2022-12-31", "2023-03-01", "2 个月"),
        ("2022-12-31", "2024-12-30", "23 个月"),
        ("2022-12-31", "2024-12-31", "2 年"),
        ("2017-05-31", "2026-11-26", "9 年 5 个月"),
    ],
)
def test_spans_are_told_in_days_months_or_years(start: str, end: str, words: str):
    assert span_between(date.fromisoformat(start), date.fromisoformat(end)) == words


def test_every_state_has_a_tone_and_a_place():
    assert set(TONES) == set(URGENCY) == set(STATES)


def test_the_tiles_count_all_tasks_and_ignore_the_filter_by_state():
    plan = load_plan("yaan-2017-2020")
    shown = shown_tasks(stand(plan), Filters(states=("continuous",)), "")
    tiles = {tile["id"]: tile["count"] for tile in tiles_of(shown.counts)["tiles"]}
    assert len(shown.found) == tiles["continuous"] == 13
    assert (tiles[""], tiles["past_unrecorded"], tiles["overdue"], tiles["completed"]) == (61, 20, 0, 0)


def test_a_unit_is_found_under_both_spellings():
    plan = load_plan("fuling-2022")
    for name in ("区大数据局", "区大数据发展局", "区 大数据局"):
        shown = shown_tasks(stand(plan), Filters(agencies=(name,)), "")
        assert [row.task_id for row in shown.found] == ["t07", "a11"]
        assert shown.agency == agency_of("区大数据局", plan)
    assert shown_tasks(stand(plan), Filters(agencies=("区民政局", "区教委")), "").agency is None


def test_the_unit_with_two_spellings_says_both():
    plan = load_plan("fuling-2022")
    line = next(row for row in unit_summary(stand(plan), plan.tasks)[1] if row.choice == "unit:区大数据发展局")
    assert line.cells[0] == Cell("区大数据发展局", note="又写作 区大数据局")
    card = cards.unit_card(stand(plan), agency_of("区大数据局", plan))
    assert "二/（七）" in card
    assert "附件" in card


def test_the_list_of_one_unit_has_its_role_in_each_task():
    plan = load_plan("yaan-2017-2020")
    unit = agency_of("市民政局", plan)
    shown = shown_tasks(stand(plan), Filters(agencies=("市民政局",)), "")
    columns = columns_of(shown.listed, unit)
    at = [column.key for column in columns].index("role")
    tags = {row.choice: row.cells[at].tag for row in table_rows(shown.listed, columns, stand(plan), unit)}  # type: ignore[union-attr]
    assert len(tags) == 36
    assert (tags["task:t05"], tags["task:a08"], tags["task:t02"], tags["task:a05"]) == (
        "牵头", "配合", "其他", "未分主次",
    )  # fmt: skip


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_units_and_groups_of_every_plan_are_counted_once_each(plan: Plan):
    now = stand(plan)
    owed = len(now.progress)
    columns, rows = group_summary(now, plan.tasks)
    total = [column.key for column in columns].index("total")
    assert sum(int(str(row.cells[total])) for row in rows) == owed
    columns, rows = unit_summary(now, plan.tasks)
    assert {row.choice.removeprefix("unit:") for row in rows} - {UNASSIGNED} == {unit.name for unit in now.agencies}
    counted = sum(int(str(row.cells[total])) for row in rows if row.choice != f"unit:{UNASSIGNED}")
    assert counted == sum(len(now.roles[task_id]) for task_id in now.progress)
    assert all(len(row.cells) == len(columns) == len(row.order) for row in rows)


def test_a_summary_keeps_few_columns_and_the_urgent_ones():
    plan = load_plan("yaan-2017-2020")
    told = {"a01": "completed", "a06": "blocked", "a02": "started"}
    columns, _ = unit_summary(stand(plan, told), plan.tasks)
    keys = [column.key for column in columns]
    assert keys[:6] == ["name", "total", "lead", "support", "other", "undivided"]
    assert keys[6:] == ["overdue", "past_unrecorded", "started", "completed"]


def test_status_date_and_evidence_of_a_task_can_be_recorded_but_not_of_an_empty_row():
    plan = load_plan("yaan-2017-2020")
    by_id = {row.task_id: row for row in plan.tasks}
    fields = task_fields(plan, by_id["a05"])
    assert [(field.subject.field, field.input) for field in fields] == [
        ("status", "choice"), ("finished_on", "date"), ("evidence", "text"),
    ]  # fmt: skip
    assert task_fields(plan, by_id["a04"]) == ()
    assert len(record_rows(plan, plan.tasks)) == 61


def test_a_row_of_the_annex_and_the_task_that_it_repeats_lead_to_each_other():
    plan = load_plan("yaan-2017-2020")
    by_id = {row.task_id: row for row in plan.tasks}
    with in_language("zh"):
        annex, body = (cards.task_card(stand(plan), by_id[task_id]) for task_id in ("a07", "t05"))
        intro = cards.intro_card(stand(plan), 1)
    assert "sel=task%3At05" in annex
    assert "正文对应" in annex
    assert "sel=task%3Aa07" in body
    assert "2017年6月底前" in body
    assert "附件 34 行中" in intro


def test_hostile_names_of_units_are_text():
    row = task("a", agencies=("<img src=x>局", "<img  src=x>局"))
    now = standing(row)
    card = cards.unit_card(now, now.agencies[0])
    assert "<img" not in card
    assert "&lt;img" in card
