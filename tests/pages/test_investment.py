"""招商推介 as a page: its list, its card, its comparison, its files, odd plans and a very large one."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from data.catalog import PLANS_FOLDER_VARIABLE, load_catalog
from data.export import csv_bytes, xlsx_bytes
from data.investment.candidate import candidates
from data.investment.candidate_filter import CandidateFilter
from data.investment.candidate_set import candidate_set
from data.investment.score import DEFAULT_WEIGHTS, rank, scores_of
from data.plan import Plan
from pages.investment import cards, listing
from pages.investment.choices import options_of
from pages.investment.compare import comparison_table
from pages.investment.download import export_table
from pages.investment.facts import beds_lines
from pages.investment.listing import Order, columns, in_order, table_rows
from pages.investment.sheet_buttons import sheets_bytes
from pages.investment.shown import Asked, Shown
from pages.shared import queries
from pages.shared.fact_table import Cell, sorted_rows
from pages.shared.labels import in_language, word
from tests.browser.odd_plans import ATTACKS, write_odd_plans
from tests.synthetic import write_plan

YUJIAKOU, NANHAI, DAZHOU_1 = "weihai-2022-2024/k24", "weihai-2022-2024/k19", "dazhou-2021-2025/k01"


def run_page(**query: str) -> AppTest:
    """Run the page as the frame does, with a query in its address."""

    def script() -> None:
        from pages.investment.page import show
        from pages.shared import parameters
        from pages.shared.frame import run_safely

        class Page:
            run = staticmethod(show)

        parameters.set_page("investment")
        run_safely(Page)

    test = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def shown_of(plans: list[Plan], weights: dict[str, int] | None = None, wanted: CandidateFilter | None = None) -> Shown:
    """Return what the page shows of plans."""
    known, own = candidate_set(candidates(plans)), weights or dict(DEFAULT_WEIGHTS)
    scores = scores_of(known.positions, own)
    found = [one for one in known.all if (wanted or CandidateFilter()).matches(one)]
    places = {key: at for at, key in enumerate(rank({one.key: scores[one.key] for one in found}), start=1)}
    order = Order(scores, "middle", ())
    by_id = {plan.plan_id: plan for plan in plans}
    asked = Asked("list", wanted or CandidateFilter())
    options = options_of(plans, known.counts)
    listed = in_order(found, places, order)
    return Shown(by_id, known.by_key, known.positions, options, asked, own, order, listed, places, (), "")


@pytest.fixture(scope="module")
def shown() -> Shown:
    return shown_of(load_catalog())


def card_of(shown: Shown, key: str) -> str:
    return cards.candidate_card(shown.told(key), shown.positions[key], shown.weights)


def markup_of(test: AppTest) -> str:
    """Return all markup of a page: the tree keeps it in elements of its own."""
    return "\n".join(str(node.proto.body) for node in test.get("html"))


@pytest.fixture
def plans_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    def use(folder: Path) -> None:
        monkeypatch.setenv(PLANS_FOLDER_VARIABLE, str(folder))

    return use


def test_the_list_is_in_the_order_of_the_scores_and_says_what_is_not_stated(shown):
    rows = table_rows(shown.found, shown.plans, shown.order)
    assert len(rows) == len(shown.candidates)
    middles = [shown.order.scores[row.choice].middle for row in rows]
    assert middles == sorted(middles, reverse=True)
    first = next(row for row in rows if row.choice == DAZHOU_1)
    assert first.cells[4] is None and first.cells[6] is None
    assert first.cells[5] == "医养床位 350"


def test_another_weight_gives_another_order():
    plans = load_catalog()
    by_default, by_beds = shown_of(plans), shown_of(plans, {**DEFAULT_WEIGHTS, "demand": 0, "beds": 5})
    assert [one.key for one in by_default.found] != [one.key for one in by_beds.found]


@pytest.mark.parametrize(("sort", "first"), [("-money", "k16"), ("money", "k14"), ("-size", "k50"), ("per_bed", "k15")])
def test_a_heading_sorts_and_the_unstated_stand_last(shown, sort, first):
    by_heading = replace(shown.order, sort=sort)
    ordered = in_order(shown.found, shown.places, by_heading)
    assert sorted_rows(table_rows(shown.found, shown.plans, by_heading), columns(), sort)[0].choice == ordered[0].key
    assert ordered[0].project.project_id == first
    name = sort.removeprefix("-")
    lacking = [shown.order.of(one, name)[0] for one in ordered]
    assert lacking == sorted(lacking)


def test_beds_are_told_by_type_and_renovated_ones_are_marked(shown):
    both = shown.candidates[YUJIAKOU].project
    assert beds_lines(both) == ["医疗床位 76", "养老床位 200"]
    assert beds_lines(shown.candidates["weihai-2022-2024/k14"].project, in_full=False) == ["护理型床位 100（改造）"]


def test_the_card_says_score_place_money_per_bed_and_what_is_missing(shown):
    card = card_of(shown, YUJIAKOU)
    for text in (
        "于家口医养中心",
        "6.8 万元",
        "1870万元 ÷ （76＋200）张",
        "用地面积、起止年份、责任单位、布局要素",
        "规划期已满",
    ):
        assert text in card
    assert "按行政区：文登区，含南海新区" in card


def test_a_zone_says_whose_people_stand_for_its_own(shown):
    assert "南海新区没有单列的普查人口，按所在的文登区" in card_of(shown, NANHAI)


def test_a_project_without_a_district_meets_no_demand(shown):
    assert word("invest.no_district_demand") in card_of(shown, "sichuan-2020-2022/k36")


def test_the_comparison_marks_what_differs_and_can_leave_out_the_rest(shown):
    told = [shown.told(key) for key in (YUJIAKOU, NANHAI)]
    whole, differing = comparison_table(told), comparison_table(told, only_differences=True)
    assert 'class="differs"' in whole and 'class="same"' in whole
    assert 'class="same"' not in differing
    assert whole.count(word("common.not_stated")) > 2


def test_the_file_holds_every_row_its_score_and_the_rules(shown):
    table = export_table(shown)
    book = load_workbook(io.BytesIO(xlsx_bytes(table)))
    sheet = book[word("invest.sheet")]
    assert sheet.max_row == len(shown.candidates) + 1
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[3] == YUJIAKOU)
    told = dict(zip(heads, row, strict=True))
    assert (told["医疗床位（张）"], told["养老床位（张）"], told["投资（万元）"]) == (76, 200, 1870)
    assert told["每床投资（万元）"] == pytest.approx(6.78)
    assert told["用地（平方米）"] is None
    notes = dict(book[word("project.notes_sheet")].iter_rows(values_only=True))
    assert notes["权重"].startswith("规模 3")
    assert "未载明" in notes["得分规则"]


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path):
    write_odd_plans(tmp_path / "plans")
    hostile = load_catalog(tmp_path / "plans")
    csv = csv_bytes(export_table(shown_of(hostile))).decode("utf-8-sig")
    assert not any(cell.startswith(("=", "+", "@")) for line in csv.splitlines() for cell in line.split(","))


def test_the_sheets_of_a_shortlist_are_a_booklet_with_a_page_each(shown):
    chosen = [(shown.told(key).plan, shown.told(key).project.project_id) for key in (YUJIAKOU, DAZHOU_1)]
    for tongue in ("zh", "en"):
        pages = PdfReader(io.BytesIO(sheets_bytes(chosen, list(shown.plans.values()), {}, tongue))).pages
        assert len(pages) == 1 + 1 + 2 + 2 + 1  # cover, overview, a map per plan, the sheets, sources
        one = sheets_bytes(chosen[:1], list(shown.plans.values()), {}, tongue)
        assert len(PdfReader(io.BytesIO(one)).pages) == 1


def test_every_word_of_the_page_stands_in_english_too(shown):
    with in_language("en"):
        assert "Investment per bed" in card_of(shown, YUJIAKOU)
        assert [column.label for column in columns()][1] == "Project"
        assert table_rows(shown.found[:1], shown.plans, shown.order)[0].cells[6] == "800.0"


def test_hostile_texts_are_shown_as_they_are(tmp_path, plans_in):
    write_odd_plans(tmp_path / "plans")
    plans_in(tmp_path / "plans")
    own = shown_of([plan for plan in load_catalog() if plan.plan_id == "hostile-2021"])
    for key in own.candidates:
        markup = card_of(own, key) + comparison_table([own.told(key)])
        assert "<script" not in markup and "<img" not in markup and "<svg" not in markup
    names = [row.cells[1] for row in table_rows(own.found, own.plans, own.order)]
    assert {cell.text for cell in names if isinstance(cell, Cell)} == set(ATTACKS)


def test_a_bare_link_shows_the_list_and_how_the_page_works():
    test = run_page()
    assert word("invest.how") in markup_of(test)
    assert not test.warning


def test_a_link_restores_weights_filters_and_the_chosen_project():
    test = run_page(w="50305", category="hospital", sel=NANHAI, picks="weihai-2022-2024~k14.k16", by="low")
    assert [slider.value for slider in test.slider] == [5, 0, 3, 0, 5]
    assert "中国医科大学航空总医院南海分院" in markup_of(test)
    assert "备选 2/12" in markup_of(test)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("w", "99999"),
        ("sel", "weihai-2022-2024/k999"),
        ("picks", "nowhere~k1"),
        ("picks", "garbage"),
        ("category", "castle"),
        ("by", "luck"),
        ("view", "upside-down"),
        ("sort", "taste"),
    ],
)
def test_a_bad_value_in_a_link_falls_back_with_a_notice(name, value):
    test = run_page(**{name: value})
    assert test.warning
    assert word("invest.how") in markup_of(test)


def test_a_bad_id_in_a_shortlist_leaves_the_good_ones():
    test = run_page(picks="weihai-2022-2024~k14.k999.k16")
    assert "备选 2/12" in markup_of(test)
    assert "weihai-2022-2024/k999" in str(test.warning[0].value).replace("\\", "")


def test_the_comparison_of_a_link_is_restored():
    test = run_page(view="compare", picks="weihai-2022-2024~k14.k16.k24~~dazhou-2021-2025~k01.k02")
    assert '<table class="compare" style="--columns:4">' in markup_of(test)


def test_nothing_to_compare_is_said():
    assert word("invest.compare_none") in [info.value for info in run_page(view="compare").info]


def test_no_match_is_said_with_a_way_back():
    test = run_page(q="没有这样的项目")
    assert word("invest.none_found") in [info.value for info in test.info]
    assert any(button.label == word("common.reset") for button in test.button)


def test_weights_of_nothing_leave_the_order_of_the_plans():
    test = run_page(w="00000", sel=YUJIAKOU)
    assert word("invest.no_weights") in markup_of(test)


def test_a_thousand_projects_are_cut_and_quick(tmp_path, plans_in):
    write_plan(tmp_path / "plans", "large-2021")
    plans_in(tmp_path / "plans")
    queries.investment()
    test = run_page()
    assert any(str(listing.MOST_LISTED) in caption.value for caption in test.caption)
    began = time.thread_time()
    own = queries.investment()
    rank(scores_of(own.positions, DEFAULT_WEIGHTS))
    assert time.thread_time() - began < 0.5


def test_plans_without_a_single_project_say_so(tmp_path, plans_in):
    write_odd_plans(tmp_path / "odd")
    (tmp_path / "plans").mkdir()
    (tmp_path / "odd" / "bare-2021").rename(tmp_path / "plans" / "bare-2021")
    plans_in(tmp_path / "plans")
    assert word("invest.no_candidates") in [info.value for info in run_page().info]
