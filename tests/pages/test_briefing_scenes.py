"""The scenes that are made of a plan: complete, cited, short enough for a slide, the same every time."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache

import pytest

from data.catalog import find_plan_ids, load_plan
from data.plan_rules.book import find_all
from data.reading import read_plan
from data.record import Author, Entry, Subject
from geo.map_shelf import kept_map
from pages.briefing.scene import Briefing
from pages.briefing.scenes import Known, make_briefing
from pages.briefing.scenes_text import LONGEST_SENTENCE, LONGEST_TITLE, MOST_FIGURES, MOST_ROWS
from tests.synthetic import plan_row, write_folder, write_plan

WEIHAI, SICHUAN, FULING, DAZHOU = "weihai-2022-2024", "sichuan-2020-2022", "fuling-2022", "dazhou-2021-2025"
DAY = "2026-11-22"
ORDER = ["cover", "background", "goals", "structure", "element", "projects", "districts", "indicators", "tasks",
         "findings", "end"]  # fmt: skip
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

plan_of = cache(load_plan)


@cache
def known_of(plan_id: str) -> Known:
    plan = plan_of(plan_id)
    return Known(plan_map=kept_map(plan), findings=tuple(find_all(plan, [plan])))


@cache
def briefing(plan_id: str, language: str = "zh") -> Briefing:
    return make_briefing(plan_of(plan_id), language, made_on=DAY, known=known_of(plan_id))


def scene(plan_id: str, scene_id: str, language: str = "zh"):
    return next(one for one in briefing(plan_id, language).scenes if one.scene_id == scene_id)


def entry(subject: Subject, value: str) -> Entry:
    return Entry(1, subject, value, None, "", "简报", "", Author("王工"), datetime(2026, 3, 1, tzinfo=UTC))


def rows_of(plan) -> str:
    """Return everything that a plan's rows print, without separators in numbers."""
    parts = [repr(plan)]
    for table in (plan.elements, plan.projects, plan.indicator_values, plan.tasks):
        parts += [repr(row) for row in table]
    return "".join(parts).replace(",", "")


every_briefing = pytest.mark.parametrize(
    ("plan_id", "language"), [(plan_id, tongue) for plan_id in find_plan_ids() for tongue in ("zh", "en")]
)


@every_briefing
def test_the_scenes_of_every_plan_stand_in_order_with_titles_and_sources(plan_id, language):
    scenes = briefing(plan_id, language).scenes
    kinds = [one.kind for one in scenes]
    assert kinds == sorted(kinds, key=ORDER.index)
    assert (kinds[0], kinds[-1]) == ("cover", "end")
    assert len({one.scene_id for one in scenes}) == len(scenes)
    for one in scenes:
        assert one.title.strip()
        assert one.sentence.strip()
        assert one.sources, one.scene_id
        assert one.notes, one.scene_id


@every_briefing
def test_every_figure_says_where_it_is_from(plan_id, language):
    for one in briefing(plan_id, language).scenes:
        for figure in one.figures:
            assert figure.label
            assert figure.value
            assert bool(figure.citation) == (figure.basis != "unstated"), (one.scene_id, figure)
            if figure.basis == "unstated":
                assert figure.value == ("规划未载明" if language == "zh" else "Not stated")


@every_briefing
def test_every_digit_of_a_stated_figure_stands_in_the_plan(plan_id, language):
    printed = rows_of(plan_of(plan_id))
    stated = [f for one in briefing(plan_id, language).scenes for f in one.figures if f.basis == "stated"]
    numbers = [(figure, number) for figure in stated for number in NUMBER.findall(figure.value.replace(",", ""))]
    if language == "en":  # money is converted: CNY 1,611 million
        numbers = [(figure, number) for figure, number in numbers if "CNY" not in figure.value]
    wrong = [(figure.label, number) for figure, number in numbers if number.lstrip("0") not in printed]
    assert not wrong


@every_briefing
def test_texts_fit_a_slide(plan_id, language):
    for one in briefing(plan_id, language).scenes:
        assert len(one.title) <= LONGEST_TITLE[language]
        assert len(one.sentence) <= LONGEST_SENTENCE[language]
        assert not one.title.endswith("…"), one.title
        assert len(one.figures) <= MOST_FIGURES
        if one.table:
            assert len(one.table.rows) <= MOST_ROWS + 1
            assert all(len(row) == len(one.table.heads) for row in one.table.rows)
            assert all(column < len(one.table.heads) for column in one.table.numeric)


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_what_an_english_briefing_says_holds_no_chinese_but_quotations(plan_id):
    for one in briefing(plan_id, "en").scenes:
        rows = one.table.rows if one.table and one.kind != "findings" else ()  # those name sections
        figures = [] if one.kind == "cover" else [figure.value for figure in one.figures]  # document numbers
        for text in (one.sentence, *figures, *(cell for row in rows for cell in row)):
            assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"“[^”]*”", "", text)), text


def test_an_english_briefing_tells_slogan_positioning_issuers_and_groups_in_english():
    assert scene(WEIHAI, "structure", "en").sentence == (
        "The plan's slogan: three zones lead, five cores cluster (“三区引领、五核集聚”); "
        "8 layout elements: 3 zones, 5 cores."
    )
    assert "positioning: national model city" in scene(WEIHAI, "goals", "en").sentence.lower()
    assert "issued by Weihai Civil Affairs Bureau and 3 more." in scene(WEIHAI, "cover", "en").sentence
    assert scene(DAZHOU, "tasks", "en").table.rows[0][0] == "Key tasks"
    assert "older people with low incomes" in scene(WEIHAI, "element:zone-1", "en").sentence


def test_english_amounts_and_years_are_written_as_english_readers_do():
    goals = scene(DAZHOU, "goals", "en")
    assert "CNY 15,000 million" in {figure.value for figure in goals.figures}
    assert ("Life expectancy", "76 years old", "78.2 years old (2025)") in goals.table.rows
    assert "(2021–2025)" in scene(DAZHOU, "indicators", "en").sentence
    assert any("100%" in figure.value for figure in goals.figures)


def test_a_cut_table_tells_how_many_rows_a_reader_misses():
    table = scene(WEIHAI, "goals", "en").table
    assert (len(table.rows), table.more) == (MOST_ROWS + 1, 19)
    assert (table.rows_left(len(table.rows)), table.rows_left(MOST_ROWS), table.rows_left(5)) == (0, 19, 22)


def test_the_same_plan_gives_the_same_briefing():
    assert make_briefing(load_plan(DAZHOU), "zh", made_on=DAY) == briefing(DAZHOU)


def test_each_element_has_a_scene_that_looks_at_it():
    plan = plan_of(WEIHAI)
    for element in plan.elements:
        one = scene(WEIHAI, f"element:{element.element_id}")
        west, south, east, north = one.box
        assert east - west > 0.05
        assert north - south > 0.05
        assert one.map.selected == f"element:{element.element_id}"
        assert one.map.dim_others


def test_a_plan_without_a_layout_has_no_structure_and_says_so_at_the_end():
    assert not {"structure", "element"} & {one.kind for one in briefing(SICHUAN).scenes}
    assert ("空间结构", "规划未载明布局要素") in scene(SICHUAN, "end").table.rows


def test_a_plan_without_a_date_says_so():
    figures = {figure.label: figure for figure in scene(FULING, "cover").figures}
    assert figures["发文日期"].value == "规划未载明"
    assert figures["规划期"].value == "至 2022 年"
    assert "发文单位规划未载明" in scene(FULING, "cover").sentence


def test_people_are_cited_as_census_and_sums_say_how_they_were_made():
    figures = {figure.label: figure for figure in scene(WEIHAI, "background").figures}
    assert figures["60岁以上人口"].basis == "reference"
    assert "2020" in figures["60岁以上人口"].citation
    money = next(figure for figure in scene(WEIHAI, "projects").figures if figure.label == "计划投资")
    assert (money.value, money.basis) == ("70.91 亿元", "derived")
    assert "13 个项目之和，15 个未载明" in money.citation


def test_a_stated_figure_quotes_the_run_that_holds_it():
    slogan = next(figure for figure in scene(WEIHAI, "structure").figures if figure.label == "空间布局")
    assert slogan.value == "三区引领、五核集聚"
    assert "三区引领、五核集聚" in slogan.citation


def test_nothing_recorded_is_said_so():
    assert "尚未记录实际值" in scene(WEIHAI, "indicators").sentence
    assert "尚未记录进展" in scene(WEIHAI, "tasks").sentence


def test_recorded_values_and_statuses_are_told_apart_from_the_plan():
    beds = Subject(WEIHAI, "indicator", "nursing_bed_share_pct@371000", "actual:2024")
    done = Subject(WEIHAI, "task", "t01", "status")
    entries = {beds: entry(beds, "61"), done: entry(done, "completed")}
    known = Known(known_of(WEIHAI).plan_map, entries, findings=())
    scenes = {one.scene_id: one for one in make_briefing(plan_of(WEIHAI), "zh", made_on=DAY, known=known).scenes}
    assert "已记录 1 / 27 项实际值：达标 1" in scenes["indicators"].sentence
    assert scenes["indicators"].table.heads[-1] == "进展（记录）"
    reached = next(figure for figure in scenes["indicators"].figures if figure.label == "达标")
    assert (reached.value, reached.basis) == ("1", "recorded")
    assert "2026-03-01" in reached.citation
    assert "已记录 1 / 24 项：已完成 1" in scenes["tasks"].sentence
    assert "findings" not in scenes


def test_a_table_that_is_cut_says_how_many_rows_are_left():
    table = scene(WEIHAI, "projects").table
    assert table.rows[-1][0] == "等 20 项"
    assert len(table.rows) == MOST_ROWS + 1


def test_a_plan_that_says_nothing_still_has_a_briefing(tmp_path):
    folder = write_folder(tmp_path / "bare-2021", plan_row("bare-2021", formula=""), [], {})
    made = make_briefing(read_plan(folder), "zh", made_on=DAY)
    assert [one.kind for one in made.scenes][:3] == ["cover", "background", "goals"]
    assert "规划未载明量化目标" in made.scenes[2].sentence
    assert len(made.scenes[-1].table.rows) >= 4


def test_texts_that_could_break_a_file_are_cleaned(tmp_path):
    name = "坏\u0000名<script>alert(1)</script>" + "长" * 80
    layout = [{"element_id": "core-1", "kind": "core", "name": name, "section": "一", "as_written": "坏"}]
    folder = write_folder(tmp_path / "odd-2021", plan_row("odd-2021", formula="一\u0007核"), [], {})
    (folder / "layout.yaml").write_text(json.dumps(layout, ensure_ascii=True), encoding="utf-8")
    made = make_briefing(read_plan(folder), "zh", made_on=DAY)
    text = repr(made)
    assert "\\x00" not in text
    assert all(len(one.title) <= LONGEST_TITLE["zh"] for one in made.scenes)


def test_a_wrong_day_is_refused():
    with pytest.raises(ValueError, match="2026"):
        make_briefing(load_plan(DAZHOU), "zh", made_on="2026年")


@pytest.mark.heavy
def test_a_very_large_plan_has_a_short_briefing(tmp_path):
    plan = read_plan(write_plan(tmp_path, "large-2021", districts=200, projects=1000, elements=40))
    made = make_briefing(plan, "zh", made_on=DAY)
    assert sum(one.kind == "element" for one in made.scenes) == 30
    assert all(len(one.table.rows) <= MOST_ROWS + 1 for one in made.scenes if one.table)
    assert all(len(one.chart.categories) <= 12 for one in made.scenes if one.chart)


@every_briefing
def test_goals_and_indicators_count_the_same_targets_and_zero_is_no_figure(plan_id, language):
    scenes = {one.kind: one for one in briefing(plan_id, language).scenes}
    if "indicators" in scenes:
        goals, indicators = scenes["goals"].figures[-1], scenes["indicators"].figures[0]
        assert (goals.label, goals.value) == (indicators.label, indicators.value)
    assert "0" not in [one.value for one in scenes["tasks"].figures if one.basis == "derived"]


def test_a_chart_says_what_it_shows():
    assert scene(WEIHAI, "background").chart.heading == "60岁以上占比（%）"
    assert scene(WEIHAI, "tasks").chart.heading == "到期任务"
    assert scene(WEIHAI, "indicators").chart.heading == "单位：%"  # a legend names the lines


def test_names_of_indicators_stand_whole_in_a_table():
    names = [row[0] for row in scene(SICHUAN, "goals").table.rows]
    assert "每个县可开展老年健康综合评估和健康等级划分的综合医疗机构数" in names
