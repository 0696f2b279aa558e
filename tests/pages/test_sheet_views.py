"""项目推介书 on screen and in a booklet: the same content each time."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from pages.investment.booklet import booklet_pdf
from pages.investment.sheet_content import ProjectSheet, shown_text
from pages.investment.sheet_map_svg import map_svg
from pages.investment.sheet_view import sheet_markup
from pages.shared.labels import in_language
from tests.pages.test_sheet import LANGUAGES, base, hostile, rows, sheet, squeezed

WEIHAI = "weihai-2022-2024"
CHOSEN = [(WEIHAI, "k24"), (WEIHAI, "k45"), ("dazhou-2021-2025", "k01"), ("fuling-2022", "k04")]


def words_of(markup: str) -> str:
    return squeezed(re.sub(r"<[^>]+>", " ", markup).replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&"))


def markup_of(one: ProjectSheet) -> str:
    with in_language(one.language):
        return sheet_markup(base(one.plan_id).plan, one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_says_all_that_the_sheet_holds_uncut(language: str):
    for pair in CHOSEN:
        one = sheet(*pair, language)
        shown = words_of(markup_of(one)).replace("’", "'").replace("“", '"').replace("”", '"')
        for fact in one.facts():
            for item in fact.items:
                wanted = squeezed(item).replace("’", "'").replace("“", '"').replace("”", '"')
                assert wanted in shown, (pair, fact.label, item)


def test_hostile_text_is_shown_and_never_run():
    markup = markup_of(hostile("<script>alert(1)</script>", 2))
    assert "<script>alert" not in markup
    assert "&lt;script&gt;" in markup


def test_a_map_on_screen_has_the_outlines_and_names_of_the_one_on_paper():
    drawing = sheet(WEIHAI, "k24").maps[0].drawing
    assert drawing is not None
    markup = map_svg(drawing, "在威海市的位置")
    assert markup.count("<path") == len(drawing.outlines) + 1  # the scale bar
    assert all(f">{name.text}</text>" in markup for name in drawing.names)
    assert "stroke-dasharray" in markup  # known to its district only


def test_the_page_shows_the_sheet_of_the_project_in_the_address():
    def script() -> None:
        from pages.investment.page import show
        from pages.shared import parameters

        parameters.set_page("investment")
        show()

    test = AppTest.from_function(script, default_timeout=60)
    test.query_params["view"] = "sheet"
    assert not test.run().exception
    assert any("点选一个项目" in info.value for info in test.info)
    test.query_params["sel"] = f"{WEIHAI}/k24"
    assert not test.run().exception
    assert not test.info


@pytest.fixture(scope="module")
def booklet() -> bytes:
    sheets = [sheet(*pair) for pair in CHOSEN]
    return booklet_pdf(sheets, {plan_id: base(plan_id) for plan_id, _ in CHOSEN})


def test_a_booklet_has_cover_overview_a_map_per_plan_the_sheets_and_sources(booklet: bytes):
    reader = PdfReader(io.BytesIO(booklet))
    assert len(reader.pages) == 1 + 1 + 3 + len(CHOSEN) + 1
    titles = [entry["/Title"] for entry in reader.outline]
    assert titles[:2] == ["招商推介项目册", "项目一览"]
    assert [title for title in titles if title[0].isdigit()] == [
        f"{number} {sheet(*pair).title}" for number, pair in enumerate(CHOSEN, 1)
    ]
    assert titles[-1] == "依据"


def test_each_page_of_a_booklet_is_numbered(booklet: bytes):
    pages = PdfReader(io.BytesIO(booklet)).pages
    missing = [at for at, page in enumerate(pages, 1) if f"{at}/{len(pages)}" not in squeezed(page.extract_text())]
    assert not missing


def test_the_overview_says_of_each_project_what_its_sheet_says(booklet: bytes):
    overview = squeezed(PdfReader(io.BytesIO(booklet)).pages[1].extract_text())
    for pair in CHOSEN:
        assert all(squeezed(cell) in overview for cell in sheet(*pair).cells), pair
    assert "规划未载明" in overview


def test_a_booklet_tells_that_plans_of_different_years_are_not_of_one_time(booklet: bytes):
    assert "各规划年份不同" in squeezed(PdfReader(io.BytesIO(booklet)).pages[0].extract_text())


def test_a_booklet_of_more_projects_than_a_page_holds_goes_on_with_its_overview():
    chosen = [pair for pair in rows() if pair[0] == WEIHAI]
    sheets = [sheet(*pair, "en") for pair in chosen]
    pages = PdfReader(io.BytesIO(booklet_pdf(sheets, {WEIHAI: base(WEIHAI)}))).pages
    overviews = [page for page in pages if "Theprojectsataglance" in squeezed(page.extract_text())]
    assert len(overviews) > 1
    assert len(pages) == 1 + len(overviews) + 1 + len(sheets) + 1


def test_the_same_booklet_gives_the_same_bytes(booklet: bytes):
    sheets = [sheet(*pair) for pair in CHOSEN]
    assert booklet == booklet_pdf(sheets, {plan_id: base(plan_id) for plan_id, _ in CHOSEN})


def test_no_sheets_make_no_booklet():
    with pytest.raises(ValueError, match="至少要有一个项目"):
        booklet_pdf([], {})


def test_what_the_plan_does_not_say_reads_so_in_both_languages():
    for language, words in (("zh", "规划未载明"), ("en", "Not stated")):
        one = sheet("fuling-2022", "k04", language)
        assert any(fact.basis == "missing" and fact.label == words for fact in one.figures)
        assert "investment" in shown_text(one.figures[0], "en") or "投资" in shown_text(one.figures[0], "zh")
