"""Where a task stands: 启动 and 持续开展 are not 完成, and what nobody recorded is not called overdue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.agencies import agencies_of_plan
from data.catalog import load_catalog, load_plan
from data.plan import Plan, Task
from data.record import STATUSES, Author, Entry, Subject
from data.task_progress import (
    STATES,
    count_by,
    count_by_agency,
    count_states,
    progress_of,
    status_subject,
    task_progress,
)

DUE = date(2022, 12, 31)
days = st.integers(-4000, 4000).map(lambda count: DUE + timedelta(count))
kinds = st.sampled_from(("complete", "start", "continuous", "none", ""))
statuses = st.sampled_from(("", *STATUSES, "unheard-of"))


def task(kind: str, task_id: str = "t1", **more: object) -> Task:
    due = DUE.isoformat() if kind in ("complete", "start") else ""
    return Task(task_id, deadline_kind=kind, deadline_on=due, **more)  # type: ignore[arg-type]


def entries_of(plan_id: str, recorded: Mapping[tuple[str, str], str]) -> dict[Subject, Entry]:
    when = datetime(2023, 1, 1, tzinfo=UTC)
    return {
        (subject := status_subject(plan_id, task_id, field)): Entry(
            number, subject, value, None, "", "", "", Author("张三"), when
        )
        for number, ((task_id, field), value) in enumerate(recorded.items(), start=1)
    }


@pytest.mark.parametrize(
    ("kind", "status", "offset", "state"),
    [
        ("complete", "", 1, "past_unrecorded"),
        ("complete", "not_started", 1, "overdue"),
        ("complete", "started", 1, "overdue"),
        ("complete", "continuing", 1, "overdue"),
        ("complete", "blocked", 1, "overdue"),
        ("complete", "completed", 1, "completed"),
        ("complete", "", 0, "due_next"),
        ("complete", "started", 0, "due_next"),
        ("complete", "", -90, "due_next"),
        ("complete", "", -91, "on_time"),
        ("complete", "completed", -91, "completed"),
        ("start", "", 1, "past_unrecorded"),
        ("start", "not_started", 1, "overdue"),
        ("start", "blocked", 1, "overdue"),
        ("start", "started", 1, "started"),
        ("start", "continuing", 1, "started"),
        ("start", "completed", 1, "completed"),
        ("start", "not_started", -10, "due_next"),
        ("continuous", "", 1, "continuous"),
        ("continuous", "continuing", 1, "continuous"),
        ("continuous", "completed", 1, "continuous"),
        ("none", "", 1, "undated"),
        ("none", "started", 1, "undated"),
        ("none", "completed", 1, "completed"),
    ],
)
def test_deadline_and_record_make_the_state(kind: str, status: str, offset: int, state: str):
    recorded = {"status": status} if status else {}
    assert task_progress(task(kind), recorded, DUE + timedelta(offset)).state == state


@given(kinds, statuses, days, st.integers(0, 400))
def test_only_a_record_of_completion_makes_completed(kind: str, status: str, at: date, window: int):
    row = task_progress(task(kind), {"status": status}, at, window)
    assert row.state in STATES
    assert (row.state == "completed") is (status == "completed" and kind != "continuous")


@given(kinds, days, st.integers(0, 400))
def test_without_a_record_nothing_is_overdue_done_or_begun(kind: str, at: date, window: int):
    row = task_progress(task(kind), {}, at, window)
    assert row.state not in ("overdue", "completed", "started")
    assert (row.state == "past_unrecorded") is (kind in ("complete", "start") and at > DUE)


@given(st.sampled_from(("complete", "start")), statuses, days, st.integers(0, 3000))
def test_once_past_a_deadline_never_becomes_due_again(kind: str, status: str, at: date, later: int):
    order = {"on_time": 0, "due_next": 1, "overdue": 2, "past_unrecorded": 2}
    one = task_progress(task(kind), {"status": status}, at).state
    other = task_progress(task(kind), {"status": status}, at + timedelta(later)).state
    if one in order:
        assert order[one] <= order[other]
    else:
        assert one == other


def test_completion_counts_from_its_day_on_and_tells_how_late_it_was():
    recorded = {"status": "completed", "finished_on": "2023-01-10"}
    before = task_progress(task("complete"), recorded, date(2023, 1, 9))
    after = task_progress(task("complete"), recorded, date(2023, 1, 10))
    assert (before.state, after.state, after.days_late) == ("overdue", "completed", 10)
    early = task_progress(task("complete"), {**recorded, "finished_on": "2022-05-01"}, date(2023, 1, 1))
    assert (early.state, early.days_late) == ("completed", 0)
    unknown = task_progress(task("complete"), {"status": "completed"}, date(2023, 1, 1))
    assert (unknown.state, unknown.days_late) == ("completed", None)


def test_a_day_that_is_no_date_is_no_day():
    row = task_progress(task("complete"), {"status": "completed", "finished_on": "2023年"}, date(2023, 1, 1))
    assert (row.state, row.finished_on) == ("completed", None)


def test_empty_and_merged_rows_are_owed_by_nobody():
    rows = (task("none", "a"), task("none", "b", row_status="empty"), task("none", "c", row_status="merged"))
    plan = Plan("p", Path("/nowhere"), tasks=rows)
    assert [row.task.task_id for row in progress_of(plan, {}, DUE)] == ["a"]


def test_a_record_of_one_task_changes_that_task_alone():
    plan = Plan("p", Path("/nowhere"), tasks=(task("complete", "a"), task("complete", "b")))
    recorded = entries_of("p", {("a", "status"): "completed", ("a", "evidence"): "验收报告"})
    found = progress_of(plan, recorded, date(2024, 1, 1))
    assert [(row.state, row.evidence) for row in found] == [("completed", "验收报告"), ("past_unrecorded", "")]
    other_plan = entries_of("q", {("a", "status"): "completed"})
    assert [row.state for row in progress_of(plan, other_plan, date(2024, 1, 1))] == ["past_unrecorded"] * 2


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
@pytest.mark.parametrize("at", [date(2017, 6, 1), date(2022, 6, 1), date(2026, 1, 1)])
def test_counts_of_every_plan_add_up(plan: Plan, at: date):
    rows = progress_of(plan, {}, at)
    owed = [row for row in plan.tasks if row.row_status == "filled"]
    assert sum(count_states(rows).values()) == len(owed)
    groups = count_by(rows, lambda row: row.group)
    assert sum(sum(states.values()) for states in groups.values()) == len(owed)
    for unit in count_by_agency(plan, rows):
        assert sum(unit.states.values()) == unit.task_count > 0
    assert {unit.agency for unit in count_by_agency(plan, rows)} == set(agencies_of_plan(plan))


def test_yaan_long_after_its_period_has_no_overdue_task_while_nothing_is_recorded():
    plan = load_plan("yaan-2017-2020")
    counts = count_states(progress_of(plan, {}, date(2026, 1, 1)))
    assert counts == {
        "completed": 0, "started": 0, "overdue": 0, "past_unrecorded": 20, "due_next": 0, "on_time": 0,
        "continuous": 13, "undated": 28,
    }  # fmt: skip
    first = count_by_agency(plan, progress_of(plan, {}, date(2026, 1, 1)))[0]
    assert (first.agency.name, first.task_count) == ("市卫生计生委", 51)
    assert dict(first.roles) == {"lead": 19, "support": 5, "other": 11, "undivided": 16}


def test_in_june_2017_yaans_next_deadlines_are_the_end_of_june():
    rows = progress_of(load_plan("yaan-2017-2020"), {}, date(2017, 6, 1), window_days=60)
    assert [row.task.task_id for row in rows if row.state == "due_next"] == ["a07", "a29", "a30", "a32"]
    assert sum(row.state == "past_unrecorded" for row in rows) == 10
    assert sum(row.state == "on_time" for row in rows) == 6


def test_what_was_recorded_before_a_deadline_does_not_turn_overdue_by_itself():
    plan = Plan("p", Path("/nowhere"), tasks=(task("complete", "a"),))
    recorded = entries_of("p", {("a", "status"): "started"})
    subject = status_subject("p", "a")
    for day, state in ((DUE, "past_unrecorded"), (DUE + timedelta(1), "overdue")):
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        entries = {subject: replace(recorded[subject], recorded_at=moment)}
        assert [row.state for row in progress_of(plan, entries, DUE + timedelta(30))] == [state]
