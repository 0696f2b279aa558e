"""目标链 in a real browser: groups open, a node shows its chain, by mouse and by keys, from any end, at any width."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from data.schema import load_schema
from tests.browser.catalogue import quick
from tests.browser.conftest import NewServer
from tests.browser.watching import WAIT_MS, Watched
from tests.serving import Server
from tests.synthetic import REGION, SOURCE, counties, plan_row, write_folder

WEIHAI = "weihai-2022-2024"
ATTACK = "<img src=x onerror=\"window.hacked='img'\">${window.hacked='t'}"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Let what is expected take as long on a busy machine as the rest of the tests allow."""
    expect.set_options(timeout=WAIT_MS)
    yield
    expect.set_options(timeout=5_000)


def box(atlas: Watched, name: str) -> Locator:
    return atlas.page.locator(".picture .box").filter(has=atlas.page.locator(".name", has_text=name))


def column(atlas: Watched, number: int) -> Locator:
    return atlas.page.locator(".picture .column").nth(number).locator(".box")


def picked(atlas: Watched) -> Locator:
    return atlas.page.locator('.picture .box[aria-pressed="true"]')


def test_a_group_opens_a_member_shows_its_chain_and_a_second_click_leads_back(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI)
    expect(box(atlas, "护理型床位占比")).to_have_count(0)
    box(atlas, "写在 表1").click()
    expect(box(atlas, "护理型床位占比")).to_be_visible()
    assert "open=" in atlas.query()
    box(atlas, "护理型床位占比").click()
    expect(picked(atlas)).to_contain_text("护理型床位占比")
    expect(atlas.page.locator(".card h3").first).to_have_text("养老机构护理型床位占比")
    assert "sel=indicator%3Awh-i025" in atlas.query()
    expect(column(atlas, 1)).to_have_count(1)
    expect(column(atlas, 2)).to_have_text(["环翠区区级敬老院提升项目养老"])
    picked(atlas).click()
    expect(picked(atlas)).to_have_count(0)
    expect(box(atlas, "护理型床位占比")).to_be_visible()  # the group is still open
    assert "sel=" not in atlas.query()


def test_a_place_shows_what_lies_above_it(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, sel="place:p14")
    expect(picked(atlas)).to_contain_text("乳山市人民医院新院区")
    expect(column(atlas, 2)).to_have_count(1)
    expect(column(atlas, 1)).to_have_count(2)
    expect(box(atlas, "医养结合机构数")).to_be_visible()
    expect(atlas.page.locator(".ties li").first).to_contain_text("乳山市人民医院新院区")


def test_an_inferred_line_is_dashed_and_says_why(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, sel="indicator:wh-i025")
    stated = atlas.page.locator('.line[data-source="indicator:wh-i025"][data-target="task:t01"]')
    inferred = atlas.page.locator('.line[data-source="indicator:wh-i025"][data-target="project:k14"]')
    assert stated.evaluate("line => getComputedStyle(line).strokeDasharray") == "none"
    assert inferred.evaluate("line => getComputedStyle(line).strokeDasharray") != "none"
    assert "敬老院属养老机构" in (inferred.locator("title").text_content() or "")
    assert "四/（一）/1" in (stated.locator("title").text_content() or "")
    expect(atlas.page.locator(".ties li.inferred").first).to_contain_text("敬老院属养老机构")


@pytest.mark.heavy
def test_stated_links_alone_can_be_shown(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, sel="indicator:wh-i025")
    expect(atlas.page.locator(".line.inferred").first).to_be_attached()
    atlas.page.get_by_text("只看载明", exact=True).click()
    expect(atlas.page.locator(".line.inferred")).to_have_count(0)
    expect(atlas.page.locator(".line.stated")).to_have_count(1)
    assert "basis=stated" in atlas.query()


@pytest.mark.heavy
def test_everything_can_be_reached_with_the_keyboard(atlas: Watched) -> None:
    atlas.open("chain", plan="sichuan-2020-2022")
    first = column(atlas, 0).first
    first.focus()
    atlas.page.keyboard.press("ArrowDown")
    atlas.page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    atlas.page.keyboard.press("ArrowRight")
    expect(column(atlas, 1).first).to_be_focused()
    atlas.page.keyboard.press("Enter")
    expect(box(atlas, "强化居家养老与医疗服务的有效对接")).to_be_visible()
    first.focus()
    atlas.page.keyboard.press("Enter")
    expect(picked(atlas)).to_have_count(1)
    expect(picked(atlas)).to_be_focused()


@pytest.mark.heavy
def test_any_end_can_be_found_by_typing(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI)
    field = atlas.page.get_by_role("combobox", name="从哪一端看")
    field.click()
    field.fill("海都医院")
    atlas.page.get_by_role("option", name="项目 · 海都医院").click()
    expect(picked(atlas)).to_contain_text("海都医院")
    atlas.page.get_by_role("button", name="看全部").click()
    expect(picked(atlas)).to_have_count(0)


@pytest.mark.heavy
def test_what_stands_alone_is_listed_below_its_column_and_can_be_picked(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI)
    foot = atlas.page.locator(".foot", has_text="没有任务的项目")
    expect(foot).to_contain_text("没有任务的项目 13")
    foot.locator("summary").click()
    foot.get_by_role("button", name="里口山医院").click()
    expect(picked(atlas)).to_contain_text("里口山医院")
    expect(column(atlas, 1)).to_have_count(0)
    expect(atlas.page.locator(".column.task .empty")).to_have_text("本链中没有")


def test_the_table_holds_the_chosen_chain_and_its_ends_can_be_picked(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, sel="indicator:wh-i025")
    rows = atlas.page.locator("tr[data-id^='link:']")
    expect(rows).to_have_count(7)
    atlas.page.get_by_text("只列所选的链").click()
    expect(atlas.page.locator(".count")).to_contain_text("共 272 条")
    expect(rows).not_to_have_count(7)
    atlas.page.locator("td[data-choice='task:t04']").first.click()
    expect(picked(atlas)).to_contain_text("提升机构医养服务能力")
    assert "sel=task%3At04" in atlas.query()


def test_the_links_can_be_taken_along(atlas: Watched, tmp_path: Path) -> None:
    atlas.open("chain", plan=WEIHAI)
    with atlas.page.expect_download() as waiting:
        atlas.page.get_by_role("button", name="CSV").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0] == "起点层级"
    assert sum(bool(row) and row[0] in ("目标", "任务", "项目") for row in rows) == 272


@pytest.mark.heavy
def test_the_card_leads_to_the_page_of_its_own(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, sel="task:t04")
    atlas.page.locator(".st-key-side").get_by_role("link", name="任务进度").click()
    atlas.page.wait_for_url("**/tasks?**sel=task**")
    atlas.settle()
    expect(atlas.page.locator("tr.chosen")).to_contain_text("提升机构医养服务能力")


def test_an_unknown_end_in_a_link_is_said_and_the_whole_is_shown(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, sel="task:t99", open="group:0:nowhere", basis="hearsay")
    atlas.expect_text("t99")
    expect(box(atlas, "写在 表1")).to_be_visible()


@pytest.mark.heavy
def test_a_baseline_is_no_target_and_says_so(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, sel="indicator:wh-i008")
    atlas.expect_text("不在目标链中")


def test_english_names_and_words(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, lang="en", sel="project:k16")
    expect(atlas.page.locator(".column.project h4")).to_contain_text("Projects")
    expect(atlas.page.locator(".ties .tone-stated").first).to_have_text("Stated by the plan")
    expect(picked(atlas)).to_contain_text("Rushan")


@pytest.mark.parametrize("width", [1440, 1366, 390])
def test_nothing_runs_over_at_any_width(open_page: Callable[..., Watched], server: Server, width: int) -> None:
    atlas = open_page(server, width=width, height=844 if width < 800 else 768)
    atlas.open("chain", plan=WEIHAI, sel="task:t15")
    assert atlas.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = atlas.page.locator(".picture .box").evaluate_all(
        "boxes => boxes.filter((b) => b.scrollWidth > b.clientWidth + 1).length"
    )
    assert wide == 0
    tops = [column(atlas, at).first.bounding_box() or {} for at in range(4)]
    lefts = [round(entry["x"]) for entry in tops]
    if width < 800:
        # a list by level, one below the other, without lines
        assert len(set(lefts)) == 1
        assert [entry["y"] for entry in tops] == sorted(entry["y"] for entry in tops)
        expect(atlas.page.locator(".picture svg")).to_be_hidden()
    else:
        assert lefts == sorted(set(lefts))


FAR_LINES = """picture => {
  const origin = picture.getBoundingClientRect();
  const boxes = new Map([...picture.querySelectorAll(".box")].map((one) => [one.dataset.id, one]));
  const isFar = (point, id) => {
    const place = boxes.get(id).getBoundingClientRect();
    return Math.abs(point.y + origin.top - place.top - place.height / 2) > 2;
  };
  return [...picture.querySelectorAll(".line")].filter((line) => isFar(line.getPointAtLength(0), line.dataset.source)
    || isFar(line.getPointAtLength(line.getTotalLength()), line.dataset.target)).length;
}"""


def test_lines_begin_and_end_at_their_boxes(atlas: Watched) -> None:
    atlas.open("chain", plan=WEIHAI, sel="task:t03")
    assert atlas.page.locator(".line").count() > 8
    assert atlas.page.locator(".picture").evaluate(FAR_LINES) == 0
    box(atlas, "推进社区医养服务设施建设").evaluate("made => made.append('字'.repeat(90))")
    atlas.page.wait_for_timeout(300)
    assert atlas.page.locator(".picture").evaluate(FAR_LINES) == 0


@pytest.fixture(scope="module")
def hostile_server(new_server: NewServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return the product with one plan whose every word is an attack, and one without any link."""
    parent = tmp_path_factory.mktemp("hostile") / "plans"
    units = counties(1)
    value = {"value_id": "v1", "indicator_id": "attack_count", "name": ATTACK, "value_kind": "target", "unit": "个"}
    tables = {
        "districts": units,
        "places": [{"place_id": "p1", "name": ATTACK, "kind": "facility", "location_basis": "unlocated", **SOURCE}],
        "projects": [{"project_id": "k1", "name": ATTACK, "row_kind": "project", "category": "other", **SOURCE}],
        "indicators": [{**value, "scope": REGION[0], "value": 1, "comparator": "eq", **SOURCE}],
        "tasks": [
            {"task_id": "t1", "title": ATTACK, "group": ATTACK, "agencies": ATTACK, **TASK, **SOURCE, "section": "三"}
        ],
    }
    for name in ("hostile-2021", "linkless-2021"):
        write_folder(parent / name, plan_row(name, formula=""), [], tables)
    columns = load_schema().tables["links"].column_names
    ends = (
        ("indicator", "attack_count", "task", "t1"),
        ("task", "t1", "project", "k1"),
        ("project", "k1", "place", "p1"),
    )
    with (parent / "hostile-2021" / "links.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([f"l{n}", *end, "inferred", ATTACK, "一", ATTACK, ATTACK] for n, end in enumerate(ends))
    return new_server(parent)


TASK = {"source_table": "body", "row_status": "filled", "agency_basis": "joint", "deadline_kind": "none"}


@pytest.mark.parametrize(
    "choice", quick(["", "indicator:v1", "task:t1", "project:k1", "place:p1"], keep=("", "task:t1"))
)
def test_hostile_words_show_as_text(open_page: Callable[..., Watched], hostile_server: Server, choice: str) -> None:
    atlas = open_page(hostile_server)
    atlas.open("chain", plan="hostile-2021", sel=choice)
    expect(atlas.page.locator(".picture .box .name").first).to_have_text(ATTACK)
    expect(atlas.page.locator(".line").first).to_be_attached()
    assert atlas.page.locator(".picture img, .card img").count() == 0
    assert atlas.page.evaluate("() => window.hacked || null") is None


def test_a_plan_without_links_says_so_and_lists_what_stands_alone(
    open_page: Callable[..., Watched], hostile_server: Server
) -> None:
    atlas = open_page(hostile_server)
    atlas.open("chain", plan="linkless-2021")
    atlas.expect_text("本规划还没有录入目标、任务、项目之间的联系")
    expect(atlas.page.locator(".foot", has_text="没有承接的目标")).to_contain_text("1")
    expect(atlas.page.locator(".foot", has_text="没有任务的项目")).to_contain_text("1")
