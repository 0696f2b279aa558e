"""Targets below those of the upper plan: found where the plan cites it and the two can be held together, else never."""

from __future__ import annotations

import pytest

from data.catalog import load_plan
from data.plan import Indicator, Plan
from data.plan_rules.hierarchy import RULES
from tests.data.plan_rules.builders import found, make_plan, value

RATE = "elderly_health_management_rate_65_pct"
PROVINCE = "510000"


def province(*values: object, **more: object) -> Plan:
    given = {"plan_id": "shuzhou-2021-2025", "title": "蜀州方案", "region_code": PROVINCE, "region_name": "蜀州"}
    return make_plan(values=values, **{**given, **more})


def city(*values: object, **more: object) -> Plan:
    given = {"parent_plan_id": "shuzhou-2021-2025", "parent_basis": "cited"}
    return make_plan(values=values, **{**given, **more})


def asked(amount: float, **more: object) -> object:
    return value(RATE, amount, scope=PROVINCE, comparator="ge", **more)


def test_a_target_below_that_of_the_cited_plan_is_a_contradiction_with_both_places():
    upper, lower = province(asked(75)), city(value(RATE, 70))
    (finding,) = found(RULES, lower, upper)
    assert finding.severity == "high"
    assert finding.rule == "target_looser_than_upper_plan"
    assert "70%" in finding.sentence
    assert "≥75%" in finding.sentence
    assert "蜀州方案" in finding.sentence
    assert [place.plan_id for place in finding.places] == [lower.plan_id, upper.plan_id]
    assert finding.sentence_en
    assert finding.remedy_en


def test_a_target_that_is_reached_after_the_upper_year_is_a_doubt():
    upper, lower = province(asked(75, year=2023)), city(value(RATE, 80, year=2025))
    (finding,) = found(RULES, lower, upper)
    assert (finding.rule, finding.severity) == ("target_later_than_upper_plan", "medium")
    assert "2025" in finding.sentence


def test_of_what_should_be_low_more_asks_for_less():
    months = "insurance_designation_assessment_months"
    known = Indicator(months, "评估时限", "Time limit", "个月", "lower")
    upper = province(value(months, 3, unit="个月", comparator="le", scope=PROVINCE), indicators=[known])
    slow = city(value(months, 5, unit="个月", comparator="le"), indicators=[known])
    quick = city(value(months, 2, unit="个月", comparator="le"), indicators=[known])
    assert [one.severity for one in found(RULES, slow, upper)] == ["high"]
    assert found(RULES, quick, upper) == []


SILENT = {
    "it asks for as much": (province(asked(75)), city(value(RATE, 75))),
    "it asks for more": (province(asked(75)), city(value(RATE, 90))),
    "it does not repeat the target": (province(asked(75)), city()),
    "it does not cite the upper plan": (
        province(asked(75)),
        city(value(RATE, 70), parent_basis="administrative"),
    ),
    "the upper plan came later": (province(asked(75)), city(value(RATE, 70), parent_basis="later")),
    "it is another plan's child": (province(asked(75)), city(value(RATE, 70), parent_plan_id="elsewhere")),
    "its own period ends before the upper year": (
        province(asked(75, year=2027), end_year=2027),
        city(value(RATE, 70)),
    ),
    "the upper figure is a total of the province": (
        province(value("elderly_care_beds", 90_000, scope=PROVINCE)),
        city(value("elderly_care_beds", 8_000)),
    ),
    "one of the figures has no year": (province(asked(75, year=None)), city(value(RATE, 70))),
    "a county is meant, not the city": (province(asked(75)), city(value(RATE, 70, scope="510104"))),
    "one of the two is a repetition": (province(asked(75)), city(value(RATE, 70, restates="v0"))),
    "one side gives words for a figure": (province(asked(75)), city(value(RATE, None))),
    "the upper plan only says how things stood": (
        province(asked(75, value_kind="baseline")),
        city(value(RATE, 70)),
    ),
}


@pytest.mark.parametrize(("upper", "lower"), SILENT.values(), ids=SILENT.keys())
def test_what_an_expert_would_wave_away_is_not_found(upper: Plan, lower: Plan):
    assert found(RULES, lower, upper) == []


def test_the_key_does_not_depend_on_the_other_rows():
    first = found(RULES, city(row := value(RATE, 70)), upper := province(asked(75)))
    second = found(RULES, city(value("life_expectancy_years", 80), row), upper)
    assert [one.key for one in first] == [one.key for one in second]


@pytest.mark.parametrize("plan_id", ["dazhou-2021-2025", "yaan-2017-2020"])
def test_the_cities_under_sichuan_cite_no_plan_of_the_catalogue_and_are_not_blamed(plan_id: str):
    assert load_plan(plan_id).parent_basis in ("administrative", "later")
    assert found(RULES, load_plan(plan_id), load_plan("sichuan-2020-2022")) == []
