"""What 服务可达 must not claim: no figure where none can be told, no answer where the data supports none."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
import yaml
from streamlit.testing.v1 import AppTest

from data.catalog import find_plan_ids, load_plan
from data.siting_scenario import PlannedProjects
from data.supply_demand import shelf
from data.supply_demand.input_set import InputSet
from geo.reach.example import example_inputs
from pages.accessibility import maps, tables
from pages.accessibility.choices import Choices, default_kinds
from pages.accessibility.districts import mean_by_district
from pages.accessibility.naming import named_inputs, project_id_of
from pages.accessibility.result_tables import result_file
from pages.accessibility.results import Question, accessibility_of, counts_of, coverage_of, schematic_people_of
from pages.accessibility.siting_choices import SitingChoices
from pages.accessibility.siting_maps import siting_map
from pages.accessibility.siting_results import Asked
from pages.shared.labels import PAGES_FOLDER, in_language
from tests.pages.test_accessibility import markup
from tests.pages.test_accessibility import run as run_page
from tests.supply_sets import made_up

WEIHAI, DAZHOU, FULING = "weihai-2022-2024", "dazhou-2021-2025", "fuling-2022"
SICHUAN = "sichuan-2020-2022"


def run(**params: str) -> AppTest:
    test = run_page(**params)
    assert not test.exception
    return test


def asked(plan_id: str, inputs: InputSet | None = None) -> Question:
    plan = load_plan(plan_id)
    inputs = named_inputs(plan, inputs or example_inputs(plan))
    return Question(plan, inputs, Choices(15, 30.0, 1.3, "age_60_plus", "all", default_kinds(inputs.facilities)))


def without_beds(inputs: InputSet) -> InputSet:
    nothing = np.full(len(inputs.facilities), np.nan)
    return replace(inputs, facilities=replace(inputs.facilities, capacity=nothing), id="f" * 16)


@pytest.mark.parametrize("plan_id", [DAZHOU, FULING])
def test_without_any_stated_beds_no_figure_of_beds_is_told_anywhere(plan_id: str):
    question = asked(plan_id)
    found = accessibility_of(question)
    assert np.isnan(found.per_1000).all()
    assert set(mean_by_district(question.inputs.demand, found.per_1000, question.people).values()) == {None}
    test = run(plan=plan_id, view="capacity")
    shown = markup(test)
    assert '<div class="value">0</div>' not in shown and "无法计算" in shown
    assert "都未写明床位：每千人可达床位无法计算，不是 0" in shown
    assert "0 是指" not in shown
    spec = maps.capacity_map(question, "", "Quantiles")
    assert [item.label for item in spec.legend[0].items] == ["无法计算"]
    assert set(spec.district_values.values()) == {"无法计算"}
    labels = [column.label for column in result_file(question).tables["people"].columns]
    column = labels.index("每千人可达床位（15 分钟内，估算）")
    assert {row[column] for row in result_file(question).tables["people"].rows} == {"无法计算"}


def test_points_of_own_data_without_beds_are_unknown_even_where_nothing_is_near():
    found = accessibility_of(asked(WEIHAI, without_beds(made_up(60, 2))))
    assert np.isnan(found.per_1000).all() and found.unreached_people > 0
    with_beds = accessibility_of(asked(WEIHAI, replace(made_up(60, 2), id="e" * 16)))
    assert (with_beds.per_1000 == 0).any() and (with_beds.per_1000 > 0).any()


def test_beds_that_do_not_count_make_no_zero_known():
    inputs = made_up(40, 2)
    facilities = replace(inputs.facilities, kinds=("elderly_care", "hospital"), capacity=np.array([np.nan, 300.0]))
    question = asked(WEIHAI, replace(inputs, facilities=facilities, id="d" * 16))
    question = replace(question, choices=replace(question.choices, kinds=("elderly_care",)))
    assert np.isnan(accessibility_of(question).per_1000).all()


def test_where_no_existing_facility_is_known_the_state_before_is_unknown_and_a_gain_is_at_most():
    test = run(plan=WEIHAI, view="siting", sites="compare")
    shown = markup(test)
    assert "前：现有设施名单未载入" in shown and "未知：现有设施名单未载入" in shown
    assert "覆盖 0人" not in shown and "<td>0</td>" not in shown and "0 · 0.0%" not in shown
    assert ">至多 +" in shown and "新增点多覆盖的人（未计现有设施）" in shown
    assert "在未计现有设施" in shown and "计入现有设施 0 个" not in shown
    plan_asked = Asked(asked(WEIHAI), SitingChoices("max_coverage", 3, (), PlannedProjects(), 100.0))
    before, after = (siting_map(plan_asked, stage, "").legend[0] for stage in ("existing", "new"))
    assert [item.label for item in before.items] == ["未知：现有设施名单未载入"]
    assert "未计现有设施" in after.title and "新增点" in [item.label for item in after.items]


def test_own_data_with_existing_facilities_is_told_as_before():
    inputs = example_inputs(load_plan(WEIHAI))
    own = replace(made_up(80, 4), candidates=inputs.candidates)
    shown = markup(run(plan=WEIHAI, view="siting", sites="compare", **{"in": shelf.put(own)}))
    assert "前：现有设施" in shown and "后：加新增点" in shown and "已证明：在这些假设下" in shown
    assert "未知" not in shown and "未计现有设施" not in shown and "至多 +" not in shown


def test_planned_projects_alone_are_told_as_such_where_existing_ones_are_not_known():
    shown = markup(run(plan=WEIHAI, view="siting", planned="all"))
    assert "<th>现有</th><th>只计规划</th><th>规划与新增</th>" in shown
    assert "后：规划项目与新增点（未计现有设施）" in shown


@pytest.mark.parametrize(
    ("plan_id", "why", "kind"), [(FULING, "同一个示意点", "demand"), (SICHUAN, "没有已知点位", "candidates")]
)
def test_where_the_bundled_data_supports_no_siting_there_is_a_sentence_and_no_answer(plan_id: str, why: str, kind: str):
    test = run(plan=plan_id, view="siting")
    shown = markup(test)
    assert "随附数据不支持选址" in shown and why in shown
    assert "已证明" not in shown and "覆盖率" not in shown and "新增点" not in shown
    test.button(key=f"siting_load_{kind}").click().run()
    assert not test.exception
    assert test.query_params["view"] == ["data"] or test.query_params["view"] == "data"
    assert (
        test.segmented_control(key=next(one.key for one in test.segmented_control if one.value == kind)).value == kind
    )


def test_with_own_candidates_a_plan_without_any_has_an_answer():
    plan = load_plan(SICHUAN)
    inputs, own = example_inputs(plan), example_inputs(load_plan(DAZHOU)).candidates
    own = replace(own, is_example=False)
    shown = markup(run(plan=SICHUAN, view="siting", **{"in": shelf.put(replace(inputs, candidates=own))}))
    assert "不支持选址" not in shown and "新增点多覆盖的人" in shown


@pytest.mark.parametrize("view", ["coverage", "capacity"])
@pytest.mark.parametrize(("plan_id", "people"), [(FULING, "23.59 万"), (WEIHAI, "79.34 万")])
def test_results_of_schematic_positions_are_told_as_such_before_the_figures(plan_id: str, people: str, view: str):
    shown = markup(run(plan=plan_id, view=view))
    sentence = f"全部 {people}人的结果只凭示意位置（到区县），不能读作实际可达"
    assert 0 < shown.index(sentence) < shown.index('class="tile"')


def test_of_exact_points_only_those_near_a_schematic_facility_are_told():
    inputs = made_up(60, 2)
    rough = replace(inputs.facilities, precision=("district", "exact"))
    question = asked(WEIHAI, replace(inputs, facilities=rough, id="c" * 16))
    near = coverage_of(question).nearest == 0
    assert 0 < near.sum() < 60
    assert schematic_people_of(question) == question.people[near].sum()
    shown = markup(run(plan=WEIHAI, **{"in": shelf.put(replace(inputs, facilities=rough, id=""))}))
    assert "的结果只凭示意位置" in shown and "全部" not in shown.split("的结果只凭示意位置")[0][-40:]
    assert "示意位置" not in markup(run(plan=WEIHAI, **{"in": shelf.put(inputs)}))


def test_a_hospital_without_stated_beds_is_left_out_as_those_with_beds_are():
    plan = load_plan(WEIHAI)
    facilities = example_inputs(plan).facilities
    categories = {project.project_id: project.category for project in plan.projects}
    counts = counts_of(facilities, asked(WEIHAI).choices)
    hospitals = [at for at, one in enumerate(facilities.ids) if categories[project_id_of(one)] == "hospital"]
    assert len(hospitals) > 2 and {bool(np.isnan(facilities.capacity[at])) for at in hospitals} == {True, False}
    assert not counts[hospitals].any() and counts.sum() == len(facilities) - len(hospitals)


def test_a_kind_that_comes_from_the_category_is_told_as_inferred():
    shown = markup(run(plan=WEIHAI, sel="facility:k03"))
    assert "医院床位（由项目类别推断）" in shown
    assert "由项目类别推断" not in markup(run(plan=WEIHAI, sel="facility:k17"))
    own = made_up(12, 3)
    assert "由项目类别推断" not in markup(run(plan=WEIHAI, sel="facility:f1", **{"in": shelf.put(own)}))
    cells = [tables.TABLES["facilities"](asked(WEIHAI)).write(at)[1][2] for at in (0, 5)]
    assert cells == ["医院床位（由项目类别推断）", "护理型床位"]


HAN = re.compile("[\u4e00-\u9fff]")
HOME = "于家口医养中心"


def test_the_parts_of_a_project_with_two_bed_types_are_told_apart_and_counted_once():
    question = asked(WEIHAI)
    names = {f"{HOME}（医疗床位）", f"{HOME}（养老床位）"}
    assert {name for name in question.inputs.facilities.names if HOME in name} == names
    written = {tables.TABLES["facilities"](question).write(at)[1][0] for at in range(len(question.inputs.facilities))}
    assert names <= written
    assert f"<h3>{HOME}（养老床位）</h3>" in markup(run(plan=WEIHAI, sel="facility:k24:elderly_care"))
    test = run(plan=WEIHAI, view="siting", planned="some")
    assert names <= set(next(one for one in test.multiselect if one.label == "项目").options)
    # k24 is one of the four that count of the nine projects
    assert "9 个中计入 4 个" in markup(run(plan=WEIHAI))
    assert "计入规划项目 4/9 个" in markup(run(plan=WEIHAI, view="siting", planned="all"))
    legend = next(group for group in maps.coverage_map(question, "").legend if group.title == "设施")
    assert [item.count for item in legend.items] == [4]


def test_a_name_of_own_data_stays_as_it_is():
    inputs = replace(made_up(12, 3), id="b" * 16)
    assert named_inputs(load_plan(WEIHAI), inputs) is inputs


def test_a_project_whose_year_is_assumed_is_told_also_when_it_is_not_there_by_then():
    shown = markup(run(plan=WEIHAI, view="siting", planned="all", by="2024", delay="2"))
    assert "计入规划项目 0/9 个" in shown
    assert "选入的项目中 4 个未写明年份，假定 2024 年底建成" in shown
    assert "未写明年份" not in markup(run(plan=WEIHAI, view="siting", planned="all"))


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_in_english_the_example_has_no_chinese_names_or_sources(plan_id: str):
    plan = load_plan(plan_id)
    with in_language("en"):
        inputs = named_inputs(plan, example_inputs(plan))
        parts = (inputs.demand, inputs.facilities, inputs.candidates)
        written = [text for part in parts for text in (*part.names, part.source)]
    # an office (开发区办事处) is named after no place
    assert {text for text in written if HAN.search(text)} <= {"开发区办事处"}
    chinese = named_inputs(plan, example_inputs(plan))
    assert chinese.demand.names == example_inputs(plan).demand.names
    assert chinese.candidates.names == example_inputs(plan).candidates.names


@pytest.mark.parametrize("view", ["coverage", "capacity", "siting"])
def test_the_english_page_names_no_facility_pocket_or_site_in_chinese(view: str):
    shown = markup(run(plan=WEIHAI, lang="en", view=view, sites="compare"))
    names = {name for part in (example_inputs(load_plan(WEIHAI)).facilities, example_inputs(load_plan(WEIHAI)).demand)
             for name in part.names}  # fmt: skip
    assert not {name for name in names if name in shown}
    assert "Seventh National Census (2020)" in shown and "第七次全国人口普查" not in shown


def test_one_thing_has_one_word_on_the_page():
    words = yaml.safe_load((PAGES_FOLDER / "accessibility" / "words.yaml").read_text(encoding="utf-8"))
    told = {key: chinese for key, (chinese, _) in words.items()}
    assert not {key for key, text in told.items() if "候选" in text}
    quoted = ("养老、医疗机构项目", "养老机构台账")  # kinds of institutions, as plans and registers name them
    assert not {key for key, text in told.items() if "机构" in text and not any(one in text for one in quoted)}
