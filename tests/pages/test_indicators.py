"""监测评估: which values are shown, in which words, year by year, with which card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.catalog import load_catalog, load_plan
from data.plan import Indicator, IndicatorValue, Plan
from pages.indicators import cards
from pages.indicators.values import Filters, columns_of, is_match, table_rows, value_words, when
from pages.indicators.yearly import has_value, year_columns, year_lines, year_rows
from pages.shared.fact_table import Cell, sorted_rows


def value(value_id: str = "v1", **more: object) -> IndicatorValue:
    fields: dict[str, object] = {
        "indicator_id": "beds", "name": "床位", "value_kind": "target", "comparator": "eq", "value": 10,
        "unit": "张", "scope": "1", "section": "表1", "as_written": "10张",
    }  # fmt: skip
    return IndicatorValue(value_id, **{**fields, **more})  # type: ignore[arg-type]


def plan_of(*rows: IndicatorValue, **more: object) -> Plan:
    indicator = Indicator("beds", "床位数", "Beds", "张", "higher", "全部床位", ("care_beds",))
    fields: dict[str, object] = {"title": "某规划", "region_code": "1", "region_name": "某市", **more}
    return Plan("p", Path("/nowhere"), indicator_values=rows, indicators={"beds": indicator}, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "is_found"),
    [
        (Filters(), True),
        (Filters(kinds=("target",)), True),
        (Filters(kinds=("baseline", "estimate")), False),
        (Filters(years=("2024",)), True),
        (Filters(years=("undated",)), False),
        (Filters(levels=("unlevelled",)), True),
        (Filters(text="床位 10"), True),
        (Filters(text="床位 11"), False),
        (Filters(text="beds"), True),
        (Filters(kinds=("target",), text="医院"), False),
    ],
)
def test_a_value_is_shown_when_it_answers_every_filter(filters: Filters, is_found: bool):
    row = value(year=2024)
    assert is_match(plan_of(row), row, filters) is is_found


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"comparator": "ge", "value": 160}, "≥ 160 张"),
        ({"comparator": "between", "value": 35, "value_max": 40}, "35–40 张"),
        ({"comparator": "about", "value": 50, "unit": "%", "is_striving": True}, "力争 约 50 %"),
        ({"value": None}, ""),
        ({"comparator": "relative", "value": None, "reference": "高于GDP增长速度"}, "高于GDP增长速度"),
        ({"comparator": "relative", "value": 5, "unit": "%", "reference": "现有基础"}, "5 %（对比现有基础）"),
    ],
)
def test_a_value_reads_as_its_comparator_says(fields: dict[str, object], words: str):
    assert value_words(value(**fields)) == words


def test_a_blank_value_is_not_stated_and_never_zero():
    row = value(value=None, comparator="", as_written="--")
    plan = plan_of(row)
    columns = columns_of(plan, [row])
    cells = dict(zip([column.key for column in columns], table_rows(plan, [row], columns, False)[0].cells, strict=True))
    assert cells["value"] is None
    assert cells["year"] is None
    assert "规划未载明" in cards.card_head(plan, row)


def test_the_date_is_the_most_exact_that_is_stated():
    assert when(value(year=2020, as_of="2020-12-31")) == "2020-12-31"
    assert when(value(start_year=2003, year=2019)) == "2003—2019"
    assert when(value(year=2024)) == "2024"
    assert when(value()) == ""


def test_sorting_by_value_is_by_size_and_leaves_the_unstated_last():
    rows = [value("a", value=9), value("b", value=None), value("c", value=100)]
    plan = plan_of(*rows)
    columns = columns_of(plan, rows)
    table = table_rows(plan, rows, columns, False)
    assert [row.choice[-1] for row in sorted_rows(table, columns, "value")] == ["a", "c", "b"]
    assert [row.choice[-1] for row in sorted_rows(table, columns, "-value")] == ["c", "a", "b"]
    assert [row.choice[-1] for row in sorted_rows(table, columns, "nonsense")] == ["a", "b", "c"]


def test_year_by_year_leaves_out_single_years_restated_values_and_spans():
    rows = [
        value("a", year=2022), value("b", year=2024), value("c", year=2024, restates="b"),
        value("d", indicator_id="one", year=2024), value("e", indicator_id="growth", start_year=2003, year=2019),
        value("f", indicator_id="growth", year=2018),
    ]  # fmt: skip
    lines = year_lines(rows)
    assert [line.last.value_id for line in lines] == ["b"]
    assert has_value(lines, "a")
    assert not has_value(lines, "c")


def test_a_year_names_its_kind_once_where_all_its_values_are_of_one_kind():
    rows = [
        value("a", year=2021, value_kind="estimate"), value("b", year=2022),
        value("c", indicator_id="other", year=2021), value("d", indicator_id="other", year=2022),
    ]  # fmt: skip
    plan = plan_of(*rows)
    lines = year_lines(rows)
    columns = year_columns(lines)
    assert [column.tag for column in columns] == ["", "", "目标"]
    first = year_rows(plan, lines, columns, False)[0]
    assert first.cells == (
        "床位（张）",
        Cell("10", tag="预期完成值", tone="estimate", choice="indicator:a"),
        Cell("10", tone="target", choice="indicator:b"),
    )


def test_the_card_shows_the_definition_other_values_and_the_same_indicator_elsewhere():
    row, again = value("a", year=2024), value("b", restates="a", section="专栏2")
    other = plan_of(value("x", value=77), value("y", indicator_id="care_beds", value=88), region_name="别市")
    card = cards.value_card(plan_of(row, again), row, [other])
    for words in ("全部床位", "本规划中的其他数值", "重述", "别市", "77 张", "相近指标", "88 张", "越高越好"):
        assert words in card


def test_text_of_a_plan_is_escaped_in_the_card():
    row = value(name="<b>床</b>", note="<script>", reference="a&b")
    card = cards.card_head(plan_of(row), row) + cards.value_card(plan_of(row), row, [])
    assert "<b>床" not in card
    assert "<script>" not in card
    assert "a&amp;b" in card


def test_weihais_table_1_is_eight_indicators_for_four_years():
    plan = load_plan("weihai-2022-2024")
    lines = year_lines([row for row in plan.indicator_values if row.section == "表1"])
    assert len(lines) == 8
    assert [column.key for column in year_columns(lines)] == ["name", "2021", "2022", "2023", "2024"]


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_value_of_every_plan_has_a_row_and_a_card(plan: Plan):
    columns = columns_of(plan, plan.indicator_values)
    rows = table_rows(plan, plan.indicator_values, columns, True)
    assert len({row.choice for row in rows}) == len(plan.indicator_values)
    others = [replace(plan, region_name="别处")]
    assert all(cards.value_card(plan, row, others) for row in plan.indicator_values)
