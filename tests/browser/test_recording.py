"""Recording in a real browser: card, list and map change; two people collide; undo, a past day, an import."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Dialog, Locator, expect

from data.catalog import load_plan
from data.record import Author, Change, Subject
from data.record_import import template
from data.store import Store, open_store
from tests.browser.watching import WAIT_MS, Watched
from tests.serving import PLANS, Server

PLAN = "weihai-2022-2024"
PROJECT = "k16"
LI = Author("李工")
HOSTILE = "<img src=x onerror=alert(1)> ${7*7} `x` $a$ **b** " + "长" * 300
WHERE = """id => {
  const { point } = atlas.current.points.find((one) => one.point.id === id && one.point.type === "project");
  return [point.lon, point.lat, point.basis];
}"""
BADGE = ".atlas-badge-icon .atlas-badge.is-{}"


@pytest.fixture(scope="module")
def recording_server(new_server: Callable[..., Server]) -> Server:
    """Return the product with records of its own."""
    return new_server()


@pytest.fixture
def store(recording_server: Server) -> Iterator[Store]:
    """Return the records of that server."""
    opened = open_store(f"sqlite:///{recording_server.folder / 'records' / 'records.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def page(open_page: Callable[..., Watched], recording_server: Server) -> Watched:
    return open_page(recording_server)


def subject(project_id: str, field: str = "status") -> Subject:
    return Subject(PLAN, "project", project_id, field)


def put(store: Store, what: Subject, value: str, author: Author = LI, **more: str) -> int:
    """Record a value as somebody else would, whatever is recorded."""
    before = store.newest([what]).get(what)
    (entry,) = store.record([Change(what, value, before.entry_id if before else None, **more)], author)
    return entry.entry_id


def open_form(page: Watched, project_id: str) -> Locator:
    page.open("key_projects", plan=PLAN, sel=f"project:{project_id}")
    page.page.get_by_role("button", name="记录", exact=True).click()
    form = page.page.get_by_role("dialog")
    expect(form.get_by_label("来源")).to_be_visible(timeout=WAIT_MS)
    return form


def fill(page: Watched, form: Locator, status: str, source: str = "月报", name: str = "王工") -> None:
    field = form.get_by_label("署名")
    if field.count():
        field.fill(name)
        field.blur()
        page.settle()
    form.get_by_role("combobox").first.click()
    page.page.get_by_role("option", name=status, exact=True).click()
    form.get_by_label("来源").fill(source)


def save(page: Watched, form: Locator) -> None:
    form.get_by_role("button", name="保存", exact=True).click()
    expect(form).to_have_count(0, timeout=WAIT_MS)
    page.settle()


def test_a_saved_status_changes_card_list_and_map_and_survives_a_reload(page: Watched, store: Store) -> None:
    form = open_form(page, PROJECT)
    fill(page, form, "已启动", source="乳山市月报")
    save(page, form)
    for _ in range(2):  # at once, and after a reload
        expect(page.page.locator(f'tr[data-id="{PROJECT}"] .status')).to_have_text("记录：已启动")
        expect(page.map.locator(BADGE.format("started"))).to_have_count(1)
        card = page.page.locator("dl.recorded")
        expect(card).to_contain_text("已启动")
        expect(card).to_contain_text("王工")
        expect(card).to_contain_text("未认证")
        expect(card).to_contain_text("乳山市月报")
        page.page.reload()
        page.settle()
    expect(page.page.get_by_test_id("stSidebar")).to_contain_text("王工")  # the name is kept in the browser
    assert store.present(PLAN)[subject(PROJECT)].author == Author("王工")


def test_two_people_who_save_the_same_field_see_both_values(
    page: Watched, browser: Browser, recording_server: Server, store: Store
) -> None:
    other_context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    other = Watched(other_context.new_page(), recording_server.url)
    mine, theirs = open_form(page, "k02"), open_form(other, "k02")
    fill(other, theirs, "受阻", source="电话", name="赵工")
    fill(page, mine, "已完成", source="验收单")
    save(other, theirs)
    mine.get_by_role("button", name="保存", exact=True).click()
    sides = page.page.locator(".conflict .side")
    expect(sides).to_have_count(2, timeout=WAIT_MS)
    expect(sides.first).to_contain_text("赵工")
    expect(sides.first).to_contain_text("受阻")
    expect(sides.last).to_contain_text("已完成")
    assert store.present(PLAN)[subject("k02")].value == "blocked"
    mine.get_by_role("button", name="仍保存我的").click()
    expect(mine).to_have_count(0, timeout=WAIT_MS)
    other.check()
    other_context.close()
    newest, before, *_ = store.history(PLAN, subject("k02"))
    assert (newest.value, newest.old_value, before.author.name) == ("completed", "blocked", "赵工")


def test_undoing_in_the_history_brings_the_value_before_back(page: Watched, store: Store) -> None:
    put(store, subject("k03"), "started")
    put(store, subject("k03"), "completed")
    form = open_form(page, "k03")
    expect(form.locator(".entry")).to_have_count(2)
    if form.get_by_label("署名").count():
        form.get_by_label("署名").fill("王工")
    form.get_by_role("button", name="撤销").click()
    expect(form.locator(".entry")).to_have_count(3, timeout=WAIT_MS)
    page.page.keyboard.press("Escape")
    expect(page.page.locator('tr[data-id="k03"] .status')).to_have_text("记录：已启动", timeout=WAIT_MS)
    assert store.present(PLAN)[subject("k03")].value == "started"


def test_a_past_day_shows_what_was_recorded_then_on_every_page(page: Watched, store: Store) -> None:
    put(store, subject("k04"), "continuing")
    at = store.newest([subject("k04")])[subject("k04")].recorded_at
    put(store, subject("k04"), "completed")
    page.open("key_projects", plan=PLAN, sel="project:k04", asof=at.isoformat())
    expect(page.page.locator('tr[data-id="k04"] .status')).to_have_text("记录：持续开展")
    expect(page.page.get_by_role("status").filter(has_text="正在查看")).to_be_visible()
    expect(page.page.get_by_role("button", name="批量记录")).to_have_count(0)
    page.page.get_by_role("link", name="记录").click()
    page.settle()
    expect(page.page.get_by_role("status").filter(has_text="正在查看")).to_be_visible()
    page.page.get_by_role("button", name="回到现在").click()
    expect(page.page.get_by_role("status").filter(has_text="正在查看")).to_have_count(0, timeout=WAIT_MS)
    assert "asof" not in page.query()


def test_a_corrected_position_moves_the_symbol_on_both_maps(page: Watched, store: Store) -> None:
    project = next(row for row in load_plan(PLAN, PLANS).projects if row.row_kind == "project" and not row.place_ids)
    form = open_form(page, project.project_id)
    if form.get_by_label("署名").count():
        form.get_by_label("署名").fill("王工")
    form.get_by_role("textbox", name="经度").fill("104.5")
    form.get_by_role("textbox", name="纬度").fill("31.25")
    form.get_by_label("来源").fill("现场测量")
    form.get_by_role("button", name="保存", exact=True).click()
    expect(form).to_contain_text("不在威海市范围内", timeout=WAIT_MS)
    form.get_by_role("textbox", name="经度").fill("122.3")
    form.get_by_role("textbox", name="纬度").fill("37.1")
    save(page, form)
    assert page.in_map(WHERE, project.project_id) == [122.3, 37.1, "recorded"]
    page.open("spatial_layout", plan=PLAN, sel=f"project:{project.project_id}")
    assert page.in_map(WHERE, project.project_id) == [122.3, 37.1, "recorded"]
    expect(page.page.locator(".card").first).to_contain_text("记录的位置")


def test_hostile_texts_are_shown_as_text(page: Watched, store: Store) -> None:
    alerts: list[Dialog] = []
    page.page.on("dialog", lambda dialog: alerts.append(dialog))  # noqa: PLW0108 - playwright knows no method of list
    entry = put(store, subject("k05", "evidence"), HOSTILE, Author("<b>x</b>"), source=HOSTILE[:200], note=HOSTILE)
    form = open_form(page, "k05")
    expect(form.locator(".entry")).to_contain_text("<img src=x onerror=alert(1)> ${7*7}")
    page.open("records", plan=PLAN, entry=f"entry:{entry}")
    expect(page.page.locator(".entry-card")).to_contain_text("${7*7} `x` $a$ **b**")
    expect(page.page.locator(".stMain img")).to_have_count(0)
    assert not alerts
    width = page.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    assert width <= 0


def filled(status: str) -> bytes:
    """Return the template for projects with one status filled in."""
    book = load_workbook(io.BytesIO(template(load_plan(PLAN, PLANS), "project")))
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "状态")
    line = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "k06")
    sheet.cell(line, column).value = status
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_an_import_with_a_fault_saves_nothing_and_a_mended_one_all(page: Watched, store: Store) -> None:
    before = store.version()
    page.open("records", plan=PLAN, view="import")
    upload = page.page.locator('input[type="file"]')
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    upload.set_input_files({"name": "a.xlsx", "mimeType": mime, "buffer": filled("快好了")})
    page.expect_text("有 1 处需要改正")
    expect(page.page.locator("td", has_text="快好了").first).to_be_visible()
    assert store.version() == before
    upload.set_input_files({"name": "b.xlsx", "mimeType": mime, "buffer": filled("已完成")})
    page.expect_text("将保存 1 项")
    if page.page.get_by_label("署名").count():
        page.page.get_by_label("署名").fill("王工")
        page.page.get_by_label("署名").blur()
    page.page.get_by_role("button", name="保存 1 项").click()
    page.expect_text("已保存")
    assert store.present(PLAN)[subject("k06")].value == "completed"


def test_a_table_edit_is_saved_as_one(page: Watched, store: Store) -> None:
    page.open("key_projects", plan=PLAN, sort="name")
    page.page.get_by_role("button", name="批量记录").click()
    form = page.page.get_by_role("dialog")
    table = form.get_by_test_id("stDataFrame")
    expect(table).to_be_visible(timeout=WAIT_MS)
    if form.get_by_label("署名").count():
        form.get_by_label("署名").fill("王工")
        form.get_by_label("署名").blur()
        page.settle()
    before = store.version()
    box = table.bounding_box()
    assert box is not None
    for line in (1, 2):  # the evidence of the first two lines
        editor = page.page.locator("#portal textarea")
        page.page.mouse.click(box["x"] + box["width"] - 60, box["y"] + 35 * line + 17)
        page.page.mouse.dblclick(box["x"] + box["width"] - 60, box["y"] + 35 * line + 17)
        editor.fill(f"文件{line}")
        if line == 1:  # the last cell is still open when “save” is pressed
            page.page.keyboard.press("Enter")
            expect(editor).to_have_count(0)
    form.get_by_role("button", name="全部保存").click()
    expect(form).to_have_count(0, timeout=WAIT_MS)
    saved = store.history(PLAN)[: store.version() - before]
    assert [entry.value for entry in saved] == ["文件2", "文件1"]
    assert len({entry.recorded_at for entry in saved}) == 1
