"""规划体检 as a page: which findings are listed, what a card says, acknowledged ones apart, all plans at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import find_plan_ids, load_plan
from data.plan import Plan
from data.plan_rules.book import RULES, find_all
from data.plan_rules.finding import PlaceInText, RuleFinding
from data.record import Author, Entry, Subject
from pages.plan_check import cards, checked, listing
from pages.plan_check.controls import FAMILIES
from pages.plan_check.listing import Filters, acknowledgements, is_match
from pages.shared.fact_table import Cell
from pages.shared.labels import word
from tests.browser.odd_plans import ATTACKS, write_odd_plans

PLAN = Plan("p", Path("/nowhere"), title="云河规划", region_code="1", region_name="云河市")
PLACE = PlaceInText("p", "indicator:v1", "床位", "二/（一）", "床位500张|2025年")


def finding(key: str = "two_scopes:v1+v2", **more: object) -> RuleFinding:
    given = {
        "rule": "two_scopes", "family": "repeats", "severity": "medium", "sentence": "两处口径不同。",
        "sentence_en": "Two scopes.", "arithmetic": "500 ≠ 600\n差 100", "places": (PLACE,), "remedy": "统一口径。",
        "remedy_en": "Use one.", **more,
    }  # fmt: skip
    return RuleFinding(key, **given)  # type: ignore[arg-type]


def entry(key: str = "two_scopes:v1+v2", value: str = "口径已核", field: str = "acknowledged") -> Entry:
    subject = Subject("p", "finding", key, field)
    return Entry(1, subject, value, None, "", "", "", Author("张三"), datetime(2026, 11, 22, 8, 0, tzinfo=UTC))


def recorded(*entries: Entry) -> Mapping[Subject, Entry]:
    return {one.subject: one for one in entries}


@pytest.mark.parametrize(
    ("filters", "is_found"),
    [
        (Filters(), True),
        (Filters(severities=("medium", "low")), True),
        (Filters(severities=("high",)), False),
        (Filters(families=("repeats",), text="口径 床位"), True),
        (Filters(families=("names",)), False),
        (Filters(text="医院"), False),
        (Filters(state="all"), True),
        (Filters(state="acknowledged"), False),
    ],
)
def test_a_finding_is_listed_when_it_answers_every_filter(filters: Filters, is_found: bool):
    assert is_match(finding(), filters, {}) is is_found


def test_an_acknowledged_finding_is_listed_on_demand_only():
    done = acknowledgements(recorded(entry()))
    assert not is_match(finding(), Filters(), done)
    assert is_match(finding(), Filters(state="acknowledged"), done)
    assert is_match(finding(), Filters(state="all"), done)


def test_a_comment_or_a_withdrawn_reason_acknowledges_nothing():
    assert not acknowledgements(recorded(entry(field="comment"), entry("other", value="")))


def test_a_row_says_severity_sentence_sections_and_who_acknowledged():
    (row,) = listing.table_rows([finding()], {"two_scopes:v1+v2": entry()})
    assert row.choice == "finding:two_scopes:v1+v2"
    assert row.cells == (
        Cell(tag="存疑", tone="medium"),
        Cell("两处口径不同。", note="已确认（张三）：口径已核"),
        "前后表述",
        "二/（一）",
    )


def test_a_finding_with_many_places_names_three_sections_and_counts_the_others():
    places = tuple(replace(PLACE, section=f"四/（{at}）;附件") for at in range(1, 6))
    assert listing.sections_of(finding(places=places)) == "四/（1）、附件、四/（2） 等，另 3 处"


def card_of(row: RuleFinding, plans: Mapping[str, Plan] | None = None, *, is_done: bool = False) -> str:
    known = {"p": PLAN} if plans is None else plans
    return cards.finding_card(row, known, RULES[0], "p", is_done=is_done)


def test_the_card_shows_the_working_line_by_line_both_places_and_the_rule():
    shown = card_of(finding(places=(PLACE, replace(PLACE, row="project:k1", label="医院"))))
    assert "<div>500 ≠ 600</div><div>差 100</div>" in shown
    assert 'href="indicators?plan=p&amp;sel=indicator%3Av1"' in shown
    assert 'href="key_projects?plan=p&amp;sel=project%3Ak1"' in shown
    assert "<q>床位500张</q> <q>2025年</q>" in shown
    assert "统一口径。" in shown
    assert RULES[0].title in shown


def test_a_place_in_another_plan_names_that_plan():
    other = replace(PLAN, plan_id="q", title="上位规划", region_name="云省")
    shown = card_of(finding(places=(PLACE, replace(PLACE, plan_id="q"))), plans={"p": PLAN, "q": other})
    assert "云省" in shown
    assert "上位规划" in shown


def test_a_place_of_a_plan_that_is_gone_keeps_its_label():
    assert "床位" in card_of(finding(), plans={})


def test_more_than_six_places_are_folded():
    shown = card_of(finding(places=tuple(replace(PLACE, label=f"第{at}处") for at in range(9))))
    assert "其余 3 处" in shown
    assert shown.count('class="source place"') == 9


def test_a_gap_without_words_says_so():
    assert word("check.no_place") in card_of(finding(places=()))


def test_the_card_of_an_acknowledged_finding_is_marked():
    assert "已确认" in card_of(finding(), is_done=True)
    assert "已确认" not in card_of(finding())


@pytest.mark.parametrize("attack", ATTACKS)
def test_texts_of_plans_and_people_are_escaped(attack: str):
    row = finding(
        sentence=attack,
        arithmetic=attack,
        remedy=attack,
        rule=attack,
        places=(PlaceInText("p", f"task:{attack}", attack, attack, attack),),
    )
    shown = card_of(row)
    assert "<img" not in shown
    assert "<script" not in shown
    assert "<svg" not in shown


def test_the_matrix_counts_open_findings_and_acknowledged_ones_apart():
    rows = [finding("a"), finding("b", severity="high"), finding("c")]
    shown = cards.matrix([(PLAN, rows, {"c": entry("c")})], "p")
    assert '<td class="is-high">1</td><td class="is-medium">1</td><td class="is-low">–</td><td>1</td>' in shown


def test_a_plan_without_findings_says_what_was_checked():
    shown = cards.intro_card(PLAN, [], {}, 40)
    assert "没有发现问题" in shown
    assert "40 条规则" in shown


def test_a_plan_whose_findings_are_all_acknowledged_says_so():
    assert "全部发现已确认" in cards.intro_card(PLAN, [finding()], {finding().key: entry()}, 40)


def test_every_rule_is_listed_in_its_family_also_those_that_found_nothing():
    shown = checked.rules_markup(RULES, {RULES[0].name: 2})
    assert shown.count("<li>") == len(RULES)
    assert shown.count("<b>2</b>") == 1
    assert {rule.family for rule in RULES} <= set(FAMILIES)


def test_rule_names_are_unique_and_told_in_both_languages():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.title and rule.title_en for rule in RULES)


def app() -> None:
    from pages.plan_check.page import show
    from pages.shared import parameters

    parameters.set_page("plan_check")
    show()


def run(**params: str) -> AppTest:
    test = AppTest.from_function(app, default_timeout=60)
    for name, value in params.items():
        test.query_params[name] = value
    return test.run()


def markup(test: AppTest) -> str:
    return " ".join(str(node.proto.body) for node in test.get("html"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_plan_shows_in_both_languages(plan_id: str, lang: str):
    test = run(plan=plan_id, lang=lang)
    assert not test.exception
    assert ("规划体检" if lang == "zh" else "Plan check") in markup(test)


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_a_finding_can_be_linked(plan_id: str):
    found = find_all(load_plan(plan_id), [load_plan(name) for name in find_plan_ids()])[-1]
    test = run(plan=plan_id, sel=f"finding:{found.key}")
    assert not test.exception
    assert cards.esc(found.sentence) in markup(test)


@pytest.mark.parametrize(
    "choice", [{"severity": "x"}, {"family": "x"}, {"state": "x"}, {"sel": "finding:x"}, {"q": "<b>"}, {"sort": "x"}]
)
def test_an_unknown_choice_falls_back_to_the_default(choice: dict[str, str]):
    test = run(plan="weihai-2022-2024", **choice)
    assert not test.exception


def test_odd_plans_are_read_without_a_fault(tmp_path: Path):
    folder = write_odd_plans(tmp_path / "plans")
    plans = [load_plan(name, folder) for name in find_plan_ids(folder)]
    for plan in plans:
        for found in find_all(plan, plans):
            assert card_of(found, plans={row.plan_id: row for row in plans})
