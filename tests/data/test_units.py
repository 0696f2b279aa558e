"""Printed amounts → 万元, m², counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.units import area_m2, count_of, format_area, format_money, money_wan_yuan


@pytest.mark.parametrize(
    ("printed", "wan_yuan"),
    [
        ("600万元", 600),
        ("16.11亿元", 161_100),
        ("1870 万元", 1870),
        ("1,870万元", 1870),
        ("约5亿元", 50_000),
        ("5亿元以上", 50_000),
        ("50000元", 5),
        ("1万亿元", 100_000_000),
        ("９.３亿元", 93_000),
        ("", None),
        ("3-5亿元", None),
        ("许多", None),
        ("5亿", None),
        ("5亿元,另有2亿元", None),
        ("9" * 10_000 + "元", None),
    ],
)
def test_money_is_read_in_wan_yuan(printed, wan_yuan):
    assert money_wan_yuan(printed) == wan_yuan


@pytest.mark.parametrize(
    ("printed", "m2"),
    [
        ("5796平方米", 5796),
        ("1.1万平方米", 11_000),
        ("18.09万平方米", 180_900),
        ("35m²", 35),
        ("5公顷", 50_000),
        ("2平方公里", 2_000_000),
        ("15亩", 10_000),
        ("35—152平方米", None),
        ("187", None),
    ],
)
def test_areas_are_read_in_square_metres(printed, m2):
    assert area_m2(printed) == m2


@pytest.mark.parametrize(
    ("printed", "count"), [("6000户", 6000), ("1.2万户", 12_000), ("3万张", 30_000), ("若干户", None)]
)
def test_counts_are_read(printed, count):
    assert count_of(printed) == count


@given(st.integers(min_value=1, max_value=10**7))
def test_money_survives_printing_and_reading(wan_yuan):
    printed = format_money(wan_yuan)
    # 亿元 is printed with two decimals
    assert money_wan_yuan(printed) == pytest.approx(wan_yuan, abs=50)


@given(st.text(max_size=80))
def test_no_text_breaks_the_units(text):
    for read in (money_wan_yuan, area_m2, count_of):
        assert read(text) is None or read(text) >= 0


def test_amounts_are_printed_in_both_languages():
    assert format_money(93_000) == "9.3亿元"
    assert format_money(93_000, "en") == "CNY 930 million"
    assert format_area(180_900) == "18.09万平方米"
    assert format_area(None) == ""
