"""The review sheet as files: opened again, set up to print, nothing in them runs."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

from data.plan_rules.review_document import docx_bytes
from data.plan_rules.review_sheet import ReviewColumn, ReviewSheet
from data.plan_rules.review_workbook import xlsx_bytes

SHEET = ReviewSheet(
    title="规划体检审查意见表",
    facts=(("规划", "云河规划"), ("文号", "云府发〔2021〕1号"), ("筛选", "未处理")),
    columns=(ReviewColumn("序号", 5), ReviewColumn("发现", 50), ReviewColumn("章节与原文", 45)),
    rows=(("1", "两处口径不同。", "二/（一）：“床位500张”\n四：“500张以上”"), ("2", "没有时限。", "四")),
    empty="没有符合条件的发现。",
    page_words=("第 ", " 页，共 ", " 页"),
)
HOSTILE = ('=HYPERLINK("http://x")', "+1", "@SUM(A1)", "床\x00位\x0b\ud800\uffff", "<script>", "很长" * 20_000)


def opened(sheet: ReviewSheet = SHEET):
    return Document(io.BytesIO(docx_bytes(sheet)))


def page(sheet: ReviewSheet = SHEET):
    return load_workbook(io.BytesIO(xlsx_bytes(sheet))).active


def test_the_document_holds_title_facts_and_rows():
    document = opened()
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "规划体检审查意见表"
    assert "规划  云河规划\t文号  云府发〔2021〕1号" in texts
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "发现", "章节与原文"],
        ["1", "两处口径不同。", "二/（一）：“床位500张”\n四：“500张以上”"],
        ["2", "没有时限。", "四"],
    ]


def test_the_document_is_a4_landscape_with_its_heading_row_on_every_page_and_numbered():
    document = opened()
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    heads = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in document.tables[0].rows
    ]
    assert heads == [True, False, False]
    footer = section.footer._element.xml
    assert ">PAGE<" in footer
    assert ">NUMPAGES<" in footer


def test_chinese_characters_have_a_font_of_their_own():
    document = opened()
    fonts = [run._r.rPr.rFonts.get(qn("w:eastAsia")) for paragraph in document.paragraphs for run in paragraph.runs]
    assert fonts[0] == "微软雅黑"
    assert set(fonts) == {"微软雅黑", "宋体"}
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"


def test_the_workbook_holds_title_facts_and_rows_and_is_set_up_to_print():
    shown = page()
    assert shown["A1"].value == "规划体检审查意见表"
    assert shown["A3"].value == "文号：云府发〔2021〕1号"
    assert [cell.value for cell in shown[6]] == ["序号", "发现", "章节与原文"]
    assert [cell.value for cell in shown[7]] == list(SHEET.rows[0])
    assert shown.page_setup.orientation == "landscape"
    assert shown.print_title_rows == "$6:$6"
    assert shown.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert shown["B7"].font.name == "宋体"


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_stay_texts_in_both_files(text: str):
    sheet = replace(SHEET, title=text[:60], facts=((text, text),), rows=((text, text, text),))
    cell = page(sheet).cell(5, 2)
    assert cell.data_type == "s"
    assert opened(sheet).tables[0].rows[1].cells[0].text
    if text.startswith(("=", "+", "@")):
        assert cell.quotePrefix
        assert cell.value == text


def test_a_sheet_without_findings_says_so():
    sheet = replace(SHEET, rows=())
    assert not opened(sheet).tables
    assert opened(sheet).paragraphs[-1].text == "没有符合条件的发现。"
    assert page(sheet)["A7"].value == "没有符合条件的发现。"
