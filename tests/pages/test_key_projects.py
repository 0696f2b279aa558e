"""重点项目: what stands on the page for the five plans, its links, its empty states."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import find_plan_ids, load_plan, plans_folder
from data.plan import Project
from data.project_filter import project_facts
from geo.frontend import static_folder
from pages.key_projects.download import named
from pages.key_projects.listing import in_order
from pages.key_projects.totals import beds_by_type
from pages.shared.map_themes.project_map import legend_values
from pages.shared.project_amounts import stated_measures

SCRIPT = """
from pages.shared import parameters
parameters.set_page("key_projects")
from pages.key_projects.page import show
show()
"""
WEIHAI = "weihai-2022-2024"
HOSTILE = ["<img src=x onerror=alert(1)>", "${7*7}`\\", "甲" * 200]


def open_page(**choices: str) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    for name, value in choices.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


@pytest.mark.parametrize("plan_id", find_plan_ids())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_opens_for_every_plan(plan_id, lang):
    html = html_of(open_page(plan=plan_id, lang=lang))
    projects = sum(row.row_kind == "project" for row in load_plan(plan_id).projects)
    assert f"{projects} / {projects} 条符合" in html or f"{projects} of {projects} match" in html


def test_the_totals_say_how_many_state_a_figure():
    html = html_of(open_page(plan=WEIHAI))
    assert "70.91 亿元" in html
    assert "13 项载明 / 15 项未载明" in html


def test_beds_of_different_types_are_not_added():
    html = html_of(open_page(plan=WEIHAI))
    assert "2,595" in html and "护理型床位（改造）" in html
    assert "3,321" not in html


def test_a_link_restores_filter_and_selection():
    page = open_page(plan=WEIHAI, sel="project:k16", district="371083", states="beds")
    html = html_of(page)
    assert "1 / 28 条符合" in html
    assert "乳山市人民医院新院区" in html and "16.11 亿元" in html


def test_resetting_shows_all_again():
    page = open_page(plan=WEIHAI, district="371083", q="医院", invest="1~17")
    page.button(key="project_reset").click().run()
    assert "28 / 28 条符合" in html_of(page)
    assert "district" not in page.query_params and "invest" not in page.query_params


def test_an_unknown_filter_value_falls_back_with_a_notice():
    page = open_page(plan=WEIHAI, district="999999", states="everything", invest="5~999999")
    assert "28 / 28 条符合" in html_of(page)
    assert {name for name, _ in page.session_state["notices"]} == {"district", "states", "invest"}


def test_a_selection_outside_the_filter_keeps_its_card():
    assert "此项不在当前筛选内" in html_of(open_page(plan=WEIHAI, sel="project:k16", district="371082"))


def test_nothing_found_is_said_with_a_way_out():
    page = open_page(plan=WEIHAI, q="没有这样的项目")
    assert "没有符合筛选条件的项目" in html_of(page)
    assert page.button(key="project_reset")


def test_components_and_programmes_can_be_listed():
    page = open_page(plan="sichuan-2020-2022")
    page.button(key="project_parts").click().run()
    assert "48 / 48 条符合" in html_of(page)


def test_a_plan_that_states_no_amounts_says_so_once():
    html = html_of(open_page(plan="fuling-2022"))
    assert "本规划未载明项目的投资、床位与建筑面积" in html
    assert "项载明" not in html


def test_picking_a_district_lists_its_projects_and_filters_by_it():
    page = open_page(plan=WEIHAI, sel="district:371083")
    assert "银滩核心区" in html_of(page)
    page.button(key="project_only").click().run()
    assert "371083" in page.query_params["district"]


@pytest.fixture
def odd_plans(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies of a plan: without projects, and with names that try to run."""
    source = plans_folder() / WEIHAI
    for plan_id, names in (("empty-2022", []), ("hostile-2022", HOSTILE)):
        shutil.copytree(source, tmp_path / plan_id)
        yaml = tmp_path / plan_id / "plan.yaml"
        yaml.write_text(yaml.read_text(encoding="utf-8").replace(WEIHAI, plan_id), encoding="utf-8")
        write_projects(tmp_path / plan_id / "projects.csv", names)
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(tmp_path))
    static = tmp_path_factory.mktemp("static")
    (static / "vendor").symlink_to(static_folder() / "vendor")
    monkeypatch.setenv("CARE_PLAN_ATLAS_STATIC", str(static))
    return tmp_path


def write_projects(path: Path, names: list[str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        for number, name in enumerate(names):
            words = dict.fromkeys(("name", "action", "note"), name)
            codes = {"row_kind": "project", "category": "other", "district_codes": "371082"}
            writer.writerow({"project_id": f"x{number}", **words, **codes, "section": "一", "as_written": "x"})


def test_a_plan_without_projects_says_so(odd_plans):
    assert "本规划没有列出项目" in html_of(open_page(plan="empty-2022"))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_hostile_names_stand_as_text(odd_plans, number):
    html = html_of(open_page(plan="hostile-2022", sel=f"project:x{number}"))
    assert "<img" not in html
    assert "3 / 3 条符合" in html


def test_a_file_name_says_region_plan_and_date():
    plan = load_plan(WEIHAI)
    assert named(plan, "xlsx").startswith("威海市_")
    assert WEIHAI in named(plan, "csv")


@pytest.mark.parametrize(
    ("largest", "expected"), [(161100, [100000, 50000, 10000]), (600, [500, 200, 50]), (2, [2, 1, 0.2])]
)
def test_legend_values_are_round_and_within_the_data(largest, expected):
    assert legend_values(largest) == pytest.approx(expected)


def test_sorting_puts_what_is_not_stated_last():
    rows = project_facts(load_plan(WEIHAI))
    beds = [row.beds for row in in_order(rows, "beds")]
    stated = [count for count in beds if count is not None]
    assert stated == sorted(stated, reverse=True) and beds[: len(stated)] == stated


def test_beds_are_summed_by_type_and_renovated_ones_apart():
    new = Project("a", "a", bed_counts=(10, 5), bed_types=("nursing", "medical"), bed_change="new")
    old = Project("b", "b", bed_counts=(7,), bed_types=("nursing",), bed_change="renovated")
    assert beds_by_type([new, old]) == {("nursing", ""): 10, ("nursing", "renovated"): 7, ("medical", ""): 5}


def test_measures_that_no_row_states_are_not_offered():
    assert stated_measures(project_facts(load_plan("dazhou-2021-2025"))) == ["beds"]
