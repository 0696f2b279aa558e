"""区县统计 as a page: every plan, both readings, deep links, unknown values."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import find_plan_ids


def app() -> None:
    from pages.districts.page import show
    from pages.shared import parameters

    parameters.set_page("districts")
    show()


def run(**params: str) -> AppTest:
    test = AppTest.from_function(app, default_timeout=60)
    for name, value in params.items():
        test.query_params[name] = value
    return test.run()


def markup(test: AppTest) -> str:
    return " ".join(str(node.proto.body) for node in test.get("html"))


@pytest.mark.parametrize("by", ["unit", "county"])
@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_plan_shows_in_both_readings(plan_id: str, by: str):
    test = run(plan=plan_id, by=by)
    assert not test.exception
    assert "区县统计" in markup(test)


def test_a_link_restores_the_selected_district():
    shown = markup(run(plan="weihai-2022-2024", sel="district:371083"))
    assert "<h3>乳山市</h3>" in shown
    assert "995 ÷ 176,850 × 1000" in shown


def test_counted_by_county_a_linked_zone_opens_the_county_that_counts_it():
    shown = markup(run(plan="weihai-2022-2024", sel="district:371071", by="county"))
    assert "<h3>环翠区</h3>" in shown


def test_the_unassigned_row_can_be_linked():
    assert "<h3>未分区</h3>" in markup(run(plan="weihai-2022-2024", sel="district:"))


@pytest.mark.parametrize(
    "choice", [{"measure": "nonsense"}, {"method": "x"}, {"by": "x"}, {"beds": "x"}, {"sel": "district:9"}]
)
def test_an_unknown_choice_falls_back_to_the_default(choice: dict[str, str]):
    test = run(plan="weihai-2022-2024", **choice)
    assert not test.exception
    assert "威海市 · 合计" in markup(test)


def test_a_selection_of_another_kind_selects_no_district():
    assert "威海市 · 合计" in markup(run(plan="weihai-2022-2024", sel="project:k16"))


def test_english_covers_the_card():
    shown = markup(run(plan="weihai-2022-2024", lang="en", sel="district:371083"))
    assert "Rushan City" in shown
    assert "规划未载明" not in shown
    assert "亿元" not in shown.split('class="cite-body"', maxsplit=1)[0]
