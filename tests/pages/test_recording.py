"""Recording: a form, its history, conflicts and undoing; a table edit that saves together or not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from data.record import COMMENT, Author, Change, Subject, actual_subject
from data.store import Store, open_store
from pages.shared import records
from pages.shared.identity import valid_name
from pages.shared.recording_draft import Draft, changes_of
from pages.shared.recording_fields import RecordField, RecordRow
from pages.shared.recording_inputs import InputError, number_value, position_value, shown_value
from pages.shared.recording_moment import moment_of, when_text
from pages.shared.recording_table import edited_values, table_of

PLAN = "weihai-2022-2024"
STATUS = Subject(PLAN, "project", "k16", "status")
EVIDENCE = Subject(PLAN, "project", "k16", "evidence")
BEDS = actual_subject(PLAN, "beds", "371000", 2023)
LI = Author("李工")
HOSTILE = "<img src=x onerror=alert(1)> ${7*7} `a` **b** $x$"
SCRIPT = """
from data.record import Subject
from pages.shared import identity, parameters
from pages.shared.recording import RecordField, RecordRow, show_record_form, show_record_table
from pages.shared.recording_words import status_options
parameters.set_page("key_projects")
def field(row_id, name, label, kind="text", options=()):
    return RecordField(Subject("weihai-2022-2024", "project", row_id, name), label, kind, options)
def fields(row_id):
    return (field(row_id, "status", "状态", "choice", status_options()), field(row_id, "evidence", "佐证"))
show_record_form(fields("k16"), key="one")
show_record_table([RecordRow(f"项目{n}", fields(f"k{n:02}")) for n in range(1, 31)], key="many")
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path))
    records.ask_again()
    return open_store()


def open_page(name: str = "王工", **choices: str) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    if name:
        page.session_state["kept_author"] = name
    for key, value in choices.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def open_form(page: AppTest) -> AppTest:
    return page.button(key="record_one").click().run()


def widget(elements, name: str):
    return next(element for element in elements if element.key and element.key.endswith(f"_{name}"))


def html_of(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def fill(page: AppTest, status: str = "started", evidence: str = "", source: str = "月报") -> AppTest:
    widget(page.selectbox, "value0").set_value(status)
    widget(page.text_area, "value1").set_value(evidence)
    widget(page.text_input, "source").set_value(source)
    return page


def press(page: AppTest, name: str) -> AppTest:
    page = widget(page.button, name).click().run()
    assert not page.exception
    return page


def test_what_is_saved_stands_in_the_card_with_who_when_and_source(store):
    page = press(fill(open_form(open_page())), "save")
    (entry,) = store.history(PLAN)
    assert (entry.subject, entry.value, entry.source, entry.author) == (STATUS, "started", "月报", Author("王工"))
    shown = html_of(page)
    assert "已启动" in shown and "王工" in shown and "未认证" in shown and "来源： 月报" in shown
    assert page.toast[0].value == "已保存"


def test_nobody_records_without_a_name(store):
    page = press(fill(open_form(open_page(name=""))), "save")
    assert store.version() == 0
    assert "请填写署名" in page.error[0].value
    widget(page.text_input, "name").set_value("  张\n三 ")
    press(page, "save")
    assert store.history(PLAN)[0].author == Author("张 三")


def test_nothing_changed_is_said_and_adds_no_entry(store):
    page = press(open_form(open_page()), "save")
    assert store.version() == 0
    assert "没有改动" in page.error[0].value


def test_what_was_entered_stays_when_it_is_refused(store):
    page = press(fill(open_form(open_page()), evidence="左\u202e右"), "save")
    assert store.version() == 0
    assert "改变文字方向" in page.error[0].value
    assert widget(page.text_area, "value1").value == "左\u202e右"


def test_the_second_of_two_sees_both_values_and_may_still_save(store):
    page = fill(open_form(open_page()))
    store.record([Change(STATUS, "blocked", None, "电话")], LI)
    page = press(page, "save")
    shown = html_of(page)
    assert "李工" in shown and "受阻" in shown and "已启动" in shown and "电话" in shown
    assert store.version() == 1
    press(page, "mine")
    newest, before = store.history(PLAN)
    assert (newest.value, newest.old_value, before.value) == ("started", "blocked", "blocked")


def test_taking_theirs_saves_nothing_of_that_field_but_the_others(store):
    page = fill(open_form(open_page()), evidence="封顶照片")
    store.record([Change(STATUS, "blocked", None)], LI)
    page = press(press(page, "save"), "theirs")
    assert [(entry.subject.field, entry.value) for entry in store.history(PLAN)] == [
        ("evidence", "封顶照片"),
        ("status", "blocked"),
    ]


def test_cancelling_a_conflict_brings_the_form_back_with_what_was_entered(store):
    page = fill(open_form(open_page()), evidence="封顶照片")
    store.record([Change(STATUS, "blocked", None)], LI)
    page = press(press(page, "save"), "back")
    assert widget(page.text_area, "value1").value == "封顶照片"
    assert widget(page.selectbox, "value0").value == "started"
    assert widget(page.text_input, "source").value == "月报"
    assert store.version() == 1


def test_several_conflicts_are_decided_one_by_one(store):
    page = fill(open_form(open_page()), evidence="我的")
    store.record([Change(STATUS, "blocked", None), Change(EVIDENCE, "他的", None)], LI)
    page = press(page, "save")
    widget(page.radio, "keep1").set_value("mine")
    press(page, "chosen")
    present = store.present(PLAN)
    assert (present[STATUS].value, present[EVIDENCE].value) == ("blocked", "我的")


def test_an_entry_made_while_the_form_was_open_is_a_conflict_even_after_a_comment(store):
    page = fill(open_form(open_page()))
    widget(page.text_area, "comment").set_value("请核实")
    page = press(page, "add")
    store.record([Change(STATUS, "blocked", None)], LI)
    page = press(fill(page), "save")
    assert "受阻" in html_of(page)


def test_undoing_adds_an_entry_and_restores_the_value(store):
    (first,) = store.record([Change(STATUS, "started", None, "一")], LI)
    store.record([Change(STATUS, "completed", first.entry_id, "二")], LI)
    page = press(open_form(open_page()), "undo2")
    newest = store.history(PLAN)[0]
    assert (newest.entry_id, newest.value, newest.undoes, newest.author) == (3, "started", 2, Author("王工"))
    assert "撤销第 2 条" in html_of(page)


def test_withdrawing_leaves_the_history(store):
    store.record([Change(STATUS, "started", None)], LI)
    press(open_form(open_page()), "withdraw")
    assert store.present(PLAN) == {}
    assert [entry.value for entry in store.history(PLAN)] == ["", "started"]


def test_comments_stand_in_their_order_and_can_be_taken_back(store):
    page = open_form(open_page())
    for text in ("第一条", HOSTILE):
        widget(page.text_area, "comment").set_value(text)
        page = press(page, "add")
    shown = html_of(page)
    assert shown.index("第一条") < shown.index("&lt;img")
    assert "<img" not in shown
    page = press(page, "undo1")
    thread = store.history(PLAN, Subject(PLAN, "project", "k16", COMMENT))
    assert len(thread) == 3 and "第一条" not in html_of(page)


def test_a_past_day_shows_its_state_and_offers_no_form(store):
    store.record([Change(STATUS, "started", None)], LI)
    page = open_page(asof="2020-01-01")
    assert "已启动" not in html_of(page)
    assert [button.label for button in page.button] == ["历史"]
    page = open_form(page)
    assert not page.text_input
    assert "已启动" in html_of(page)


def test_a_moment_that_is_none_falls_back_with_a_notice(store):
    page = open_page(asof="昨天")
    assert page.session_state["notices"] == [("asof", "昨天")]
    assert page.button(key="record_one").label == "记录"


@given(st.one_of(st.text(max_size=30), st.dates().map(str), st.datetimes().map(lambda at: at.isoformat())))
def test_any_text_is_a_moment_with_its_zone_or_none(text):
    found = moment_of(text)
    assert found is None or (found.tzinfo is not None and when_text(found.astimezone(UTC)))


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "2025-13-01", "2025-1-1", "", "2024-02-30T10:00"])
def test_what_is_no_day_of_recording_is_no_moment(text):
    assert moment_of(text) is None


def test_a_day_is_looked_at_as_it_ended_in_china():
    assert moment_of("2025-03-01") == datetime(2025, 3, 1, 15, 59, 59, 999999, tzinfo=UTC)


def test_hostile_texts_are_shown_as_text(store):
    store.record([Change(EVIDENCE, HOSTILE, None, HOSTILE, HOSTILE)], Author(HOSTILE))
    shown = html_of(open_form(open_page()))
    assert "<img" not in shown and shown.count("&lt;img") >= 4


def test_a_form_shows_the_fields_of_several_subjects(store):
    place = Subject(PLAN, "place", "p01", "position")
    store.record([Change(place, "122.1,37.5", None, "国土图")], LI)
    script = (
        SCRIPT
        + """
show_record_form([field("k16", "status", "状态"), RecordField(
    Subject("weihai-2022-2024", "place", "p01", "position"), "位置", "position")], key="two")
"""
    )
    page = AppTest.from_string(script, default_timeout=60).run()
    assert not page.exception
    assert "122.1,37.5" in html_of(page)


def test_a_store_that_cannot_be_opened_leaves_the_page_and_no_button(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path / "file" / "below"))
    records.ask_again()
    page = open_page()
    records.ask_again()
    assert page.button(key="record_one").disabled
    assert "暂不能读取" in html_of(page)


def test_thirty_lines_are_saved_together(store):
    page = open_page().button(key="record_table_many").click().run()
    draft: Draft = page.session_state["kept_draft"]
    rows = [RecordRow(f"项目{n}", draft.fields[2 * n : 2 * n + 2]) for n in range(30)]
    options = [label for _, label in rows[0].fields[0].options]
    edits = {number: {"f0": options[number % 4], "f1": f"文件{number}"} for number in range(30)}
    draft.values = edited_values(rows, draft, edits)
    changes = changes_of(draft.fields, draft.seen, draft.values, "年报", "")
    records.save(changes, LI)
    assert store.version() == 60
    assert len({entry.recorded_at for entry in store.history(PLAN)}) == 1


def rows_of(*kinds: tuple[str, str]) -> list[RecordRow]:
    fields = [
        RecordField(Subject(PLAN, "project", f"k{n}", name), name, kind, (("a", "甲"), ("b", "乙")))
        for n, (name, kind) in enumerate(kinds)
    ]
    return [RecordRow("一行", tuple(fields))]


def test_a_table_turns_cells_into_what_is_recorded():
    rows = rows_of(("n", "number"), ("c", "choice"), ("d", "date"), ("p", "position"), ("t", "text"))
    draft = Draft("x", rows[0].fields, 1, {})
    cells = {"f0": 1234.5, "f1": "乙", "f2": "2024-03-01", "f3": "122.1，37.5", "f4": " 文 "}
    values = edited_values(rows, draft, {0: cells})
    assert list(values.values()) == ["1234.5", "b", "2024-03-01", "122.1,37.5", "文"]


def test_a_cell_set_back_is_untouched_however_its_number_was_written(store):
    (entry,) = store.record([Change(BEDS, "17.80", None)], LI)
    field = RecordField(BEDS, "床位", "number")
    rows = [RecordRow("一", (field,))]
    draft = Draft("x", (field,), 1, {BEDS: entry})
    assert table_of(rows, draft)["f0"].tolist() == [17.8]
    assert changes_of((field,), draft.seen, edited_values(rows, draft, {0: {"f0": 17.8}}), "", "") == []
    (change,) = changes_of((field,), draft.seen, edited_values(rows, draft, {0: {"f0": None}}), "", "")
    assert (change.value, change.seen) == ("", entry.entry_id)


def test_a_wrong_cell_names_its_line():
    rows = rows_of(("p", "position"))
    with pytest.raises(InputError, match="一行："):
        edited_values(rows, Draft("x", rows[0].fields, 1, {}), {0: {"f0": "威海"}})


def test_only_the_source_of_the_one_value_may_be_mended(store):
    (entry,) = store.record([Change(STATUS, "started", None)], LI)
    field = RecordField(STATUS, "状态", "choice")
    (change,) = changes_of((field,), {STATUS: entry}, {STATUS: "started"}, "月报", "")
    assert (change.value, change.source, change.seen) == ("started", "月报", entry.entry_id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,234.50", "1234.5"), ("６３．５", "63.5"), ("-0.0", "-0"), ("100", "100"), ("", ""), (" 7 ", "7")],
)
def test_numbers_are_recorded_without_separators(text, expected):
    assert number_value(text) in (expected, expected.lstrip("-"))


@pytest.mark.parametrize("text", ["63%", "约五十", "nan", "inf", "1e400", "１２万"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(InputError):
        number_value(text)


@pytest.mark.parametrize(("lon", "lat"), [("122", ""), ("", "37"), ("222", "37"), ("122", "北")])
def test_half_a_position_is_none(lon, lat):
    with pytest.raises(InputError):
        position_value(lon, lat)


def test_a_number_is_shown_with_separators_and_unit():
    assert shown_value(RecordField(BEDS, "床位", "number", unit="张"), "12345.5") == "12,345.5 张"


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "长" * 41, "\x00"])
def test_what_is_no_name_is_refused(name):
    assert valid_name(name) == ""
