"""What a plan below says to each target of the plan above, and when the two may be held against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog import load_plan
from data.demand import Demand, demand_of, is_total, order_of, quantity_of
from data.plan import Indicator, IndicatorValue, Plan
from data.transmission import Transmission, fairness_of, is_above, related_ids, transmission
from tests.data.plan_rules.builders import REGION, make_plan, value

RATE = "elderly_health_management_rate_65_pct"
PROVINCE = "510000"
MIRROR = {"equal": "equal", "stricter": "looser", "looser": "stricter", None: None}

comparators = st.sampled_from(["eq", "ge", "gt", "le", "lt", "about", "between", "relative", ""])
amounts = st.one_of(st.none(), st.integers(0, 200), st.floats(0, 200, allow_nan=False).map(lambda x: round(x, 2)))
units = st.sampled_from(["%", "张", "万张", "个", "家", "人", "岁", "亿元", "万元", ""])
rows = st.builds(
    IndicatorValue,
    value_id=st.just("v"),
    indicator_id=st.just("i"),
    name=st.just("某率"),
    comparator=comparators,
    value=amounts,
    value_max=amounts,
    unit=units,
    is_striving=st.booleans(),
)
# a busy machine is slow now and then
unhurried = settings(deadline=None)
betters = st.sampled_from(["higher", "lower", "none"])


def stated(comparator: str, amount: float, **more: object) -> IndicatorValue:
    return IndicatorValue("v", "i", "占比", **{"comparator": comparator, "value": amount, "unit": "%", **more})  # type: ignore[arg-type]


def order(upper: IndicatorValue, lower: IndicatorValue, better: str = "higher") -> str | None:
    return order_of(demand_of(upper, better), demand_of(lower, better))


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        (stated("ge", 30), stated("eq", 35), "stricter"),
        (stated("ge", 30), stated("eq", 30), "equal"),
        (stated("ge", 30), stated("ge", 30), "equal"),
        (stated("ge", 30), stated("gt", 30), "stricter"),
        (stated("ge", 30), stated("about", 30), "looser"),
        (stated("ge", 30), stated("eq", 30, is_striving=True), "looser"),
        (stated("ge", 30), stated("about", 31), "stricter"),
        (stated("eq", 100), stated("ge", 90), "looser"),
        (stated("ge", 35), stated("between", 35, value_max=40), "equal"),
        (stated("ge", 38), stated("between", 35, value_max=40), "looser"),
        (stated("ge", 30), stated("le", 30), None),
        (stated("ge", 30), stated("relative", 5), None),
        (stated("ge", 30), stated("eq", 30, unit="张"), None),
        (stated("ge", 2, unit="万张"), stated("ge", 20_000, unit="张"), "equal"),
    ],
)
def test_of_what_should_be_high_the_larger_demand_is_stricter(upper, lower, verdict):
    assert order(upper, lower) == verdict


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        (stated("le", 30, unit="天"), stated("le", 20, unit="天"), "stricter"),
        (stated("le", 30, unit="天"), stated("lt", 30, unit="天"), "stricter"),
        (stated("eq", 30, unit="天"), stated("eq", 40, unit="天"), "looser"),
        (stated("le", 40, unit="天"), stated("between", 30, value_max=40, unit="天"), "equal"),
        (stated("le", 30, unit="天"), stated("ge", 20, unit="天"), None),
    ],
)
def test_of_what_should_be_low_the_smaller_demand_is_stricter(upper, lower, verdict):
    assert order(upper, lower, "lower") == verdict


def test_what_is_neither_good_nor_bad_is_ordered_between_two_bounds_of_one_side_only():
    assert order(stated("le", 5, unit="公顷"), stated("le", 3, unit="公顷"), "none") == "stricter"
    assert order(stated("ge", 5, unit="公顷"), stated("ge", 3, unit="公顷"), "none") == "looser"
    assert order(stated("eq", 5, unit="公顷"), stated("eq", 5, unit="公顷"), "none") == "equal"
    assert order(stated("eq", 5, unit="公顷"), stated("eq", 3, unit="公顷"), "none") is None
    assert order(stated("le", 5, unit="公顷"), stated("ge", 3, unit="公顷"), "none") is None


@unhurried
@given(rows, rows, betters)
def test_seen_from_the_other_side_stricter_is_looser(upper, lower, better):
    assert order(upper, lower, better) == MIRROR[order(lower, upper, better)]


@unhurried
@given(rows, betters)
def test_a_demand_is_equal_to_itself(row, better):
    demand = demand_of(row, better)
    assert order_of(demand, demand) == (None if demand is None else "equal")


@unhurried
@given(rows, rows, rows, betters)
def test_stricter_than_the_stricter_is_stricter(one, two, three, better):
    if order(one, two, better) == "stricter" and order(two, three, better) == "stricter":
        assert order(one, three, better) == "stricter"


@unhurried
@given(rows, st.integers(1, 50))
def test_a_larger_figure_of_the_same_words_is_never_looser(row, more):
    higher = replace(
        row,
        value=None if row.value is None else row.value + more,
        value_max=None if row.value_max is None else row.value_max + more,
    )
    assert order(row, higher, "higher") in ("stricter", None)
    assert order(row, higher, "lower") in ("looser", None)


@unhurried
@given(amounts.filter(lambda amount: amount is not None), st.sampled_from(["张", "人", "个", "元"]))
def test_ten_thousand_of_a_unit_are_ten_thousand_units(amount, unit):
    assert quantity_of(amount, f"万{unit}").amount == quantity_of(amount, unit).amount * 10_000
    assert quantity_of(amount, f"万{unit}").unit == quantity_of(amount, unit).unit


@pytest.mark.parametrize(
    ("name", "definition", "unit", "total"),
    [
        ("示范基地数", "建成的示范基地数", "个", True),
        ("养老床位总数", "各类养老床位的总数", "万张", True),
        ("产业增加值", "产业的增加值", "亿元", True),
        ("每个县的医院数", "", "家", False),
        ("千名老年人拥有养老床位", "养老床位总数 ÷ 老年人口（千人）", "张", False),
        ("老年病科床位", "每家县级以上综合医院老年病科的床位数", "张", False),
        ("健康管理率", "", "%", False),
        ("人均预期寿命", "", "岁", False),
    ],
)
def test_a_total_is_told_from_a_rate(name, definition, unit, total):
    assert is_total(Indicator("i", name, unit=unit, definition=definition), unit) is total


# -- two plans ------------------------------------------------------------------------------------------------------


def province(*values: IndicatorValue, **more: object) -> Plan:
    given = {"plan_id": "shuzhou-2021-2025", "region_code": PROVINCE, "region_name": "蜀州"}
    return make_plan(values=values, **{**given, **more})


def city(*values: IndicatorValue, **more: object) -> Plan:
    return make_plan(values=values, **{"parent_plan_id": "shuzhou-2021-2025", "parent_basis": "cited", **more})


def asked(amount: float | None = 75, indicator_id: str = RATE, **more: object) -> IndicatorValue:
    return value(indicator_id, amount, **{"scope": PROVINCE, "comparator": "ge", **more})


def answer(upper: Plan, lower: Plan) -> Transmission:
    (found,) = transmission(upper, lower)
    return found


def test_the_target_that_holds_in_the_upper_year_is_compared():
    lower = city(value(RATE, 70, year=2021), value(RATE, 80, year=2023), value(RATE, 90, year=2025))
    found = answer(province(asked(75, year=2024)), lower)
    assert (found.verdict, found.fairness) == ("stricter", "fair")
    assert found.lower and found.lower.year == 2023


@pytest.mark.parametrize(
    ("given_rows", "verdict", "year"),
    [
        ([(70, 2023), (80, 2025)], "later", 2025),
        ([(80, 2025)], "later", 2025),
        ([(70, 2025)], "looser", 2025),
        ([(70, 2023), (72, 2025)], "looser", 2023),
        ([(75, 2022)], "equal", 2022),
        ([], "absent", None),
    ],
)
def test_later_is_as_much_after_the_year_and_looser_is_less(given_rows, verdict, year):
    lower = city(*(value(RATE, amount, year=when) for amount, when in given_rows))
    found = answer(province(asked(75, year=2024)), lower)
    assert found.verdict == verdict
    assert (found.lower.year if found.lower else None) == year


def test_a_target_without_a_year_counts_for_the_last_year_and_says_so():
    found = answer(province(asked(75, year=None)), city(value(RATE, 80, year=2025)))
    assert found.verdict == "stricter"
    assert found.reasons == ("no_year",)
    assert found.fairness == "limited"


@pytest.mark.parametrize(
    ("lower", "reason", "fairness"),
    [
        (city(value(RATE, 80)), None, "fair"),
        (city(value(RATE, 80), parent_basis="administrative"), "administrative", "limited"),
        (city(value(RATE, 80), parent_basis="later"), "later_parent", "unfair"),
        (city(value(RATE, 80), parent_plan_id=""), "no_basis", "unfair"),
        (city(value(RATE, 80, year=2020), start_year=2017, end_year=2020), "ended_before", "unfair"),
        (city(value(RATE, 80, year=2030), start_year=2026, end_year=2030), "begins_after", "unfair"),
        (city(value(RATE, 80, is_striving=True)), "striving", "limited"),
    ],
)
def test_whether_the_comparison_is_fair_rests_on_basis_and_period(lower, reason, fairness):
    found = answer(province(asked(75)), lower)
    assert found.fairness == fairness
    assert found.reasons == ((reason,) if reason else ())


def test_the_same_id_with_another_definition_is_not_fair():
    own = Indicator(RATE, "健康管理率", unit="%", better="higher", definition="另一种口径")
    found = answer(province(asked(75)), city(value(RATE, 70), indicators=[own]))
    assert "definition" in found.reasons
    assert found.fairness == "unfair"


@pytest.mark.parametrize(
    ("upper_row", "lower_row", "reason"),
    [
        (asked(90_000, "elderly_care_beds"), value("elderly_care_beds", 8_000), "total"),
        (asked(75), value(RATE, None), "no_figure"),
        (asked(75), value(RATE, 5, comparator="relative", reference="现有基础"), "relative"),
        (asked(75), value(RATE, 70, unit="万人"), "unit"),
        (asked(75), value(RATE, 80, comparator="le"), "direction"),
    ],
)
def test_what_cannot_be_held_together_gets_no_verdict_but_a_reason(upper_row, lower_row, reason):
    found = answer(province(upper_row), city(lower_row))
    assert (found.verdict, found.fairness) == ("unjudged", "unfair")
    assert reason in found.reasons


def test_a_related_indicator_is_shown_and_never_judged():
    upper = province(asked(80, "geriatric_department_share_general_pct"))
    found = answer(upper, city(value("geriatric_department_share_tcm_pct", 40)))
    assert found.verdict == "similar"
    assert found.lower is None
    assert [row.value for row in found.related] == [40]


def test_indicators_are_near_where_one_names_the_other_or_both_a_third_of_the_same_kind():
    one = Indicator("one", "甲", unit="%", related=("hub",))
    vocabulary = {
        "two": Indicator("two", "乙", unit="%", related=("hub",)),
        "people": Indicator("people", "丙", unit="人", related=("hub",)),
        "names_it": Indicator("names_it", "丁", unit="人", related=("one",)),
        "far": Indicator("far", "戊", unit="%", related=("two",)),
    }
    assert related_ids(one, vocabulary) == {"hub", "two", "names_it"}


def test_how_things_stood_and_what_is_repeated_is_no_answer():
    lower = city(
        value(RATE, 90, value_kind="baseline"), value(RATE, 90, restates="v0"), value(RATE, 90, scope="510104")
    )
    assert answer(province(asked(75)), lower).verdict == "absent"


def test_standards_answer_standards():
    upper = province(asked(5, "reused_premises_transition_years", value_kind="standard", comparator="le", unit="年"))
    lower = city(value("reused_premises_transition_years", 5, value_kind="standard", comparator="le", unit="年"))
    assert answer(upper, lower).verdict == "equal"


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ({}, "absent"),
        ({"parent_basis": "administrative"}, "absent"),
        ({"parent_basis": "later"}, "not_compared"),
        ({"parent_plan_id": ""}, "not_compared"),
        ({"start_year": 2017, "end_year": 2020}, "not_compared"),
        ({"start_year": 2026, "end_year": 2030}, "not_compared"),
    ],
)
def test_a_target_counts_as_absent_only_where_the_plan_could_have_stated_it(more, verdict):
    assert answer(province(asked(75)), city(**more)).verdict == verdict


@pytest.mark.parametrize("amount", [60, 75, 90])
def test_a_figure_that_no_comparison_is_fair_to_is_shown_and_not_judged(amount):
    found = answer(province(asked(75)), city(value(RATE, amount), parent_basis="later"))
    assert found.verdict == "not_compared"
    assert found.lower and found.lower.value == amount


def test_a_total_of_the_upper_region_is_not_missed_below():
    found = answer(province(asked(90_000, "elderly_care_beds")), city())
    assert (found.verdict, found.reasons) == ("not_compared", ("total",))


@pytest.mark.parametrize(
    ("basis", "verdict"), [("cited", "direct"), ("administrative", "direct"), ("later", "not_compared")]
)
def test_a_standard_holds_below_without_being_repeated(basis, verdict):
    upper = province(asked(5, "reused_premises_transition_years", value_kind="standard", comparator="le", unit="年"))
    assert answer(upper, city(parent_basis=basis)).verdict == verdict


def test_the_answers_stand_in_the_upper_plans_order_and_do_not_depend_on_the_lower_plans():
    upper = province(asked(75), asked(80, "life_expectancy_years"))
    given_rows = [value(RATE, 80), value("life_expectancy_years", 82), value(RATE, 60, year=2023)]
    first, second = transmission(upper, city(*given_rows)), transmission(upper, city(*given_rows[::-1]))
    assert [one.upper for one in first] == list(upper.indicator_values)
    assert [(one.verdict, one.lower) for one in first] == [(one.verdict, one.lower) for one in second]


def test_nothing_forbids_a_comparison_without_reasons():
    assert fairness_of(()) == "fair"
    assert fairness_of(("range",)) == "limited"
    assert fairness_of(("range", "total")) == "unfair"


# -- 四川 above 达州 and 雅安 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan_id", ["dazhou-2021-2025", "yaan-2017-2020"])
def test_sichuan_stands_above_its_cities_and_every_target_of_it_has_an_answer(plan_id):
    upper, lower = load_plan("sichuan-2020-2022"), load_plan(plan_id)
    assert is_above(upper, lower)
    assert not is_above(lower, upper)
    assert [one.upper.value_id for one in transmission(upper, lower)] == [
        row.value_id for row in upper.indicator_values
    ]


def test_dazhou_states_two_indicators_near_to_sichuans_and_none_of_the_same():
    found = transmission(load_plan("sichuan-2020-2022"), load_plan("dazhou-2021-2025"))
    near = {one.upper.value_id: [row.value_id for row in one.related] for one in found if one.verdict == "similar"}
    assert near == {"sc-i003": ["dz-i043", "dz-i055"], "sc-i004": ["dz-i046"]}
    rest = {one.upper.value_id: one.verdict for one in found if one.verdict != "similar"}
    assert rest == {"sc-i001": "absent", "sc-i002": "absent", "sc-i005": "not_compared", "sc-i006": "direct"}
    assert all("administrative" in one.reasons for one in found)


def test_yaan_is_older_than_sichuans_plan_so_that_nothing_is_fair():
    found = transmission(load_plan("sichuan-2020-2022"), load_plan("yaan-2017-2020"))
    assert {one.fairness for one in found} == {"unfair"}
    assert [one.verdict for one in found] == ["not_compared"] * 6
    assert all("later_parent" in one.reasons for one in found)


def test_no_demand_is_made_of_what_has_no_figure():
    assert demand_of(value(RATE, None), "higher") is None
    assert isinstance(demand_of(value(RATE, 5, scope=REGION), "higher"), Demand)
