"""Text, tables and document data of printed PDFs."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.line_breaking import lines_of
from pages.shared.pdf_page import MM, STYLES, Area, bookmark, draw_foot, draw_text, fitted, open_pdf, text_height
from pages.shared.pdf_pictures import PlacedPicture, with_pictures
from pages.shared.pdf_tables import draw_table

A4 = (210 * MM, 297 * MM)


def page_with(draw, title="达州市规划"):
    target = io.BytesIO()
    canvas = open_pdf(target, A4, title=title, language="zh", made_on="2026-01-31")
    drawn = draw(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue(), drawn


@given(st.text(alphabet="医养，。“”（）2025.%abc ", max_size=60), st.integers(4, 20))
def test_no_line_is_wider_than_its_box_and_nothing_is_lost(text, width):
    lines = lines_of(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("达州市，床位", 3, ["达州", "市，床", "位"]),
        ("（一核）两区", 3, ["（一", "核）两", "区"]),
        ("beds 1,200 in all", 10, ["beds 1,200", "in all"]),
        ("Pneumonoultramicroscopic", 10, ["Pneumonoul", "tramicrosc", "opic"]),
        ("上\n下", 10, ["上", "下"]),
        ("", 10, []),
    ],
)
def test_lines_break_between_words_and_never_before_a_full_stop(text, width, lines):
    assert lines_of(text, width, len) == lines


def test_a_text_that_does_not_fit_ends_in_an_ellipsis():
    content, _ = page_with(lambda canvas: draw_text(canvas, "床位" * 200, Area(50, 700, 200, 30), STYLES["body"]))
    assert pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().strip().endswith("…")


def test_a_fitted_text_fits():
    text = "规划床位" * 40
    style = fitted(text, 200, 100, STYLES["title"])
    assert style.size < STYLES["title"].size
    assert text_height(text, 200, style) <= 100 < text_height(text, 200, replace(style, size=style.size + 0.5))


def test_a_document_tells_its_title_language_and_date_and_its_chinese_can_be_copied():
    def draw(canvas):
        draw_text(canvas, "医养结合\x00<b>中心</b>", Area(50, 700, 300, 30), STYLES["body"])
        draw_foot(canvas, "达州市", "第 1 页")
        bookmark(canvas, "cover", "封面")

    reader = pypdf.PdfReader(io.BytesIO(page_with(draw)[0]))
    assert reader.metadata.title == "达州市规划"
    assert reader.metadata.creation_date.date().isoformat() == "2026-01-31"
    assert reader.root_object["/Lang"] == "zh-CN"
    assert [entry.title for entry in reader.outline] == ["封面"]
    assert "医养结合<b>中心</b>" in reader.pages[0].extract_text()
    assert page_with(draw)[0] == page_with(draw)[0]


def test_a_table_tells_how_many_rows_found_room():
    rows = [(f"项目{k}", f"{k * 100:,}") for k in range(30)]
    heads = ("项目", "床位")
    content, (bottom, shown) = page_with(
        lambda canvas: draw_table(canvas, heads, rows, Area(50, 700, 300, 200), numeric=(1,))
    )
    assert 500 <= bottom < 700
    assert 5 < shown < 30
    text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert f"项目{shown - 1}" in text
    assert f"项目{shown}" not in text


def test_a_picture_is_put_on_a_page_as_vectors_and_the_rest_stays():
    picture, _ = page_with(lambda canvas: canvas.rect(10, 10, 100, 100), "图")
    document, _ = page_with(lambda canvas: bookmark(canvas, "map", "空间结构"))
    joined = with_pictures(document, [PlacedPicture(0, Area(100, 700, 200, 283), picture)])
    reader = pypdf.PdfReader(io.BytesIO(joined))
    assert not reader.pages[0].images
    assert [entry.title for entry in reader.outline] == ["空间结构"]
    assert (reader.metadata.title, reader.root_object["/Lang"]) == ("达州市规划", "zh-CN")
    assert joined == with_pictures(document, [PlacedPicture(0, Area(100, 700, 200, 283), picture)])
