"""The charts of 监测评估: each comparator as the plan means it, nothing made up, an honest axis."""

from __future__ import annotations

import json

import pytest

from data.across import lines_of, shared_ids
from data.catalog import load_catalog, load_plan
from data.plan import IndicatorValue, Plan
from data.progress import progress_of
from data.series import series_of
from pages.indicators.across_chart import across_spec, drawn_lines, is_truncated
from pages.indicators.chart_data import Drawing, drawing_of
from pages.indicators.chart_spec import chart_spec, ticks
from pages.indicators.chart_view import legend
from tests.data.indicator_rows import actual, baseline, entries, entry, plan_of, target, value


def drawn(*rows: IndicatorValue, better: str = "higher", recorded: tuple[tuple[int, str], ...] = ()) -> Drawing:
    plan = plan_of(*rows, better=better)
    found = progress_of(plan, entries(*(entry(*one) for one in recorded)), this_year=2022)
    actuals = found[0].actuals if found else ()
    drawing = drawing_of(plan, series_of(plan)[0], found[0] if found else None, actuals)
    assert drawing is not None
    return drawing


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (target(2024, 10), "target"),
        (target(2024, 10, "ge"), "open_up"),
        (target(2024, 10, "gt"), "open_up"),
        (target(2024, 10, "le"), "open_down"),
        (target(2024, 10, "lt"), "open_down"),
        (target(2024, 10, "between", value_max=16), "range"),
        (target(2024, 10, "about"), "soft"),
        (target(2024, 10, is_striving=True), "soft"),
    ],
)
def test_a_target_is_drawn_as_its_comparator_says(row: IndicatorValue, kind: str):
    drawing = drawn(row)
    assert list(drawing.marks) == [kind]
    assert drawing.marks[kind][0].get("y2") == (16 if kind == "range" else None)
    assert json.dumps(chart_spec(drawing, "图"), allow_nan=False)
    assert "key" in legend(drawing)


def test_one_year_is_a_point_and_no_path():
    drawing = drawn(target(2024, 10))
    assert drawing.lines == {}
    assert drawing.years == (2021, 2025)


def test_a_baseline_without_a_year_is_a_level_and_starts_no_path():
    drawing = drawn(baseline(None, 5), target(2024, 10))
    assert [level["y"] for level in drawing.levels] == [5]
    assert drawing.lines == {}


def test_a_target_without_a_year_is_a_level():
    drawing = drawn(target(None, 10), recorded=((2022, "4"),))
    assert [level["y"] for level in drawing.levels] == [10]
    assert [mark["y"] for mark in drawing.marks["actual"]] == [4]


def test_the_reference_runs_from_the_baseline_through_all_dated_targets():
    drawing = drawn(baseline(2020, 4), target(2022, 6), target(2024, 10))
    assert [(point["x"], point["y"]) for point in drawing.lines["reference"]] == [(2020, 4), (2022, 6), (2024, 10)]


def test_a_target_that_is_said_again_is_one_mark_that_says_so():
    again = value("again", year=2024, value=10, comparator="ge", restates="t2024eq")
    (mark,) = drawn(target(2024, 10), again).marks["target"]
    assert "重述1次" in mark["value"]
    assert "另处：≥ 10 张" in mark["value"]


def test_two_figures_for_one_year_are_both_shown():
    again = value("again", year=2024, value=12, restates="t2024eq")
    assert [mark["y"] for mark in drawn(target(2024, 10), again).marks["target"]] == [10, 12]


def test_the_required_change_starts_at_the_latest_actual_value():
    drawing = drawn(baseline(2020, 4), target(2024, 10), recorded=((2021, "5"), (2022, "6")))
    assert drawing.lines["required"] == [{"x": 2022, "y": 6}, {"x": 2024, "y": 10}]
    assert "张三" in drawing.marks["actual"][0]["source"]
    assert "统计年鉴" in drawing.marks["actual"][0]["source"]


def test_the_axis_starts_at_zero_unless_all_values_lie_close_together_and_says_so():
    assert drawn(baseline(2020, 4), target(2024, 10)).bottom == 0
    close = drawn(baseline(2020, 76), target(2024, 78))
    assert close.is_truncated
    assert close.bottom < 76
    assert "纵轴不从 0 起" in legend(close)
    assert not drawn(target(2024, 78)).is_truncated
    assert drawn(target(2024, 14_000, "between", value_max=16_000)).bottom == 0
    assert drawn(baseline(2020, -4), target(2024, 10)).bottom < -4


def test_labels_of_one_year_stand_on_both_sides():
    drawing = drawn(target(2024, 10), recorded=((2024, "8"),))
    assert [mark["below"] for mark in drawing.everything()] == [False, True]
    beside = drawn(target(2024, 10, "ge"), recorded=((2024, "8"),))
    assert [mark["below"] for mark in beside.everything()] == [False, True]
    assert [mark["below"] for mark in drawn(target(2024, 10, "ge")).everything()] == [True]


def test_a_single_value_that_is_no_target_is_told_by_its_figure():
    plan = plan_of(baseline(2020, 4))
    assert drawing_of(plan, series_of(plan)[0], None, ()) is None


def test_many_years_are_ticked_sparsely_from_the_last_on():
    assert ticks((2021, 2024)) == [2021, 2022, 2023, 2024]
    assert ticks((1990, 2025))[-1] == 2025
    assert len(ticks((1990, 2025))) <= 9


def test_text_of_a_plan_is_data_of_a_chart_and_never_an_expression():
    row = target(2024, 10, name="<img src=x> datum.x ${1+1}", as_written="</script>|`a`")
    spec = chart_spec(drawn(row), "<b>图</b>")
    text = json.dumps({key: part for key, part in spec.items() if key != "layer"})
    assert "img" not in text
    for layer in spec["layer"]:
        assert "img" not in json.dumps([layer["mark"], layer["encoding"]])


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_indicator_of_every_plan_draws_its_stated_numbers(plan: Plan):
    rows = {row.series.key: row for row in progress_of(plan, {}, this_year=2026)}
    for one in series_of(plan):
        drawing = drawing_of(plan, one, rows.get(one.key), ())
        if drawing is None:
            continue
        shown = {mark["y"] for mark in (*drawing.everything(), *drawing.levels)}
        stated = {float(row.value) for row in one.rows if row.value is not None and row.unit == one.unit}
        assert shown <= {number for row in one.rows for number in (float(row.value or 0),)} | stated
        assert drawing.bottom <= min(shown)
        assert drawing.top >= max(shown)
        assert json.dumps(chart_spec(drawing, one.indicator.name), allow_nan=False)


def test_all_shared_indicators_draw_each_plan_in_its_colour():
    plans = load_catalog()
    series = {plan.plan_id: series_of(plan) for plan in plans}
    for indicator_id in shared_ids(series):
        lines = lines_of(plans, series, indicator_id)
        drawing = drawn_lines(lines, lines[0].series.unit, {})
        assert len({one.colour for one in drawing}) == len(lines)
        spec = across_spec(drawing, indicator_id)
        assert (spec is None) == (not any(one.marks for one in drawing))
        assert spec is None or json.dumps(spec, allow_nan=False)


def test_a_range_keeps_its_ends_in_the_common_unit_and_recorded_values_follow():
    plans = [load_plan("dazhou-2021-2025"), load_plan("yaan-2017-2020")]
    series = {plan.plan_id: series_of(plan) for plan in plans}
    lines = lines_of(plans, series, "elderly_care_beds")
    recorded = {f"yaan-2017-2020/{lines[1].series.key}": (actual(2020, 15_000),)}
    dazhou, yaan = drawn_lines(lines, "万张", recorded)
    assert [(mark["y"], mark["y2"]) for mark in yaan.marks] == [(pytest.approx(1.4), pytest.approx(1.6))]
    assert yaan.actuals == [{"x": 2020, "y": pytest.approx(1.5)}]
    assert dazhou.marks[0]["sign"] == "↑"
    assert not is_truncated([dazhou, yaan])
