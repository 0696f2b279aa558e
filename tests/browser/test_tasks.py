"""任务进度 in a real browser: a unit's list as a file and on paper, the matrix, a record that changes the page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, expect

from tests.browser.watching import WAIT_MS, Watched
from tests.serving import Server

YAAN, FULING = "yaan-2017-2020", "fuling-2022"
UNIT = "市民政局"


@pytest.fixture(scope="module")
def recording_server(new_server: Callable[..., Server]) -> Server:
    """Return the product with records of its own."""
    return new_server()


def download(page: Watched) -> Download:
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name="Excel").click()
    return waiting.value


def tile(page: Watched, state: str) -> Locator:
    return page.page.locator(f".tiles button[data-id='{state}']")


def expect_count(page: Watched, state: str, count: int) -> None:
    expect(tile(page, state).locator("b")).to_have_text(str(count), timeout=WAIT_MS)


def test_a_click_on_a_unit_opens_its_list_and_one_more_its_file(atlas: Watched) -> None:
    atlas.open("tasks", plan=YAAN, view="units")
    atlas.page.locator(f"tr[data-id='unit:{UNIT}']").click()
    atlas.page.wait_for_url("**agency=*")
    expect(atlas.page.locator("tr[data-id='task:a08']")).to_contain_text("配合")
    expect(atlas.page.locator(".card h3")).to_have_text(UNIT)
    file = download(atlas)
    assert re.fullmatch(rf"雅安市_任务进度_{UNIT}_\d{{4}}-\d\d-\d\d\.xlsx", file.suggested_filename)
    rows = list(load_workbook(io.BytesIO(file.path().read_bytes())).active.values)
    assert rows[0][0] == f"{UNIT} · 任务清单"
    head = next(at for at, row in enumerate(rows) if row[0] == "分工")
    assert len(rows) - head - 1 == 36
    atlas.page.get_by_role("button", name="全部单位").click()
    expect(atlas.page.locator("tr[data-id='unit:市卫生计生委']")).to_be_visible(timeout=WAIT_MS)


def test_the_file_of_all_units_follows_the_language(atlas: Watched) -> None:
    atlas.open("tasks", plan=FULING, view="units", lang="en")
    book = load_workbook(io.BytesIO(download(atlas).path().read_bytes()))
    assert len(book.sheetnames) == 26
    assert book["区大数据发展局"]["A1"].value == "区大数据发展局 · tasks"


def test_the_printed_list_has_unit_plan_and_day_and_nothing_of_the_screen(atlas: Watched) -> None:
    atlas.page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    atlas.open("tasks", plan=YAAN, view="units", agency=UNIT)
    atlas.page.get_by_role("button", name="打印").click()
    expect(atlas.page.locator(".print-sheet h1")).to_have_text(f"{UNIT} · 任务清单", timeout=WAIT_MS)
    atlas.page.wait_for_function("() => window.printed === 1")
    head = atlas.page.locator(".print-facts")
    expect(head).to_contain_text("雅安市国家级医养结合试点市建设实施意见")
    expect(head).to_contain_text("共 36 项任务")
    expect(head).to_contain_text(re.compile(r"截至 \d{4}-\d\d-\d\d"))
    atlas.page.emulate_media(media="print")
    expect(atlas.page.locator("[data-testid='stSidebar']")).to_be_hidden()
    expect(atlas.page.get_by_role("button", name="返回")).to_be_hidden()
    sizes = atlas.page.evaluate(
        "() => [...document.querySelectorAll('.print-sheet, [data-testid=stMain], .stApp')]"
        ".map((node) => [node.scrollHeight - node.clientHeight, getComputedStyle(node).overflow])"
    )
    assert all(hidden <= 1 and overflow == "visible" for hidden, overflow in sizes), sizes
    paper = atlas.page.pdf(prefer_css_page_size=True, print_background=True)
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", paper)
    assert 3 <= len(pages) <= 6
    atlas.page.emulate_media(media="screen")
    atlas.page.get_by_role("button", name="返回").click()
    expect(atlas.page.locator("tr[data-id='task:a08']")).to_be_visible(timeout=WAIT_MS)


def test_a_link_to_the_printed_list_does_not_print_by_itself(atlas: Watched) -> None:
    atlas.page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    atlas.open("tasks", plan=YAAN, view="units", agency=UNIT, print="1")
    expect(atlas.page.locator(".print-sheet tbody tr")).to_have_count(36)
    atlas.page.wait_for_timeout(800)
    assert atlas.page.evaluate("() => window.printed ?? 0") == 0


def test_a_cell_of_the_matrix_selects_its_task_and_a_heading_opens_its_unit(atlas: Watched) -> None:
    atlas.open("tasks", plan=YAAN, view="matrix")
    cell = atlas.page.locator("tr[data-id='task:a08'] button.sign.support")
    cell.click()
    atlas.page.wait_for_url("**sel=task%3Aa08*")
    expect(atlas.page.locator(".card h3").first).to_have_text("执业医师到养老机构多点执业")
    expect(atlas.page.locator("tr[data-id='task:a08']")).to_have_class(re.compile("chosen"))
    atlas.page.locator("thead .unit button", has_text="市老龄办").click()
    atlas.page.wait_for_url("**view=units*")
    expect(atlas.page.locator("tr[data-id='task:a31']")).to_be_visible(timeout=WAIT_MS)


def test_the_headings_of_the_matrix_stay_in_sight(atlas: Watched) -> None:
    atlas.page.set_viewport_size({"width": 1366, "height": 768})
    atlas.open("tasks", plan=YAAN, view="matrix", sel="task:a34")
    frame = atlas.page.locator(".frame").filter(has=atlas.page.locator("thead .unit"))
    assert frame.evaluate("node => node.scrollTop") > 0
    top = frame.bounding_box()
    head = atlas.page.locator("thead .unit").first.bounding_box()
    assert top and head
    assert abs(head["y"] - top["y"]) <= 2
    widths = frame.evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert widths[0] <= widths[1] + 1, "37 units fit without scrolling sideways"


def test_a_phone_shows_tasks_with_their_units_instead_of_the_matrix(
    open_page: Callable[..., Watched], server: Server
) -> None:
    page = open_page(server, width=390, height=844)
    page.open("tasks", plan=YAAN, view="matrix")
    expect(page.page.locator(".card[data-id='task:a08']").first).to_contain_text("市民政局")
    expect(page.page.locator("thead .unit").first).to_be_hidden()
    assert page.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_tile_filters_and_the_address_keeps_it(atlas: Watched) -> None:
    atlas.open("tasks", plan=YAAN)
    tile(atlas, "continuous").click()
    atlas.page.wait_for_url("**state=continuous*")
    expect(atlas.page.locator("tr[data-id]")).to_have_count(13)
    atlas.page.reload()
    atlas.settle()
    expect(tile(atlas, "continuous")).to_have_attribute("aria-pressed", "true")
    expect(atlas.page.locator("tr[data-id]")).to_have_count(13)


def test_a_task_on_the_timeline_is_selected(atlas: Watched) -> None:
    atlas.open("tasks", plan=YAAN, view="timeline")
    expect(atlas.page.locator("svg.axis .mark.complete")).to_have_count(3)
    expect(atlas.page.locator("svg.axis .mark.start")).to_have_count(3)
    expect(atlas.page.locator("svg.axis .today")).to_have_count(1)
    atlas.page.locator("button.task[data-id='task:a05']").click()
    expect(atlas.page.locator(".card h3").first).to_have_text("医养结合服务机构许可工作的通知", timeout=WAIT_MS)
    expect(atlas.page.locator("button.task[data-id='task:a05']")).to_have_attribute("aria-pressed", "true")


def test_what_is_recorded_changes_tiles_table_and_timeline(
    open_page: Callable[..., Watched], recording_server: Server
) -> None:
    page = open_page(recording_server)
    page.open("tasks", plan=FULING, sel="task:a05")
    expect_count(page, "past_unrecorded", 12)
    record(page, "已完成")
    expect_count(page, "completed", 1)
    expect_count(page, "past_unrecorded", 11)
    expect(page.page.locator("tr[data-id='task:a05']")).to_contain_text("已完成")
    page.open("tasks", plan=FULING, view="timeline", sel="task:a05")
    expect(page.page.locator("button.task[data-id='task:a05'] .state")).to_have_text("已完成")
    page.open("tasks", plan=FULING, sel="task:a06")
    record(page, "受阻")
    expect_count(page, "overdue", 1)
    expect(page.page.locator("tr[data-id='task:a06']")).to_contain_text("逾期")
    expect(page.page.locator("tr[data-id='task:a06']")).to_contain_text("记录：受阻")


def record(page: Watched, status: str) -> None:
    page.page.get_by_role("button", name="记录", exact=True).click()
    form = page.page.get_by_role("dialog")
    expect(form.get_by_label("来源")).to_be_visible(timeout=WAIT_MS)
    name = form.get_by_label("署名")
    if name.count():
        name.fill("王工")
        name.blur()
        page.settle()
    form.get_by_role("combobox").first.click()
    page.page.get_by_role("option", name=status, exact=True).click()
    form.get_by_label("来源").fill("月报")
    form.get_by_role("button", name="保存", exact=True).click()
    expect(form).to_be_hidden(timeout=WAIT_MS)
    page.settle()
