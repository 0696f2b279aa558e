"""The maps by name: what each shows of a plan, in both languages, without a running page."""

from __future__ import annotations

import pytest

from data.catalog import find_plan_ids, load_plan
from geo.map_spec import MapSpec
from pages.shared import queries
from pages.shared.labels import in_language
from pages.shared.map_themes import THEMES, theme_colour, theme_layers, theme_spec, theme_title, themes_of
from pages.shared.recorded_places import with_statuses

WEIHAI, SICHUAN, DAZHOU = "weihai-2022-2024", "sichuan-2020-2022", "dazhou-2021-2025"


def spec_of(plan_id: str, theme: str, language: str = "zh", **more: object) -> MapSpec:
    plan_map = queries.map_of(plan_id)
    assert plan_map is not None
    with in_language(language):
        return theme_spec(queries.plan(plan_id), plan_map, theme, **more)


def legend_words(spec: MapSpec) -> str:
    return "\n".join([group.title + item.label for group in spec.legend for item in group.items])


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_theme_makes_a_map_of_every_plan(plan_id):
    for theme in THEMES:
        spec = spec_of(plan_id, theme)
        assert spec.plan_id == plan_id
        assert spec.layers == theme_layers(load_plan(plan_id), theme)
        assert spec.sequence == 0


@pytest.mark.parametrize(("language", "name"), [("zh", "空间布局图"), ("en", "Spatial layout")])
def test_titles_follow_the_language(language, name):
    with in_language(language):
        assert theme_title("layout") == name
        assert len({theme_title(theme) for theme in THEMES}) == len(THEMES)


def test_the_map_of_projects_by_beds_sizes_circles_by_beds():
    spec = spec_of(WEIHAI, "projects_beds")
    assert spec.measure == "beds"
    assert "圆面积 = 床位（张）" in legend_words(spec)
    assert spec_of(WEIHAI, "projects").measure == ""


def test_parts_and_programmes_are_no_symbols_of_the_project_map():
    plan, plan_map = queries.plan(WEIHAI), queries.map_of(WEIHAI)
    kinds = {row.project_id: row.row_kind for row in plan.projects}
    hidden = {plan_map.points[index][1] for index in spec_of(WEIHAI, "projects").hidden}
    assert hidden == {p for p in plan_map.index_of("project") if kinds[p] != "project"}


def test_a_measure_colours_its_districts_and_names_classes_and_counts():
    spec = spec_of(DAZHOU, "age_60_plus")
    assert spec.choropleth is not None
    assert "60岁以上人口（人） · 分位数" in spec.legend[0].title
    assert sum(item.count for item in spec.legend[0].items) == len(spec.choropleth.classes)


def test_a_theme_without_a_stated_figure_is_not_among_those_of_the_plan():
    assert "bed_count" not in themes_of(queries.plan(SICHUAN))
    assert {"layout", "age_60_plus"} <= set(themes_of(queries.plan(SICHUAN)))
    assert set(themes_of(queries.plan(WEIHAI))) <= set(THEMES)


def test_a_layout_without_elements_is_coloured_by_people():
    bare = next(plan for plan in queries.plans() if not plan.elements)
    assert theme_colour(bare, "layout") == "age_60_plus"
    assert spec_of(bare.plan_id, "layout").choropleth is not None
    assert spec_of(bare.plan_id, "layout", colour="").choropleth is None


def test_chosen_layers_and_colours_are_followed_and_named_in_the_legend():
    spec = spec_of(WEIHAI, "projects", layers=["projects", "labels"], colour="share_60_plus")
    assert spec.layers == {"projects", "labels"}
    assert "60岁以上占比" in legend_words(spec)
    assert "elements" not in str(spec.layers)
    assert "带" not in legend_words(spec)


def test_recorded_statuses_are_badges_and_a_group_of_the_legend_and_none_without_being_asked_for():
    plan_map = queries.map_of(WEIHAI)
    hidden = set(spec_of(WEIHAI, "layout").hidden)
    project = next(p for p, index in plan_map.index_of("project").items() if index not in hidden)
    with in_language("zh"):
        spec = with_statuses(spec_of(WEIHAI, "layout"), plan_map, {project: "completed"})
    assert not spec_of(WEIHAI, "layout").statuses
    assert spec.statuses == {project: "completed"}
    assert len(spec.legend) == len(spec_of(WEIHAI, "layout").legend) + 1


def test_an_unknown_theme_is_an_error():
    with pytest.raises(KeyError):
        spec_of(WEIHAI, "weather")
