"""选址: every model and odd state is shown; scenarios are saved, opened by link, compared; bad links fall back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import load_plan
from data.record import Author, Change, Subject
from data.siting_scenario import PlannedProjects, Scenario, read_scenario, write_scenario
from data.store import Store, open_store
from data.supply_demand import shelf
from geo.reach.example import example_inputs
from geo.siting.exact import Check
from geo.siting.problem import MODELS
from pages.accessibility import siting_cards
from pages.accessibility.choices import Choices
from pages.accessibility.results import Question
from pages.accessibility.siting_choices import SitingChoices
from pages.accessibility.siting_classes import turned_away
from pages.accessibility.siting_maps import siting_overlay
from pages.accessibility.siting_results import Asked, answer_of, change_of
from pages.shared import records
from tests.supply_sets import made_up

PLAN = "weihai-2022-2024"
KINDS = ("elderly_care", "medical", "nursing")
HOSTILE = "<img src=x onerror=alert(1)>"
SCRIPT = """
from pages.shared import frame, parameters
parameters.set_page("accessibility")
frame._show_notices(is_overview=False)
from pages.accessibility.page import show
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
    for key, value in {"plan": PLAN, "view": "siting", **choices}.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    markup = "\n".join(element.proto.body for element in page.get("html"))
    sent = [json.loads(element.proto.json) for element in page.get("bidi_component") if element.proto.json]
    return markup + json.dumps(sent, ensure_ascii=False)


@pytest.mark.parametrize("model", MODELS)
def test_each_model_says_what_is_gained_and_how_far_from_the_best_it_is(model):
    text = shown(open_page(model=model, planned="all"))
    assert "新增点多覆盖的人" in text
    assert "已证明" in text or "差距至多" in text


@pytest.mark.parametrize("plan", ["sichuan-2020-2022", "fuling-2022", "dazhou-2021-2025", "yaan-2017-2020"])
def test_every_plan_has_an_answer_or_says_why_not(plan):
    text = shown(open_page(plan=plan))
    assert ("覆盖率" in text) != ("随附数据不支持选址" in text)


def test_without_new_sites_the_figures_are_those_of_now():
    text = shown(open_page(new="0"))
    assert "新增处数为 0；现状未知" in text and ">+0<" in text


def test_a_delayed_project_is_not_there_in_the_year_looked_at():
    text = shown(open_page(planned="all", by="2024", delay="3", sites="planned"))
    assert "届时未建成" in text and "规划项目 0/9" in text


def test_bad_values_of_a_link_fall_back():
    text = shown(open_page(model="best", new="-3", cands="nowhere", planned="most", delay="x", target="7", sel="a:b"))
    assert "新增点多覆盖的人" in text


def test_a_scenario_is_saved_opened_by_link_and_compared(store):
    page = open_page(model="p_median", new="2", planned="all")
    page.text_input(key="siting_scenario_name_").set_value("两处").run()
    page.button(key="siting_scenario_save_as").click().run()
    assert not page.exception
    ((subject, entry),) = store.present(PLAN, "scenario").items()
    saved = read_scenario(entry.value)
    assert (saved.name, saved.model, saved.new_sites, len(saved.chosen)) == ("两处", "p_median", 2, 2)
    assert saved.planned == PlannedProjects("all")
    records.ask_again()
    linked = open_page(open_scenario=subject.subject_id, sites="compare", compare=subject.subject_id)
    assert linked.query_params["model"] == "p_median" and linked.query_params["new"] == "2"
    assert linked.query_params["scenario"] == subject.subject_id
    assert "两处" in shown(linked) and "当前选择" in shown(linked)


def test_the_name_of_a_scenario_is_never_markup(store):
    store.record(
        [
            Change(
                Subject(PLAN, "scenario", "evil", "definition"), write_scenario(Scenario(HOSTILE, inputs_id="0" * 16))
            )
        ],
        Author("王工"),
    )
    records.ask_again()
    text = "\n".join(e.proto.body for e in open_page(sites="compare", compare="evil").get("html"))
    assert HOSTILE not in text and "&lt;img" in text and "数据不在本机" in text


def test_the_exact_check_names_its_engine():
    page = open_page(model="max_coverage", new="3")
    page.session_state["kept_siting_checked"] = "something else"
    assert page.button(key="siting_check").disabled  # proved best already


def test_before_and_after_stand_side_by_side_and_stay_together():
    page = open_page(planned="all")
    text = shown(page)
    assert "前：现有设施名单未载入" in text and "后：规划项目与新增点" in text
    assert (
        len(page.get("component_instance")) - len(open_page(planned="all", stage="new").get("component_instance")) == 1
    )
    single = shown(open_page(planned="all", stage="planned"))
    assert "前：" not in single


def test_people_missing_to_the_target_are_told_for_each_state():
    text = shown(open_page(planned="all", target="80"))
    assert text.count("距目标 80% 还差") == 1 and "规划未载明要覆盖多少人口" in text
    assert "规划提出 15 分钟医养健康圈" in text  # the plan's own words, with their source
    assert "规划提出" not in shown(open_page(plan="yaan-2017-2020"))


@pytest.mark.parametrize("model", MODELS)
def test_with_beds_the_map_the_card_and_the_table_tell_who_finds_no_room(model):
    page = open_page(model=model, planned="all", need="30", new="1", sites="served")
    text = shown(page)
    assert "没有床位的人" in text and "分派：" in text
    plan = load_plan(PLAN)
    question = Question(plan, example_inputs(plan), Choices(15, 30.0, 1.3, "age_60_plus", "scenario", KINDS))
    asked = Asked(question, SitingChoices(model, 1, (), PlannedProjects("all"), 100.0, 30.0))
    layer = siting_overlay(asked, answer_of(asked)).layers[0]
    full = [one.label for one in layer.classes].index("有设施但没有床位（全部或部分人）")
    away = turned_away(asked, answer_of(asked).after)
    assert (layer.ranks[away >= 1] == full).all() and (layer.ranks[away < 1] != full).all()
    assert away.sum() == pytest.approx(answer_of(asked).after.no_room)
    assert away.sum() > 0 or model == "set_covering"  # it opens sites until all have room


def test_without_beds_nobody_is_told_to_find_no_room():
    text = shown(open_page(planned="all", sites="served"))
    assert "没有床位" not in text


def test_the_gap_that_is_shown_is_the_solvers(monkeypatch):
    """The check answers with a bound that leaves 12.5 %: the page says that, the bound and the engine."""

    def told(problem, answer, seconds):
        found = replace(answer, value=answer.after.covered, bound=answer.after.covered / 0.875)
        return Check(found, "scipy milp (HiGHS)", 7.25, False, False)

    page = open_page(planned="all", need="30", minutes="30")
    before = re.search('siting-gap">(.*?)</p>', shown(page))[1]
    monkeypatch.setattr("geo.siting.exact.check", told)
    page.button(key="siting_check").click().run()
    after = re.search('siting-gap">(.*?)</p>', shown(page))[1]
    assert "差距至多 12.50%" in after and "（scipy milp (HiGHS)，7.2 秒）" in after
    assert "HiGHS" not in before and before != after
    assert [one.value for one in page.caption if "已精确核对" in one.value]


def test_own_people_beside_example_candidates_are_told_apart(store: Store):
    own = made_up(5, 3, plan_id=PLAN)
    mixed = replace(own, candidates=replace(own.candidates, is_example=True))
    assert "备选点为示例" in shown(open_page(**{"in": shelf.put(mixed)}))
    assert "备选点为示例" not in shown(open_page(**{"in": shelf.put(own)}))


def test_what_planned_projects_change_is_kept_while_new_sites_are_sought() -> None:
    plan = load_plan(PLAN)
    question = Question(plan, example_inputs(plan), Choices(15, 30.0, 1.3, "age_60_plus", "scenario", KINDS))
    three = SitingChoices("p_centre", 3, (), PlannedProjects("all"), 100.0, 30.0)
    change = change_of(Asked(question, three))
    assert change_of(Asked(question, replace(three, new_sites=5, target_pct=80.0))) is change
    assert change_of(Asked(question, replace(three, beds_per_1000=0.0))) is not change
    assert change_of(Asked(question, replace(three, planned=PlannedProjects("none")))) is not change


def test_a_renovation_is_told_as_no_new_facility(store: Store):
    assert "其中 1 个改造现有设施：设施现已存在，床位不是新增" in shown(open_page(planned="all"))
    assert "改造现有设施" not in shown(open_page(planned="none"))
    assert "规划改造现有设施" in shown(open_page(view="coverage", sel="facility:k14"))


def test_the_card_says_what_the_exact_check_changed(store: Store, monkeypatch: pytest.MonkeyPatch):
    plan = load_plan(PLAN)
    choices = SitingChoices("p_centre", 2, (), PlannedProjects(), 100.0, 0.0)
    asked = Asked(
        Question(plan, example_inputs(plan), Choices(15, 30.0, 1.3, "age_60_plus", "scenario", KINDS)), choices
    )
    quick = answer_of(asked)
    better = replace(quick, chosen=quick.chosen[:1], value=quick.value - 1)
    monkeypatch.setattr(siting_cards, "check_of", lambda _: Check(better, "HiGHS", 1.0, True, True))
    told = " ".join(siting_cards.sentences(asked, better))
    assert "核对换了选址：最长用时" in told and "此模型只比最长用时" in told
    monkeypatch.setattr(siting_cards, "check_of", lambda _: Check(quick, "HiGHS", 1.0, True, False))
    assert "核对换了选址" not in " ".join(siting_cards.sentences(asked, quick))
