"""记录: what was recorded, filtered, as it stood on a past day, exported; an import with and without faults."""

from __future__ import annotations

import html
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from data.catalog import load_plan
from data.export import csv_bytes, xlsx_bytes
from data.record import COMMENT, Author, Change, Subject, actual_subject
from data.record_import import template
from data.store import Store, open_store
from pages.records.download import history_table
from pages.records.rows import Filters, is_match
from pages.shared import queries, records
from pages.shared.recording_words import names_of_subjects

PLAN = "weihai-2022-2024"
STATUS = Subject(PLAN, "project", "k16", "status")
TALK = Subject(PLAN, "project", "k16", COMMENT)
LI, ZHOU = Author("李工"), Author("周 <zhou@example.cn>", "oidc")
HOSTILE = "<img src=x onerror=alert(1)> ${7*7} `a`"
SCRIPT = """
from pages.shared import frame, parameters
parameters.set_page("records")
frame._show_notices(is_overview=False)
from pages.records.page import show
show()
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path))
    records.ask_again()
    return open_store()


def open_page(**choices: str) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    page.session_state["kept_author"] = "王工"
    for key, value in {"plan": PLAN, **choices}.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    markup = "\n".join(element.proto.body for element in page.get("html"))
    # what a component is sent has its Chinese as escapes
    sent = [json.loads(element.proto.json) for element in page.get("bidi_component") if element.proto.json]
    return "\n".join([markup, *(json.dumps(data, ensure_ascii=False) for data in sent)])


def html_unescaped(text: str) -> str:
    return html.unescape(text)


def fill_in(content: bytes, row_id: str, cells: dict[str, object]) -> bytes:
    """Write into the cells of a template's row; the id "*" is a new row."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    line = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == row_id)
    for name, value in cells.items():
        sheet.cell(line, heads[name]).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def upload(page: AppTest, content: bytes, name: str = "填好.xlsx") -> AppTest:
    page.file_uploader[0].upload(name, content, "application/octet-stream")
    page.run()
    assert not page.exception
    return page


def test_nothing_recorded_is_said(store):
    assert "还没有记录" in open_page().info[0].value


def test_entries_stand_with_who_what_and_from_what_to_what(store):
    (first,) = store.record([Change(STATUS, "started", None, "月报")], LI)
    store.record([Change(STATUS, "completed", first.entry_id), Change(TALK, "请核实")], ZHOU)
    page = open_page(entry="entry:2")
    card = shown(page)
    for text in ("乳山市人民医院新院区", "已启动", "已完成", "周 &lt;zhou@example.cn&gt;", "未注明来源", "第 2 条"):
        assert text in card
    assert "未认证" not in card.split('class="card entry-card"')[1].split("</dl>")[0]


def test_filters_find_by_kind_person_and_words(store):
    store.record([Change(STATUS, "started", None, "月报")], LI)
    store.record([Change(actual_subject(PLAN, "beds", "371000", 2023), "17.8", None, "公报")], ZHOU)
    entries = store.history(PLAN)
    names = names_of_subjects(load_plan(PLAN), [entry.subject for entry in entries])
    kinds = [entry.subject.kind for entry in entries if is_match(entry, Filters(kinds=("project",)), names)]
    people = [entry.author for entry in entries if is_match(entry, Filters(people=(ZHOU.name,)), names)]
    words = [entry.value for entry in entries if is_match(entry, Filters(text="乳山 月报"), names)]
    assert (kinds, people, words) == (["project"], [ZHOU], ["started"])
    page = open_page(kind="project")
    assert "1 / 2" in shown(page) or "1" in shown(page)


def test_a_past_day_is_said_and_the_way_back_leads_to_now(store):
    store.clock = lambda: datetime(2025, 3, 1, 1, tzinfo=UTC)
    (first,) = store.record([Change(STATUS, "started", None)], LI)
    store.clock = lambda: datetime(2025, 3, 5, 1, tzinfo=UTC)
    store.record([Change(STATUS, "completed", first.entry_id)], LI)
    page = open_page(asof="2025-03-02")
    assert "2025-03-02 当日终" in shown(page)
    assert "entry:1" in shown(page) and "entry:2" not in shown(page)
    page.button(key="past_to_now").click().run()
    assert "asof" not in page.query_params
    assert "当日终" not in shown(page) and "entry:2" in shown(page)


def test_the_moment_of_an_entry_can_be_looked_at(store):
    (first,) = store.record([Change(STATUS, "started", None)], LI)
    store.record([Change(STATUS, "completed", first.entry_id)], LI)
    page = open_page(entry="entry:1")
    page.button(key="entry_moment").click().run()
    assert not page.exception
    assert "正在查看" in shown(page) and "entry:2" not in shown(page)


def test_every_kind_of_entry_has_its_name_and_its_page(store):
    plan = load_plan(PLAN)
    value = next(row for row in plan.indicator_values if row.value_kind == "target")
    finding = queries.rule_findings(PLAN)[0]
    subjects = [
        actual_subject(PLAN, value.indicator_id, value.scope, 2024),
        Subject(PLAN, "task", plan.tasks[0].task_id, "status"),
        Subject(PLAN, "place", plan.places[0].place_id, "position"),
        Subject(PLAN, "finding", finding.key, "acknowledged"),
        Subject(PLAN, "project", "gone", "status"),
    ]
    values = ["17.8", "started", "122.1,37.5", "口径不同", "blocked"]
    store.record([Change(one, text, None) for one, text in zip(subjects, values, strict=True)], LI)
    names = names_of_subjects(plan, subjects)
    assert names[subjects[2]] == plan.places[0].name and names[subjects[4]] == "gone"
    assert names[subjects[3]].startswith(finding.sentence[:60])
    for number, subject in enumerate(subjects, start=1):
        assert names[subject][:20] in html_unescaped(shown(open_page(entry=f"entry:{number}")))


def test_an_unknown_entry_falls_back_with_a_notice(store):
    page = open_page(entry="entry:99")
    assert ("entry", "entry:99") in page.session_state["notices"]


@pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes])
def test_the_history_as_a_file_holds_every_entry_and_runs_nothing(store, write):
    store.record([Change(replace(STATUS, field="evidence"), "=cmd|' /C calc'!A0", None, HOSTILE)], LI)
    plan, entries = load_plan(PLAN), store.history(PLAN)
    names = names_of_subjects(plan, [entry.subject for entry in entries])
    content = write(history_table(plan, entries, names, "全部"))
    if write is csv_bytes:
        assert "'=cmd" in content.decode("utf-8-sig") and "李工" in content.decode("utf-8-sig")
        return
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == HOSTILE for cell in cells)


def test_a_file_with_a_fault_saves_nothing_and_names_the_row(store):
    content = fill_in(template(load_plan(PLAN), "project"), "k16", {"状态": "快好了", "来源": "月报"})
    page = upload(open_page(view="import"), content)
    assert "有 1 处需要改正" in page.error[0].value
    assert "快好了" in shown(page)
    assert not [button for button in page.button if button.label.startswith("保存")]
    assert store.version() == 0


def test_a_filled_template_is_previewed_then_saved_as_one(store):
    content = fill_in(template(load_plan(PLAN), "project"), "k16", {"状态": "已完成", "完成日期": "2024-06-30"})
    page = upload(open_page(view="import"), content)
    assert "将保存 2 项" in page.success[0].value
    assert store.version() == 0
    next(button for button in page.button if button.label == "保存 2 项").click().run()
    assert not page.exception
    assert {entry.subject.field: entry.value for entry in store.history(PLAN)} == {
        "status": "completed",
        "finished_on": "2024-06-30",
    }
    assert store.history(PLAN)[0].author == Author("王工")


def test_an_import_meets_what_was_saved_since_its_preview(store):
    content = fill_in(template(load_plan(PLAN), "project"), "k16", {"状态": "已完成"})
    page = upload(open_page(view="import"), content)
    store.record([Change(STATUS, "blocked", None)], LI)
    next(button for button in page.button if button.label == "保存 1 项").click().run()
    assert "李工" in shown(page) and "受阻" in shown(page) and "已完成" in shown(page)
    assert store.version() == 1


def test_a_withdrawn_value_can_be_imported_again(store):
    (first,) = store.record([Change(STATUS, "started", None)], LI)
    store.record([Change(STATUS, "", first.entry_id)], LI)
    content = fill_in(template(load_plan(PLAN), "project"), "k16", {"状态": "已完成"})
    page = upload(open_page(view="import"), content)
    next(button for button in page.button if button.label == "保存 1 项").click().run()
    assert store.present(PLAN)[STATUS].value == "completed"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0", "随便,写\n1,2".encode()])
def test_what_is_no_template_is_refused_in_words(store, content):
    page = upload(open_page(view="import"), content)
    assert page.error or page.info


def test_nothing_is_imported_into_the_past(store):
    page = open_page(view="import", asof="2020-01-01")
    assert not page.file_uploader
    assert "不能导入" in page.info[0].value
