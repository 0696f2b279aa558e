"""The picture of a chain as data, its card and its table; on made-up plans and on the five real ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.catalog import find_plan_ids, load_plan
from data.chain import Node, Survey, chain_from, survey
from data.export import csv_bytes
from data.plan import Plan
from data.record import Author, Entry, Subject
from pages.chain import cards, link_table
from pages.chain.directory import COLUMN_OF, Directory, directory_of, node_of, recorded_statuses
from pages.chain.focus import focus
from pages.chain.grouping import MOST_GROUPS
from pages.chain.overview import group_ids, overview
from pages.chain.picture import MOST_BOXES, Picture
from pages.shared.markup import esc
from tests.data.chain_plans import district, element, link, place, plan_of, project, target, task

HOSTILE = "<img src=x onerror=alert(1)>${7*7}"
WEIHAI = load_plan("weihai-2022-2024")
STEP = 7  # of a plan's nodes, each seventh is drawn


def read(plan: Plan) -> tuple[Survey, Directory]:
    found = survey(plan)
    return found, directory_of(plan, found.chain.nodes)


def small_plan(**more: object) -> Plan:
    rows: dict[str, object] = {
        "indicator_values": [target("beds", name="床位", year=2025, value=100, comparator="ge", unit="张")],
        "tasks": [task("t01", title="增加床位", group="供给"), task("t02", title="宣传", section="三/2", agencies=())],
        "projects": [
            project("k01", name="护理院", category="hospital", place_ids=("p01",), district_codes=("990001",)),
            project("k01a", name="病房", parent_project_id="k01", row_kind="component", place_ids=("p01",)),
            project("k02", name="平台", category="smart_care"),
        ],
        "places": [place("p01")],
        "districts": [district("990001")],
        "elements": [element("zone-1", "990001")],
        "links": [
            link("indicator:beds > task:t01", section="三/1", as_written="床位100张"),
            link("task:t01 > project:k01", "inferred", reason="护理院增加床位"),
        ],
    }
    return plan_of(**(rows | more))


def labels(picture: Picture, column: int) -> list[str]:
    return [box.label for box in picture.columns[column].boxes]


def lines(picture: Picture) -> set[tuple[str, str, str]]:
    return {(line.source, line.target, line.basis) for line in picture.lines}


def test_a_small_plan_is_drawn_box_by_box_with_its_lines() -> None:
    plan = small_plan()
    picture = overview(*read(plan))
    assert [column.title for column in picture.columns] == ["目标", "任务", "项目", "地点"]
    assert labels(picture, 0) == ["床位"]
    assert labels(picture, 1) == ["增加床位", "宣传"]
    # a part stands in its project
    assert labels(picture, 2) == ["护理院", "平台"]
    assert [column.count for column in picture.columns] == [1, 2, 2, 3]
    assert lines(picture) == {
        ("indicator:v-beds", "task:t01", "stated"),
        ("task:t01", "project:k01", "inferred"),
        ("project:k01", "place:p01", "stated"),
        ("project:k01", "district:990001", "stated"),
    }


def test_a_line_says_what_it_rests_on() -> None:
    titles = {line.target: line.title for line in overview(*read(small_plan())).lines}
    assert titles["task:t01"] == "规划载明（三/1）：“床位100张”"
    assert titles["project:k01"] == "推断：护理院增加床位"


def test_what_stands_alone_is_counted_at_the_foot_of_its_column() -> None:
    picture = overview(*read(small_plan()))
    feet = [[(foot.label, foot.count) for foot in column.feet] for column in picture.columns]
    assert feet == [
        [],
        [("不服务于目标的任务", 1), ("没有责任单位的任务", 1)],
        [("不服务于目标的项目", 1), ("没有任务的项目", 1)],
        [],
    ]
    assert picture.columns[1].feet[0].items == (("task:t02", "宣传"),)


def test_a_target_says_its_last_value_and_a_task_its_units() -> None:
    plan = small_plan()
    _, directory = read(plan)
    assert directory[Node("indicator", "beds")].detail == "≥ 100 张 · 2025"
    assert directory[Node("task", "t01")].detail == "市民政局"
    assert directory[Node("task", "t02")].detail == "责任单位未载明"


def test_a_target_with_a_year_less_or_several_values_does_not_guess() -> None:
    rows = [target("beds", value_id=f"v{n}", year=2025, value=n, scope=f"99000{n}") for n in (1, 2)]
    _, directory = read(small_plan(indicator_values=rows))
    assert directory[Node("indicator", "beds")].detail == "2 个数值 · 2025"
    _, directory = read(small_plan(indicator_values=[target("beds")]))
    assert directory[Node("indicator", "beds")].detail == "规划未载明"


def test_the_chosen_node_shows_its_own_chain_only() -> None:
    plan = small_plan()
    found, directory = read(plan)
    picture = focus(plan, found, directory, Node("task", "t01"))
    assert [labels(picture, at) for at in range(4)] == [["床位"], ["增加床位"], ["护理院"], ["p01", "县990001"]]
    chosen = [box.id for column in picture.columns for box in column.boxes if box.is_chosen]
    assert chosen == ["task:t01"]
    bases = {box.id: box.basis for column in picture.columns for box in column.boxes}
    assert bases["indicator:v-beds"] == "stated"
    assert bases["project:k01"] == "inferred"


def test_a_chosen_part_has_a_box_of_its_own() -> None:
    plan = small_plan()
    found, directory = read(plan)
    assert labels(focus(plan, found, directory, Node("project", "k01a")), 2) == ["护理院", "病房"]
    assert labels(focus(plan, found, directory, Node("project", "k01")), 2) == ["护理院"]


def test_a_place_says_its_district_but_a_chosen_district_has_all_its_projects() -> None:
    plan = small_plan(places=[place("p01", district_code="990001")])
    found, directory = read(plan)
    assert labels(focus(plan, found, directory, Node("project", "k01")), 3) == ["p01"]
    seen = focus(plan, found, directory, Node("district", "990001"))
    assert labels(seen, 2) == ["护理院"]
    assert labels(seen, 3) == ["县990001"]


def test_an_element_is_drawn_by_district_only_when_it_is_chosen() -> None:
    plan = small_plan()
    found, directory = read(plan)
    assert "zone-1" not in labels(focus(plan, found, directory, Node("project", "k01")), 3)
    assert labels(focus(plan, found, directory, Node("element", "zone-1")), 2) == ["护理院"]


def test_a_node_without_links_stands_alone_and_says_so() -> None:
    plan = small_plan()
    found, directory = read(plan)
    picture = focus(plan, found, directory, Node("task", "t02"))
    assert [labels(picture, at) for at in range(4)] == [[], ["宣传"], [], []]
    assert [column.empty for column in picture.columns] == ["本链中没有", "", "本链中没有", "本链中没有"]
    assert "没有联系" in cards.node_card(plan, found, directory, Node("task", "t02"))


def test_an_empty_plan_says_that_nothing_is_stated() -> None:
    picture = overview(*read(plan_of()))
    assert [column.empty for column in picture.columns] == ["规划未载明"] * 4
    assert picture.lines == ()


def test_many_targets_are_groups_and_an_opened_one_shows_its_members() -> None:
    found, directory = read(WEIHAI)
    closed = overview(found, directory)
    assert {box.id for box in closed.columns[0].boxes} >= {"group:0:表1", "group:0:专栏5"}
    assert sum(max(box.count, 1) for box in closed.columns[0].boxes) == closed.columns[0].count == 27
    opened = overview(found, directory, "group:0:表1")
    members = [box for box in opened.columns[0].boxes if box.is_member]
    assert len(members) == 8
    assert all({line.source, line.target} & {box.id for box in members} for line in opened.lines)
    assert any(box.is_dim for box in opened.columns[2].boxes)
    assert not any(box.is_dim for box in members)


def test_more_districts_than_can_be_drawn_stand_in_one_box() -> None:
    codes = [f"99{n:04}" for n in range(200)]
    projects = [project(f"k{code}", category="hospital", district_codes=(code,)) for code in codes]
    found, directory = read(plan_of(projects=projects, districts=[district(code) for code in codes]))
    boxes = overview(found, directory).columns[3].boxes
    assert len(boxes) == MOST_GROUPS
    assert (boxes[-1].id, boxes[-1].count) == ("group:3:rest", 200 - MOST_GROUPS + 1)
    opened = overview(found, directory, "group:3:rest").columns[3]
    assert len(opened.boxes) == MOST_BOXES
    assert opened.more == 200 + 1 - MOST_BOXES


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_the_whole_chain_of_every_plan_is_small_enough_to_read(plan_id: str) -> None:
    found, directory = read(load_plan(plan_id))
    picture = overview(found, directory)
    assert all(len(column.boxes) <= MOST_GROUPS for column in picture.columns)
    assert_lines_end_at_boxes(picture)


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_node_of_every_plan_can_be_chosen(plan_id: str) -> None:
    plan = load_plan(plan_id)
    found, directory = read(plan)
    assert [node_of(plan, label.choice) for label in directory.values()] == list(directory)
    for node in found.chain.nodes[::STEP]:
        picture = focus(plan, found, directory, node)
        ids = [box.id for column in picture.columns for box in column.boxes]
        assert directory[node].choice in ids
        assert len(ids) == len(set(ids))
        assert_lines_end_at_boxes(picture)
        assert esc(directory[node].name) in cards.node_card(plan, found, directory, node)


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_group_of_every_plan_can_be_opened(plan_id: str) -> None:
    found, directory = read(load_plan(plan_id))
    for name in group_ids(found, directory):
        picture = overview(found, directory, name)
        assert any(box.is_open for column in picture.columns for box in column.boxes)
        assert_lines_end_at_boxes(picture)


def assert_lines_end_at_boxes(picture: Picture) -> None:
    at = {box.id: number for number, column in enumerate(picture.columns) for box in column.boxes}
    for line in picture.lines:
        assert at[line.source] <= at[line.target], line
        assert line.basis in ("stated", "inferred")


def test_another_value_of_the_same_indicator_selects_its_target() -> None:
    assert node_of(WEIHAI, "indicator:wh-i056") == node_of(WEIHAI, "indicator:wh-i025")
    assert node_of(WEIHAI, "task:t01") == Node("task", "t01")
    assert node_of(WEIHAI, "") is None


def test_the_card_of_a_target_shows_values_links_words_and_reasons() -> None:
    found, directory = read(WEIHAI)
    card = cards.node_card(WEIHAI, found, directory, Node("indicator", "nursing_bed_share_pct"))
    assert "60 %" in card and "2024" in card
    assert "增加养老机构医疗服务功能" in card
    assert "<q>2024年年底前,养老机构护理型床位占比达到60%</q>" in card
    assert "敬老院属养老机构，改造护理型床位提高占比" in card
    assert "规划载明" in card and "推断" in card


def test_the_intro_card_counts_what_stands_alone() -> None:
    found, directory = read(load_plan("yaan-2017-2020"))
    card = cards.intro_card(found, directory)
    assert "没有任务或项目承接的目标</dt><dd>3</dd>" in card
    assert "不服务于任何目标的任务</dt><dd>29</dd>" in card


def test_names_from_files_are_never_markup() -> None:
    plan = small_plan(
        tasks=[task("t01", title=HOSTILE, group=HOSTILE, agencies=(HOSTILE,))],
        links=[link("indicator:beds > task:t01", "inferred", reason=HOSTILE, note=HOSTILE)],
    )
    found, directory = read(plan)
    for node in found.chain.nodes:
        assert "<img" not in cards.node_card(plan, found, directory, node)
    assert "<img" not in cards.intro_card(found, directory)


def links_of(plan: Plan, **filters: Iterable[str]) -> list[str]:
    found, directory = read(plan)
    chosen = {"bases": (), "pairs": (), "words": "", **filters}
    kept = [entry for entry in found.chain.links if link_table.is_match(entry, directory, **chosen)]
    return [f"{entry.source.id}>{entry.target.id}" for entry in kept]


def test_the_table_answers_its_filters() -> None:
    plan = small_plan()
    assert len(links_of(plan)) == 7
    assert links_of(plan, bases=("inferred",)) == ["t01>k01", "k01>zone-1"]
    assert links_of(plan, pairs=("0-1",)) == ["beds>t01"]
    assert links_of(plan, words="护理院 增加床位") == ["t01>k01"]
    assert links_of(plan, words="没有的字") == []


def test_a_row_stands_for_its_first_end_and_each_end_for_itself() -> None:
    found, directory = read(small_plan())
    rows = link_table.link_rows(found.chain.links, directory)
    assert (rows[0].cells[0].choice, rows[0].cells[1].choice) == ("indicator:v-beds", "task:t01")
    assert rows[1].cells[3] == "护理院增加床位"
    assert rows[0].cells[3] == "床位100张"


def test_the_file_holds_all_links_with_ids_basis_and_reason() -> None:
    plan = small_plan()
    found, directory = read(plan)
    text = csv_bytes(link_table.export_table(plan, found.chain.links, directory)).decode("utf-8-sig")
    head, first, second, *rest = csv.reader(io.StringIO(text))
    assert head[:3] == ["起点层级", "起点编号", "起点"]
    assert first == ["目标", "beds", "床位", "任务", "t01", "增加床位", "规划载明", "", "三/1", "床位100张", ""]
    assert second[6:8] == ["推断", "护理院增加床位"]
    assert any("推断的联系不是规划原文" in cell for row in rest for cell in row)


def test_a_formula_in_a_name_stays_text_in_the_file() -> None:
    plan = small_plan(tasks=[task("t01", title="=1+1")])
    found, directory = read(plan)
    text = csv_bytes(link_table.export_table(plan, found.chain.links, directory)).decode("utf-8-sig")
    assert "'=1+1" in text


def test_the_chosen_chain_holds_fewer_links_than_the_whole() -> None:
    found, _ = read(WEIHAI)
    own = chain_from(found.chain, Node("indicator", "home_care_beds")).links
    assert {COLUMN_OF[entry.source.kind] for entry in own} <= {0, 1, 2}
    assert 0 < len(own) < len(found.chain.links) / 10


def test_a_recorded_status_stands_apart_from_what_the_plan_states() -> None:
    plan = small_plan()
    found = survey(plan)
    entry = Entry(
        1,
        Subject(plan.plan_id, "task", "t01", "status"),
        "completed",
        None,
        "",
        "",
        "",
        Author("张三"),
        datetime(2022, 1, 1, tzinfo=UTC),
    )
    comment = replace(entry, subject=replace(entry.subject, field="comment"), value="好")
    statuses = recorded_statuses({entry.subject: entry, comment.subject: comment})
    assert statuses == {Node("task", "t01"): "completed"}
    directory = directory_of(plan, found.chain.nodes, statuses)
    boxes = {box.id: box for column in overview(found, directory).columns for box in column.boxes}
    assert boxes["task:t01"].recorded == "记录：已完成"
    assert boxes["task:t02"].recorded == ""
    assert "记录的状态</dt><dd>已完成" in cards.node_card(plan, found, directory, Node("task", "t01"))
