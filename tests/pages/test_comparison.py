"""对比分析: which plans come first, colours, cells, charts, cards and the words of verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import load_catalog, load_plan
from data.comparison.indicators import shared_indicators
from data.comparison.projects import category_figures, plan_figures
from data.comparison.themes import load_themes, stated_tasks, tasks_by_theme
from data.plan import Population
from data.transmission import transmission
from pages.comparison import choices
from pages.comparison.differences_view import name_of_holding
from pages.comparison.indicator_card import indicator_card
from pages.comparison.indicator_chart import indicator_chart
from pages.comparison.indicator_words import caution_text, density_text, rates_of, rates_text
from pages.comparison.layout_words import element_card, slogan
from pages.comparison.project_card import project_card
from pages.comparison.project_chart import project_chart
from pages.comparison.project_words import Amounts, amount_texts
from pages.comparison.tasks_view import theme_card
from pages.comparison.transmission_tasks import same_theme
from pages.comparison.transmission_words import TONES, basis_card, fairness_name, reason_texts, verdict_name
from tests.data.plan_rules.builders import REGION, element, make_plan, project, task, value

BEDS = "elderly_care_beds"
RATE = "elderly_health_management_rate_65_pct"
PEOPLE = [Population(REGION, 2020, 1_000_000, 200_000)]


def app() -> None:
    from pages.comparison.page import show
    from pages.shared import parameters

    parameters.set_page("comparison")
    show()


def run(**params: str) -> AppTest:
    test = AppTest.from_function(app, default_timeout=90)
    for name, text in params.items():
        test.query_params[name] = text
    return test.run()


# -- choosing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan_id", "second"),
    [
        ("dazhou-2021-2025", "sichuan-2020-2022"),
        ("yaan-2017-2020", "sichuan-2020-2022"),
        ("sichuan-2020-2022", "dazhou-2021-2025"),
        ("weihai-2022-2024", "dazhou-2021-2025"),
        ("fuling-2022", "dazhou-2021-2025"),
    ],
)
def test_a_plan_is_first_compared_with_the_one_above_below_or_nearest(plan_id: str, second: str):
    found = choices.default_plans(load_plan(plan_id), load_catalog())
    assert [plan.plan_id for plan in found] == [plan_id, second]


def test_the_only_plan_is_compared_with_nothing():
    plan = load_plan("fuling-2022")
    assert choices.default_plans(plan, [plan]) == [plan]


def test_a_plan_keeps_its_colour_whatever_the_order_and_no_two_share_one():
    plans = load_catalog()
    colours = choices.colours_of(plans)
    assert choices.colours_of(plans[::-1]) == colours
    assert len(set(colours.values())) == len(plans)
    some = choices.colours_of(plans[2:4])
    assert all(some[plan_id] == colours[plan_id] for plan_id in some)


def test_the_status_of_the_plans_stands_once():
    plans = [replace(plan, status="expired") for plan in load_catalog()[:2]]
    assert choices.statuses_of(plans) == "规划期已满：达州市、涪陵区"


def test_one_plan_is_too_few_and_six_are_cut_to_five():
    alone = run(plan="fuling-2022", plans="fuling-2022")
    assert [info.value for info in alone.info] == ["请至少选择两个规划。"]
    ids = [plan.plan_id for plan in load_catalog()]
    many = run(plan="fuling-2022", plans=",".join([*ids, ids[0], *ids]), view="tasks")
    assert not many.exception
    assert many.multiselect[0].value == ids


@pytest.mark.parametrize("view", choices.VIEWS)
def test_every_view_runs_for_every_pair_of_plans(view: str):
    ids = [plan.plan_id for plan in load_catalog()]
    for first, second in zip(ids, ids[1:], strict=False):
        found = run(plan=first, plans=f"{second},{first}", view=view)
        assert not found.exception, (first, second)


def test_a_large_plan_is_compared_in_every_view(tmp_path, monkeypatch):
    from tests.synthetic import write_plan

    write_plan(tmp_path, "large-1", districts=200, projects=1000)
    write_plan(tmp_path, "large-2", districts=20, projects=50)
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(tmp_path))
    monkeypatch.setenv("CARE_PLAN_ATLAS_STATIC", str(tmp_path / "static"))
    for view in choices.VIEWS[1:]:
        assert not run(plan="large-1", plans="large-1,large-2", view=view).exception, view


# -- indicators -----------------------------------------------------------------------------------------------------


def two_plans(*rows: tuple[object, object]):
    ones, others = zip(*rows, strict=True)
    return [
        make_plan(plan_id="one-2021", values=ones, people=PEOPLE),
        make_plan(plan_id="two-2021", values=others, region_name="乙市", people=PEOPLE),
    ]


def test_the_chart_joins_what_a_plan_states_and_never_draws_bars():
    plans = two_plans((value(RATE, 80, year=2023), value(RATE, 90)), (value(RATE, 70, year=None), value(RATE, 85)))
    (shared,) = shared_indicators(plans)
    spec = indicator_chart(shared, plans)
    assert [point["value"] for point in spec["data"]["values"]] == [80, 90, 85]
    assert {layer["mark"]["type"] for layer in spec["layer"]} == {"line", "rule", "point", "text"}


def test_values_of_units_that_do_not_meet_are_not_drawn():
    plans = two_plans((value(BEDS, 100), value(BEDS, 5, unit="%")))
    (shared,) = shared_indicators(plans)
    assert indicator_chart(shared, plans) is None
    assert "没有可作图的数值" in indicator_card(shared, plans, has_chart=False)


def test_values_of_units_that_meet_are_drawn_in_one():
    plans = two_plans((value(BEDS, 100), value(BEDS, 3, unit="万张")))
    (shared,) = shared_indicators(plans)
    assert [point["value"] for point in indicator_chart(shared, plans)["data"]["values"]] == [100, 30_000]


def test_a_range_is_drawn_from_end_to_end():
    plans = two_plans((value(BEDS, 14, comparator="between", value_max=16), value(BEDS, 9)))
    (shared,) = shared_indicators(plans)
    assert [(p["value"], p["top"]) for p in indicator_chart(shared, plans)["data"]["values"]] == [(14, 16), (9, 9)]


def test_the_card_quotes_every_plan_says_every_caution_and_marks_what_is_derived():
    plans = two_plans((value(BEDS, 4000), value(BEDS, 5000, year=2024)))
    (shared,) = shared_indicators(plans)
    card = indicator_card(shared, plans, has_chart=True)
    for words in (
        "养老床位达到4000张",
        "养老床位达到5000张",
        "年份不同",
        "20 张／千名60岁以上",
        "由规划数据计算",
        "2020 年普查",
    ):
        assert words in card.replace("养老床位总数达到", "养老床位达到"), words


def test_a_plan_that_does_not_state_an_indicator_says_so_and_shows_what_is_near():
    plans = [
        *two_plans((value(BEDS), value(BEDS))),
        make_plan(plan_id="three-2021", values=[value("elderly_care_beds_per_1000_elderly", 35)]),
    ]
    card = indicator_card(shared_indicators(plans)[0], plans, has_chart=True)
    assert "规划未载明这个指标" in card
    assert "相近指标，口径不同" in card
    assert "35 张" in card


def test_small_rates_are_said_per_hundred_thousand_and_per_thousand_km2():
    plan = make_plan(region_code="511700", people=[Population("511700", 2020, 1, 1_000_000)])
    row = value("medical_elderly_institutions", 39)
    rates = rates_of(row, plan.indicators["medical_elderly_institutions"], plan)
    assert rates_text(rates) == "3.9 个／十万名60岁以上"
    assert density_text(rates) == "2.35 个／千平方公里"
    assert rates_text(None) == density_text(None) == ""


def test_a_caution_names_each_plan_with_what_it_says():
    plans = two_plans((value(RATE, 80, level="national"), value(RATE, 80)))
    (shared,) = shared_indicators(plans)
    assert [caution_text(caution, plans) for caution in shared.cautions] == [
        "指标层级不同：云河市 国家指标、乙市 未写明"
    ]


def test_hostile_text_is_only_text():
    evil = "<img src=x onerror=alert(1)>"
    plans = two_plans((value(RATE, 80, name=evil, as_written=evil, note=evil), value(RATE, 70)))
    plans = [replace(plan, region_name=evil, title=evil, formula=evil, note=f"上级{evil}") for plan in plans]
    (shared,) = shared_indicators(plans)
    bad = element("zone", name=evil, theme=evil)
    plan = replace(plans[0], elements=(bad,), tasks=(task(title=evil),), projects=(project(name=evil),))
    figures = {plan.plan_id: {"": plan_figures(plan), **category_figures(plan)}}
    found = {plan.plan_id: tasks_by_theme(plan)}
    markup = [
        indicator_card(shared, plans, has_chart=True),
        slogan(plan),
        element_card(plan, bad),
        project_card("elderly_care", [plan], figures),
        theme_card(load_themes()[-1], [plan], found),
        basis_card(plans[1], plan),
    ]
    assert all("<img" not in text and "&lt;img" in text for text in markup)


# -- projects -------------------------------------------------------------------------------------------------------


def figures_of(*plans):
    return {plan.plan_id: {"": plan_figures(plan), **category_figures(plan)} for plan in plans}


def test_beds_are_told_type_by_type_and_never_as_one_number():
    rows = [project(bed_counts=(100, 50), bed_types=("medical", "nursing"))]
    plan = make_plan(projects=rows, people=PEOPLE)
    assert amount_texts(plan_figures(plan), plan, Amounts("beds", False)) == "医疗床位 100、护理型床位 50"
    assert amount_texts(plan_figures(plan), plan, Amounts("beds", True)) == "医疗床位 0.5、护理型床位 0.25"


def test_money_that_no_project_states_is_no_text_and_no_bar():
    plan = make_plan(projects=[project()], people=PEOPLE)
    amounts = Amounts("investment", False)
    assert amount_texts(plan_figures(plan), plan, amounts) == ""
    assert project_chart([plan], figures_of(plan), ["elderly_care"], amounts) is None


def test_a_rate_without_people_is_no_bar():
    plan = make_plan(projects=[project(investment="1亿元")])
    assert project_chart([plan], figures_of(plan), ["elderly_care"], Amounts("investment", True)) is None
    bars = project_chart([plan], figures_of(plan), ["elderly_care"], Amounts("investment", False))
    assert [bar["value"] for bar in bars["data"]["values"]] == [1.0]


def test_the_card_of_all_projects_says_how_many_state_a_figure():
    plan = load_plan("weihai-2022-2024")
    card = project_card("", [plan], figures_of(plan))
    assert "13 项载明 / 15 项未载明" in card
    assert "7 项载明 / 21 项未载明" in card
    assert "规划未载明" in project_card("", [load_plan("yaan-2017-2020")], figures_of(load_plan("yaan-2017-2020")))


# -- from province to city ------------------------------------------------------------------------------------------


def test_every_verdict_and_reason_has_words():
    upper = load_plan("sichuan-2020-2022")
    for plan_id in ("dazhou-2021-2025", "yaan-2017-2020"):
        lower = load_plan(plan_id)
        for answer in transmission(upper, lower):
            assert answer.verdict in TONES
            assert all(reason_texts(answer.reasons, upper, lower))


@pytest.mark.parametrize(
    ("lang", "dazhou", "yaan"),
    [
        (
            "zh",
            "达州市：未设 2、相近，口径不同 2、不作比较 1、直接适用，不需复述 1。",
            "雅安市：不作比较 6。",
        ),
        (
            "en",
            "Dazhou: absent 2, related, other definition 2, not compared 1, applies directly (need not be repeated) 1.",
            "Ya&#x27;an: not compared 6.",
        ),
    ],
)
def test_the_counts_blame_no_city_for_what_it_could_not_or_need_not_state(lang: str, dazhou: str, yaan: str):
    ids = "sichuan-2020-2022,dazhou-2021-2025,yaan-2017-2020"
    found = run(plan="sichuan-2020-2022", plans=ids, view="transmission", lang=lang)
    text = " ".join(str(part.value) for part in [*found.markdown, *found.get("html")])
    assert dazhou in text
    assert yaan in text


def test_where_nothing_is_compared_nothing_is_said_of_its_fairness():
    upper = load_plan("sichuan-2020-2022")
    said = {
        (verdict_name(answer), fairness_name(answer))
        for plan_id in ("dazhou-2021-2025", "yaan-2017-2020")
        for answer in transmission(upper, load_plan(plan_id))
    }
    assert {("不作比较", ""), ("直接适用，不需复述", ""), ("未设", "可比性有限")} <= said


def test_a_standard_of_the_province_is_no_lack_of_its_city_but_of_others():
    from data.comparison.differences import holdings
    from pages.comparison.differences_view import _card, _cell

    plans = [load_plan(f"{name}") for name in ("sichuan-2020-2022", "dazhou-2021-2025", "yaan-2017-2020")]
    plans.append(load_plan("weihai-2022-2024"))
    land = next(one for one in holdings(plans) if one.id == "elderly_facility_site_area_ha")
    assert [_cell(land, plan, plans).tag for plan in plans] == ["", "直接适用，不需复述", "无", "无"]
    assert "对下级直接适用" in _card(land, plans)


def test_the_basis_says_who_cites_whom_and_what_the_plan_itself_notes():
    upper = load_plan("sichuan-2020-2022")
    dazhou, yaan = basis_card(upper, load_plan("dazhou-2021-2025")), basis_card(upper, load_plan("yaan-2017-2020"))
    assert "按行政隶属比较" in dazhou
    assert "川办发〔2018〕78号" in dazhou
    assert "发布在后" in yaan
    assert "2017-03-01" in yaan


def test_tasks_answer_tasks_of_their_themes_and_nothing_answers_a_task_without_one():
    upper, lower = load_plan("sichuan-2020-2022"), load_plan("dazhou-2021-2025")
    by_id = {row.task_id: row for row in stated_tasks(upper)}
    assert [row.title for row in same_theme(by_id["t08"], lower)] == ["大力发展中医药健康养老服务"]
    assert same_theme(by_id["t14"], lower) == []
    assert same_theme(task(title="某件事"), make_plan(tasks=[task(title="另一件事")])) == []


def test_what_is_had_is_named_in_words():
    from data.comparison.differences import differences

    plans = load_catalog()
    names = [name_of_holding(one, plans) for one in differences(plans)]
    assert all(name and not name.startswith("comparison.") for name in names)
    assert {"核", "医养床位", "医院", "组织实施与试点示范"} <= set(names)
