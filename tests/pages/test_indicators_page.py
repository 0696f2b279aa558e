"""监测评估 as a page: every view of every plan, filters, counts, what is recorded, odd plans and odd links."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import find_plan_ids, load_plan
from data.progress import progress_of
from data.record import Author, Change, actual_subject
from data.series import series_of
from data.store import Store, open_store
from pages.indicators import chosen, counts, matrix, monitor, recorded
from pages.indicators.chosen import ProgressFilters
from pages.shared import records
from pages.shared.fact_table import Cell, sorted_rows
from tests.browser.odd_plans import BARE, FAULTY, HOSTILE, SINGLE, write_odd_plans
from tests.data.indicator_rows import baseline, entries, entry, plan_of, target

WEIHAI = "weihai-2022-2024"
VIEWS = ("progress", "monitor", "years", "values", "across", "derived")
SCRIPT = """
from pages.shared import parameters
from pages.indicators.page import show
parameters.set_page("indicators")
show()
"""
TARGETS = [row for row in load_plan(WEIHAI).indicator_values if row.value_kind == "target" and not row.restates]
AIMED_AT = {row.indicator_id for row in TARGETS}
UNDATED = {row.indicator_id for row in TARGETS if row.year is None}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path))
    records.ask_again()
    return open_store()


def open_page(**choices: str) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=120)
    for key, text in choices.items():
        page.query_params[key] = text
    page.run()
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def record(
    store: Store, indicator_id: str, year: int, number: str, plan_id: str = WEIHAI, scope: str = "371000"
) -> None:
    change = Change(actual_subject(plan_id, indicator_id, scope, year), number, source="统计年鉴")
    store.record([change], Author("王工"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_view_of_every_plan_shows_in_both_languages(plan_id: str, language: str):
    page = open_page(plan=plan_id, lang=language)
    for view in VIEWS:
        page.query_params["view"] = view
        page.run()
        assert not page.exception


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_value_of_every_plan_opens_a_card_with_a_form(plan_id: str):
    page = open_page(plan=plan_id)
    for row in load_plan(plan_id).indicator_values[::7]:
        page.query_params["sel"] = f"indicator:{row.value_id}"
        page.run()
        assert not page.exception
        assert "规划载明" in html_of(page)
        has_form = any(button.key and button.key.startswith("record_actual") for button in page.button)
        assert has_form == (row.value_kind != "standard")


def test_without_actual_values_the_page_leads_with_what_the_plan_asks_for():
    text = html_of(open_page(plan=WEIHAI))
    assert f"规划给 {len(AIMED_AT)} 项指标定了 {len(TARGETS)} 个目标（2022—2025年）" in text
    assert "还没有录入实际值" in text
    assert "无数据" not in text.split("状态怎样判定")[0]


def test_the_rule_stands_on_the_page():
    text = html_of(open_page(plan=WEIHAI, view="monitor"))
    assert "状态怎样判定" in text
    assert "只看目标年当年的实际值" in text


def test_what_is_recorded_changes_counts_and_lead(store: Store):
    record(store, "nursing_bed_share_pct", 2024, "57")
    record(store, "medical_elderly_institutions", 2024, "70")
    page = open_page(plan=WEIHAI)
    (tiles,) = [pills for pills in page.button_group if pills.options[0].endswith("达标")]
    assert tiles.options == [
        "**1** 达标", "**0** 接近", "**0** 预警", "**1** 未达标", f"**{len(AIMED_AT) - 2}** 无数据",
    ]  # fmt: skip
    assert "已录入 2 项指标的 2 个实际值" in html_of(page)


def test_the_card_says_gap_and_reason_of_the_selected_year(store: Store):
    record(store, "nursing_bed_share_pct", 2023, "57")
    before = html_of(open_page(plan=WEIHAI, sel="indicator:wh-i026"))
    assert "到期评估：比目标差 1 %" in before
    last = html_of(open_page(plan=WEIHAI, sel="indicator:wh-i027"))
    assert "没有目标年（2024年）当年的实际值" in last
    assert "+3 %/年" in last


def test_a_target_only_striven_for_is_counted_apart(store: Store):
    record(store, "tcm_demonstration_bases_provincial_count", 2024, "0")
    text = html_of(open_page(plan=WEIHAI, view="monitor"))
    assert "未达标和预警中有 1 项是力争目标" in text
    card = html_of(open_page(plan=WEIHAI, sel="indicator:wh-i074"))
    assert "力争未及" in card
    assert "力争目标：未及不等于失约" in card


def test_an_unknown_view_or_year_or_indicator_falls_back(store: Store):
    page = open_page(
        plan=WEIHAI, view="nonsense", year="1066", theme="x", status="great", level="y", delay="99", ind="z"
    )
    for view in VIEWS:
        page.query_params["view"] = view
        page.run()
        assert not page.exception


def rows_of(*targets_and_more, recorded_values=(), this_year=2026, better="higher"):
    plan = plan_of(*targets_and_more, better=better)
    found = progress_of(plan, entries(*(entry(*one) for one in recorded_values)), this_year=this_year)
    return plan, list(found)


def test_the_matrix_has_a_column_per_year_and_marks_what_was_judged():
    plan, rows = rows_of(
        baseline(2020, 4), target(2022, 6, "ge"), target(2024, 10), target(None, 12), recorded_values=[(2022, "7")]
    )
    columns = matrix.matrix_columns(rows)
    assert [column.key for column in columns] == ["name", "start", "2022", "2024", "undated", "need"]
    (row,) = matrix.matrix_rows(plan, rows, columns, "", {"other": "其他"})
    cells = dict(zip([column.key for column in columns], row.cells, strict=True))
    assert cells["2022"] == Cell("≥6", tag="达标", tone="reached", note="实际 7", choice="indicator:t2022ge")
    assert cells["2024"] == Cell("10", tone="no_data", choice="indicator:t2024eq")
    assert row.group == "其他"


def test_beside_many_years_start_and_need_stand_below_the_name():
    targets = [target(2021 + at, 6 + at) for at in range(5)]
    plan, rows = rows_of(baseline(2020, 4), *targets)
    columns = matrix.matrix_columns(rows)
    assert [column.key for column in columns] == ["name", "2021", "2022", "2023", "2024", "2025"]
    (row,) = matrix.matrix_rows(plan, rows, columns, "", {"other": "其他"})
    assert row.cells[0] == Cell("床位（张）", note="起点 4（2020 现状） · 每年需 +1.2/年")


def test_columns_that_nothing_is_said_of_are_left_out():
    _, rows = rows_of(target(2024, 10))
    assert [column.key for column in matrix.matrix_columns(rows)] == ["name", "2024"]
    assert {"start", "need"}.isdisjoint(column.key for column in monitor.monitor_columns(rows))


def test_the_monitoring_table_names_gap_need_and_status():
    plan, rows = rows_of(baseline(2020, 4), target(2030, 10), recorded_values=[(2022, "5")])
    columns = monitor.monitor_columns(rows)
    (row,) = monitor.monitor_rows(plan, rows, columns, (), "")
    cells = dict(zip([column.key for column in columns], row.cells, strict=True))
    assert cells["latest"] == Cell("5", note="2022")
    assert cells["gap"] == "5"
    assert cells["need"] == Cell("+0.62/年", note="自2022年实际")
    assert cells["status"] == Cell("", tag="接近", tone="near")


def test_when_this_years_value_is_in_what_is_needed_is_told_for_the_next_target():
    plan, rows = rows_of(target(2026, 10), target(2028, 20), recorded_values=[(2026, "8")])
    columns = monitor.monitor_columns(rows)
    (row,) = monitor.monitor_rows(plan, rows, columns, (), "")
    assert row.cells[[column.key for column in columns].index("need")] == Cell("+6/年", note="自2026年实际至2028年")


def test_sorting_by_status_brings_the_worst_first_and_the_unknown_last():
    plan = load_plan(WEIHAI)
    found = {
        one.subject: one
        for indicator_id, number in (("nursing_bed_share_pct", "50"), ("caregivers_per_10000_elderly", "30"))
        for one in [_entry_of(indicator_id, number)]
    }
    rows = list(progress_of(plan, found, this_year=2026))
    columns = monitor.monitor_columns(rows)
    table = sorted_rows(monitor.monitor_rows(plan, rows, columns, (), ""), columns, "status")
    assert [row.cells[-1].tag for row in table[:3]] == ["未达标", "达标", "无数据"]


def _entry_of(indicator_id: str, number: str):
    one = entry(2024, number, indicator_id, WEIHAI)
    subject = actual_subject(WEIHAI, indicator_id, "371000", 2024)
    return type(one)(one.entry_id, subject, number, None, "", "", "", one.author, one.recorded_at)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (ProgressFilters(), len(AIMED_AT)),
        (ProgressFilters(themes=("tcm",)), 6),
        (ProgressFilters(years=("2023",)), 8),
        (ProgressFilters(years=("undated",)), len(UNDATED)),
        (ProgressFilters(levels=("national",)), 2),
        (ProgressFilters(text="护理型 60"), 1),
        (ProgressFilters(text="nursing"), 1),
        (ProgressFilters(themes=("tcm",), text="护理型"), 0),
    ],
)
def test_an_indicator_is_shown_when_it_answers_every_filter(filters: ProgressFilters, count: int):
    plan = load_plan(WEIHAI)
    rows = progress_of(plan, {}, this_year=2026)
    assert sum(chosen.is_asked_for(plan, row, filters) for row in rows) == count
    assert chosen.with_status(rows, ProgressFilters(statuses=("missed",))) == []
    assert len(chosen.with_status(rows, ProgressFilters(statuses=("no_data",)))) == len(AIMED_AT)


def test_actual_values_can_be_recorded_for_the_plans_years_and_none_to_come():
    plan = load_plan(WEIHAI)
    assert recorded.years_to_record(plan, [2022, 2025, None], 2023) == [2022, 2023]
    assert recorded.years_to_record(plan, [2022, 2025, None], 2026) == [2022, 2023, 2024, 2025]
    fuling = load_plan("fuling-2022")  # states no first year
    assert recorded.years_to_record(fuling, [2022, None], 2026) == [2022]
    assert recorded.years_to_record(plan_of(end_year=None, start_year=None), [None], 2026) == [2026]


def test_the_lead_is_right_for_a_plan_that_still_runs():
    plan, rows = rows_of(target(2030, 10), this_year=2026)
    assert "规划期内" in counts.lead_text(plan, rows, 2026)


def test_a_plan_without_targets_offers_its_values_only():
    plan, rows = rows_of(baseline(2020, 4))
    assert rows == []
    assert series_of(plan)[0].targets() == {}


def test_text_of_a_plan_is_escaped_in_bars_and_tables():
    hostile = "<img src=x onerror=alert(1)>"
    plan, rows = rows_of(target(2024, 10, name=hostile, level=hostile))
    text = counts.overview(plan, rows, ProgressFilters(), {"other": hostile}, 2026)
    assert hostile not in text


@pytest.mark.parametrize("plan_id", [HOSTILE, BARE, SINGLE, FAULTY])
def test_an_odd_plan_shows_in_every_view(plan_id: str, odd_plans: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(odd_plans))
    page = open_page(plan=plan_id, **({"sel": "indicator:i3"} if plan_id == HOSTILE else {}))
    for view in ("", *VIEWS):
        page.query_params["view"] = view
        page.run()
        assert not page.exception
        assert "<img" not in html_of(page)
        assert "<script" not in html_of(page)


@pytest.fixture(scope="module")
def odd_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_odd_plans(tmp_path_factory.mktemp("odd") / "plans")
