"""区县统计: nothing twice and nothing lost, missing figures say why, every rate shows its numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from data.catalog import load_catalog, load_plan
from data.export import csv_bytes
from data.measures import district_statistics, plan_statistics
from data.plan import District, Plan, Population, Project
from geo.map_spec import NO_DATA, NOT_STATED
from geo.map_views import METHODS, ZERO_COLOUR, class_labels, classify_districts
from geo.style import sequential_colours
from pages.districts import card, units
from pages.districts.columns import Figures, cell, sorted_rows, table_columns
from pages.districts.download import export_table
from pages.districts.figure_table import table_data
from pages.districts.ranking import bars, ranked
from pages.shared.district_measures import default_measure, has_amounts, measure_of, stated_bed_types
from pages.shared.views import MEASURES, lack, paint_districts, written

PLANS = {plan.plan_id: plan for plan in load_catalog()}
WEIHAI = load_plan("weihai-2022-2024")
HOSTILE = "<img src=x onerror=alert(1)>${x}`"


def figures_of(plan: Plan, by: str = "unit") -> Figures:
    rows, total = district_statistics(plan, by), plan_statistics(plan)
    return Figures(table_columns(rows, total), rows, total, units.unit_names(plan))


def small_plan(*projects: Project, zone_people: bool = False) -> Plan:
    county = District("01", "东区", kind="county", parent_code="00", population_scope=("01",))
    zone = District("01-z", "新区", kind="functional_zone", parent_code="01", population_scope=("09",) * zone_people)
    other = District("02", "西县", kind="county", parent_code="00", population_scope=("02",))
    people = {code: Population(code, 2020, 10_000, 2_000, 1_000, 200, "普查") for code in ("00", "01", "02", "09")}
    return Plan(
        "p", Path("/nowhere"), region_code="00", region_name="某市", districts=(county, other, zone),
        projects=projects, population=people,
    )  # fmt: skip


def project(number: int, *districts: str, **more: object) -> Project:
    fields = {"row_kind": "project", "section": "一", "as_written": "原文", **more}
    return Project(f"k{number}", f"项目{number}", district_codes=districts, **fields)  # type: ignore[arg-type]


def row_of(rows, code):
    return next(row for row in rows if row.district_code == code)


@pytest.mark.parametrize("by", ["unit", "county"])
@pytest.mark.parametrize("plan_id", PLANS)
def test_the_rows_with_the_unassigned_one_add_up_to_the_total(plan_id: str, by: str):
    figures = figures_of(PLANS[plan_id], by)
    for column in figures.columns:
        if column.is_of_people or column.key == "shared":
            continue
        amounts = [column.value(row) or 0.0 for row in figures.rows]
        assert sum(amounts) == pytest.approx(column.value(figures.total) or 0.0), (plan_id, by, column.key)


@pytest.mark.parametrize("by", ["unit", "county"])
@pytest.mark.parametrize("plan_id", PLANS)
def test_each_counted_project_belongs_to_exactly_one_row(plan_id: str, by: str):
    plan = PLANS[plan_id]
    rows = district_statistics(plan, by)
    found = [
        row.project_id
        for statistics in rows
        for row in units.unit_of(plan, by, f"district:{statistics.district_code}", rows).projects
    ]
    assert sorted(found) == sorted(row.project_id for row in plan.projects if row.row_kind == "project")


def test_weihai_leads_with_beds_and_the_other_plans_with_people():
    first = {plan_id: default_measure(district_statistics(plan)) for plan_id, plan in PLANS.items()}
    assert first.pop("weihai-2022-2024") == "bed_count"
    assert set(first.values()) == {"age_60_plus"}


def test_a_plan_without_amounts_per_district_shows_people_first_and_no_empty_columns():
    figures = figures_of(load_plan("sichuan-2020-2022"))
    assert figures.columns[0].key == "population"
    assert not {"bed_count", "investment", "floor_area"} & {column.key for column in figures.columns}


def test_zero_not_stated_no_data_and_differing_areas_are_four_things():
    plan = small_plan(project(1, "01", bed_counts=(50,), bed_types=("nursing",)), project(2, "01-z"))
    rows = district_statistics(plan)
    rate = measure_of("beds_per_1000")
    assert written(row_of(rows, "02"), MEASURES["project_count"]) == "0"
    assert written(row_of(rows, "02"), MEASURES["bed_count"]) == "规划未载明"
    assert written(row_of(rows, "01"), rate) == "口径不一致"
    assert written(row_of(rows, "01-z"), MEASURES["age_60_plus"]) == "无数据"
    paint = paint_districts(rows, rate)
    assert dict(paint.choropleth.classes) == {"01": NO_DATA, "02": NOT_STATED, "01-z": NOT_STATED}
    counts = paint_districts(rows, MEASURES["project_count"])
    assert counts.choropleth.colours[counts.choropleth.classes["02"]] == ZERO_COLOUR


def test_counted_by_county_the_rate_is_there_and_the_zone_has_no_colour_of_its_own():
    plan = small_plan(project(1, "01", bed_counts=(50,), bed_types=("nursing",)), project(2, "01-z"))
    rows = district_statistics(plan, "county")
    assert written(row_of(rows, "01"), measure_of("beds_per_1000")) == "25.00"
    assert set(paint_districts(rows, MEASURES["bed_count"]).choropleth.classes) == {"01", "02"}


def test_beds_of_one_type_leave_the_others_out():
    plan = small_plan(project(1, "01", bed_counts=(76, 200), bed_types=("medical", "elderly_care")))
    row = row_of(district_statistics(plan, "county"), "01")
    assert measure_of("bed_count", "medical").value(row) == 76
    assert measure_of("bed_count", "hospital").value(row) is None
    assert lack(row, measure_of("beds_per_1000", "hospital")) == "not_stated"
    assert measure_of("beds_per_1000", "medical").value(row) == pytest.approx(38.0)


def test_bars_fall_and_those_without_a_value_come_last_by_reason():
    rows = district_statistics(WEIHAI)
    measure = measure_of("beds_per_1000")
    order = ranked(rows, measure)
    values = [measure.value(row) for row in order]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert values[len(known) :] == [None] * (len(values) - len(known))
    reasons = [lack(row, measure) for row in order[len(known) :]]
    assert reasons == sorted(reasons, key=["not_stated", "same_cover", "no_data"].index)


def test_the_bars_hold_the_unassigned_part_and_the_total():
    figures = figures_of(WEIHAI)
    paint = paint_districts(figures.rows, MEASURES["investment"])
    lines = bars(figures.rows, figures.total, MEASURES["investment"], figures.names, paint.choropleth)
    assert [line.tone for line in lines[-2:]] == ["rest", "total"]
    assert lines[-2].text == "5 亿元"
    assert max(line.share or 0.0 for line in lines) == 1.0
    assert all(line.text != "0" for line in lines if line.tone == "lack")


def test_sorting_keeps_what_has_no_value_last_in_both_directions():
    figures = figures_of(WEIHAI)
    column = next(column for column in figures.columns if column.key == "investment")
    placed = [row for row in figures.rows if row.district_code]
    for sort in ("investment", "-investment"):
        values = [column.value(row) for row in sorted_rows(placed, figures.columns, sort)]
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=sort.startswith("-"))
        assert values[: len(known)] == known


def test_a_zone_stands_below_its_county_until_the_table_is_sorted():
    figures = figures_of(WEIHAI)
    data = table_data(WEIHAI, figures, "", "bed_count")
    names = [row["name"] for row in data["rows"]]
    assert names[:2] == ["环翠区", "高区"]
    assert data["rows"][1]["tone"] == "zone"
    assert data["rows"][1]["note"] == "环翠区界内"
    assert {row["tone"] for row in table_data(WEIHAI, figures, "-investment", "")["rows"]} == {""}
    assert [row["tone"] for row in data["foot"]] == ["rest", "total"]


def test_the_file_says_in_words_what_is_missing_and_ends_with_the_total():
    figures = figures_of(WEIHAI)
    text = csv_bytes(export_table(WEIHAI, figures, ["说明一"])).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    body = table[1 : table.index([])]
    assert [row[1] for row in body[-2:]] == ["未分区", "合计"]
    beds = table[0].index("规划项目床位 · 各类床位合计（张）")
    assert body[-1][beds] == "3321"
    rongcheng = next(row for row in body if row[1] == "荣成市")
    assert rongcheng[beds] == "规划未载明"
    assert any("威民发" in " ".join(row) for row in table[table.index([]) :])


def test_a_card_shows_the_formula_of_a_rate_with_its_numbers():
    rows = district_statistics(WEIHAI)
    unit = units.unit_of(WEIHAI, "unit", "district:371083", rows)
    shown = card.unit_card(WEIHAI, unit, "unit", has_amounts=True)
    assert "995 ÷ 176,850 × 1000" in shown
    assert "1 项载明 / 4 项未载明" in shown
    assert "不是官方的床位密度" in shown


def test_a_card_says_why_there_is_no_rate():
    rows = district_statistics(WEIHAI)
    unit = units.unit_of(WEIHAI, "unit", "district:371003", rows)
    assert "人口含南海新区，项目不含" in card.unit_card(WEIHAI, unit, "unit", has_amounts=True)


def test_a_county_card_names_the_zones_counted_in_it():
    rows = district_statistics(WEIHAI, "county")
    unit = units.unit_of(WEIHAI, "county", "district:371002", rows)
    assert [row.name for row in unit.districts][:2] == ["环翠区", "高区"]
    assert "含功能区：高区" in card.unit_card(WEIHAI, unit, "county", has_amounts=True)


def test_a_plan_without_district_amounts_says_so_once():
    plan = load_plan("yaan-2017-2020")
    rows = district_statistics(plan)
    assert not has_amounts(rows)
    unit = units.unit_of(plan, "unit", "district:511802", rows)
    shown = card.unit_card(plan, unit, "unit", has_amounts=False)
    assert shown.count("本规划未载明分区县床位与投资") == 1


def test_the_unassigned_card_lists_the_projects_with_the_districts_they_name():
    rows = district_statistics(WEIHAI)
    unit = units.unit_of(WEIHAI, "unit", units.REST, rows)
    assert len(unit.projects) == rows[-1].project_count
    shown = card.rest_card(WEIHAI, unit)
    assert "荣成市" in shown
    assert "5 亿元" in shown


def test_hostile_names_stay_text_on_every_card():
    plan = small_plan(project(1, "01"), project(2, "01", "02"))
    plan = replace(
        plan,
        region_name=HOSTILE,
        districts=tuple(replace(row, name=HOSTILE, note=HOSTILE) for row in plan.districts),
        projects=tuple(replace(row, name=HOSTILE, as_written=HOSTILE) for row in plan.projects),
    )
    rows, total = district_statistics(plan), plan_statistics(plan)
    shown = "".join(
        [
            card.unit_card(plan, units.unit_of(plan, "unit", "district:01", rows), "unit", has_amounts=True),
            card.rest_card(plan, units.unit_of(plan, "unit", units.REST, rows)),
            card.plan_card(plan, units.whole_plan(plan, total), 1, has_amounts=False),
        ]
    )
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_the_people_of_the_unassigned_are_no_question():
    figures = figures_of(WEIHAI)
    people = next(column for column in figures.columns if column.key == "population")
    assert cell(people, figures.rows[-1]) == ""
    assert cell(people, row_of(figures.rows, "371003-nanhai")) == "no_data"


def test_bed_types_stand_in_the_usual_order():
    assert stated_bed_types(plan_statistics(WEIHAI)) == ["hospital", "medical", "nursing", "elderly_care"]


@pytest.mark.parametrize(
    ("values", "method", "labels"),
    [
        ({"a": 0, "b": 1, "c": 2}, "Quantiles", ["0", "1", "2"]),
        ({"a": 1, "b": 2, "c": 3, "d": 5}, "EqualInterval", ["1 – 2", "3", "4 – 5"]),
        ({"a": 1, "b": 2, "c": 4, "d": 8}, "EqualInterval", ["1 – 3", "4 – 5", "6 – 8"]),
        ({"a": None}, "Quantiles", []),
        ({"a": 7, "b": 7}, "NaturalBreaks", ["7"]),
    ],
)
def test_classes_of_counts_share_no_edge(values: dict[str, float | None], method: str, labels: list[str]):
    classes = classify_districts(values, method)
    assert class_labels(classes, "{:.0f}".format, 1) == labels
    assert sum(classes.counts.values()) == len(values)


def lab(colour: str) -> np.ndarray:
    """CIE L*a*b* (D65) of an sRGB colour."""
    rgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    x, y, z = np.cbrt(xyz / [0.95047, 1.0, 1.08883])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("method", METHODS)
def test_zero_looks_like_no_class_above_it_nor_like_paper(method: str, count: int):
    values = {"none": 0.0, **{str(k): 1.0 + k**2 for k in range(4 * count if count > 2 else count)}}
    zero, *others = classify_districts(values, method).choropleth.colours
    for other in (*others, "#FFFFFF", "#FCFBF7"):
        assert np.linalg.norm(lab(zero) - lab(other)) > 20, other


def test_one_or_two_values_are_drawn_from_the_middle_and_the_dark_end_not_as_the_whole_scale():
    ramp = sequential_colours(5)
    near = classify_districts({"a": 0.0, "b": 1.06, "c": 1.14}).choropleth
    assert [near.colours[near.classes[code]] for code in "bc"] == [ramp[2], ramp[4]]
    assert classify_districts({"a": 7.0, "b": 7.0}).choropleth.colours == (ramp[2],)
    assert classify_districts({str(k): float(k) for k in range(1, 20)}).choropleth.colours == ramp
