"""任务进度: which tasks are shown, who leads by which rule, empty rows said to be empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.catalog import load_catalog, load_plan
from data.plan import Plan, Task
from data.record import Author, Entry, Subject
from pages.shared.fact_table import Cell, group_heads, sorted_rows
from pages.shared.filtering import with_chosen
from pages.tasks import cards
from pages.tasks.filters import UNASSIGNED, UNRECORDED, Filters, agency_choices, is_match
from pages.tasks.rows import agency_words, columns_of, deadline_cell, table_rows
from pages.tasks.standing import Standing, standing_of


def task(task_id: str = "t1", **more: object) -> Task:
    fields: dict[str, object] = {
        "source_table": "body", "row_status": "filled", "number": "（一）", "group": "重点任务",
        "title": "建设老年医院",
        "agencies": ("甲局", "乙局"), "agency_basis": "joint", "deadline_kind": "none", "section": "四/（一）",
        "as_written": "建设老年医院",
    }  # fmt: skip
    return Task(task_id, **{**fields, **more})  # type: ignore[arg-type]


def plan_of(*rows: Task) -> Plan:
    return Plan("p", Path("/nowhere"), title="某规划", region_code="1", region_name="某市", tasks=rows)


def standing(*rows: Task, recorded: Mapping[str, str] | None = None, at: str = "2026-01-01") -> Standing:
    return stand(plan_of(*rows), recorded, at)


def stand(plan: Plan, recorded: Mapping[str, str] | None = None, at: str = "2026-01-01") -> Standing:
    """Return the standing of a plan with the statuses recorded by task id."""
    when = datetime(2025, 1, 1, tzinfo=UTC)
    entries = {}
    for number, (task_id, value) in enumerate((recorded or {}).items(), start=1):
        subject = Subject(plan.plan_id, "task", task_id, "status")
        entries[subject] = Entry(number, subject, value, None, "", "", "", Author("张三"), when)
    return standing_of(plan, entries, date.fromisoformat(at))


@pytest.mark.parametrize(
    ("filters", "is_found"),
    [
        (Filters(), True),
        (Filters(agencies=("乙局", "丙局")), True),
        (Filters(agencies=("丙局",)), False),
        (Filters(agencies=(UNASSIGNED,)), False),
        (Filters(deadlines=("none",)), True),
        (Filters(deadlines=("complete",)), False),
        (Filters(groups=("重点任务",), sources=("body",)), True),
        (Filters(sources=("annex",)), False),
        (Filters(text="老年 甲局"), True),
        (Filters(text="幼儿"), False),
        (Filters(states=("undated",)), True),
        (Filters(states=("overdue", "completed")), False),
        (Filters(statuses=(UNRECORDED,)), True),
        (Filters(statuses=("completed",)), False),
    ],
)
def test_a_task_is_shown_when_it_answers_every_filter(filters: Filters, is_found: bool):
    assert is_match(task(), filters, standing(task())) is is_found


def test_a_chosen_task_is_shown_at_its_place_though_the_filters_hide_it():
    rows = [task("a"), task("b"), task("c")]
    listed, is_added = with_chosen(rows, [rows[2]], lambda row: row.task_id == "b")
    assert [row.task_id for row in listed] == ["b", "c"]
    assert is_added
    assert with_chosen(rows, rows, lambda row: row.task_id == "b") == (rows, False)


def test_lead_and_support_are_named_only_where_the_text_has_a_rule():
    assert agency_words(task()) == "甲局、乙局"
    ruled = task(agency_basis="lead_support", lead_agencies=("甲局",), support_agencies=("乙局",))
    assert agency_words(ruled) == "牵头：甲局；配合：乙局"
    first = task(agency_basis="first_is_lead", lead_agencies=("甲局",))
    assert agency_words(first) == "牵头：甲局；其他：乙局"
    assert agency_words(task(agencies=())) is None


def test_a_deadline_keeps_its_words_and_says_its_kind():
    dated = task(deadline_text="2017年6月前启动", deadline_kind="start", deadline_on="2017-05-31")
    assert deadline_cell(dated) == Cell("2017年6月前启动", tag="启动时限", tone="start")
    assert deadline_cell(task(deadline_text="持续开展", deadline_kind="continuous")) == Cell(
        tag="持续开展", tone="continuous"
    )
    assert deadline_cell(task()) is None
    assert "按 2017-05-31 计" in cards.task_card(standing(dated), dated)


def test_units_are_offered_by_number_of_tasks_and_those_without_one_last():
    rows = [
        task("a"), task("b"), task("c", agencies=()), task("d", agencies=("乙局", "丙局")),
    ]  # fmt: skip
    assert agency_choices(standing(*rows)) == ["乙局", "甲局", "丙局", UNASSIGNED]


def test_sorting_by_deadline_is_by_date():
    rows = [
        task("a"), task("b", deadline_kind="complete", deadline_text="2018年", deadline_on="2018-12-31"),
        task("c", deadline_kind="complete", deadline_text="2017年", deadline_on="2017-12-31"),
    ]  # fmt: skip
    columns = columns_of(rows)
    assert [row.choice for row in sorted_rows(table_rows(rows, columns, standing(*rows)), columns, "deadline")] == [
        "task:c",
        "task:b",
        "task:a",
    ]


def test_the_empty_annex_row_of_yaan_is_shown_as_empty():
    plan = load_plan("yaan-2017-2020")
    columns = columns_of(plan.tasks)
    row = next(row for row in table_rows(plan.tasks, columns, stand(plan)) if row.choice == "task:a04")
    cells = dict(zip([column.key for column in columns], row.cells, strict=True))
    assert cells["title"] == Cell("（第 4 行没有内容）", tag="空行", tone="empty")
    assert (cells["agency"], cells["deadline"], cells["state"]) == ("", "", "")


def test_a_group_is_headed_where_it_begins():
    rows = [task("a"), task("b"), task("c", group="保障措施"), task("d", group="")]
    table = table_rows(rows, columns_of(rows), standing(*rows))
    assert group_heads(table) == {"task:a": "重点任务", "task:c": "保障措施"}


def test_text_of_a_plan_is_escaped_in_the_card():
    row = task(title="<img src=x>", agencies=("<i>局",), summary="a<b")
    card = cards.task_card(standing(row), row)
    assert "<img" not in card
    assert "<i>局" not in card


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_task_of_every_plan_has_a_row_and_a_card(plan: Plan):
    rows = table_rows(plan.tasks, columns_of(plan.tasks), stand(plan))
    assert len({row.choice for row in rows}) == len(plan.tasks)
    assert all(cards.task_card(stand(plan), row) for row in plan.tasks)
    assert str(len(plan.tasks)) in cards.intro_card(stand(plan), 1)
