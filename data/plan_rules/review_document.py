"""The review sheet as a Word document: A4 landscape, the heading row on every page, pages numbered."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from data.plan_rules.review_sheet import (
    CHINESE_FONT,
    CHINESE_TITLE_FONT,
    LATIN_FONT,
    Fact,
    ReviewSheet,
    printable,
)

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Mm(297), Mm(210), Mm(15)
SECOND_FACT, CELL_SPACE = Mm(165), Pt(2)
TITLE_SIZE, FACT_SIZE, CELL_SIZE, FOOTER_SIZE = Pt(18), Pt(10), Pt(9), Pt(9)
HEADING_FILL, HEADING_INK = "0F5C63", RGBColor(0xFF, 0xFF, 0xFF)


def docx_bytes(sheet: ReviewSheet) -> bytes:
    """Return the sheet as a Word file."""
    document = Document()
    _set_page(document)
    _set_font(document)
    _write_title(document, sheet.title)
    for at in range(0, len(sheet.facts), 2):
        _write_facts(document, sheet.facts[at : at + 2])
    if sheet.rows:
        _write_table(document, sheet)
    else:
        _run(document.add_paragraph(), sheet.empty, FACT_SIZE)
    _write_footer(document, sheet.page_words)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _set_page(document: DocumentType) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _set_font(document: DocumentType) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, CELL_SIZE
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), CHINESE_FONT)
    style.paragraph_format.space_after = Pt(0)


def _write_title(document: DocumentType, title: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(8)
    _run(paragraph, title, TITLE_SIZE, is_bold=True, chinese=CHINESE_TITLE_FONT)


def _write_facts(document: DocumentType, facts: Sequence[Fact]) -> None:
    """Write one or two facts on a line."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.tab_stops.add_tab_stop(SECOND_FACT)
    for at, (label, text) in enumerate(facts):
        before = "\t" if at else ""
        _run(paragraph, f"{before}{label}  ", FACT_SIZE, is_bold=True, chinese=CHINESE_TITLE_FONT)
        _run(paragraph, text, FACT_SIZE)


def _write_table(document: DocumentType, sheet: ReviewSheet) -> None:
    document.add_paragraph()
    table = document.add_table(rows=1, cols=len(sheet.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for cell, column in zip(table.rows[0].cells, sheet.columns, strict=True):
        _write_cell(cell, column.label, is_heading=True)
    _mark(table.rows[0], "w:tblHeader")
    for row in sheet.rows:
        added = table.add_row()
        for cell, text in zip(added.cells, row, strict=True):
            _write_cell(cell, text)
    _set_widths(table, sheet)


def _set_widths(table: Table, sheet: ReviewSheet) -> None:
    whole = PAGE_WIDTH - 2 * MARGIN
    total = sum(column.share for column in sheet.columns)
    for at, column in enumerate(sheet.columns):
        width = int(whole * column.share / total)
        table.columns[at].width = width
        for cell in table.columns[at].cells:
            cell.width = width


def _write_cell(cell: _Cell, text: str, *, is_heading: bool = False) -> None:
    lines = printable(text).split("\n")
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = CELL_SPACE
        run = _run(paragraph, line, CELL_SIZE, is_bold=is_heading, chinese=CHINESE_TITLE_FONT if is_heading else "")
        if is_heading:
            run.font.color.rgb = HEADING_INK
    if is_heading:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), HEADING_FILL)
        cell._tc.get_or_add_tcPr().append(shade)


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row: `w:tblHeader` repeats it on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _run(paragraph: Paragraph, text: str, size: Length, *, is_bold: bool = False, chinese: str = "") -> Run:
    run = paragraph.add_run(printable(text))
    run.bold, run.font.size = is_bold, size
    run.font.name = LATIN_FONT
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), chinese or CHINESE_FONT)
    return run


def _write_footer(document: DocumentType, words: tuple[str, str, str]) -> None:
    """Write “第 n 页，共 m 页” as fields that Word counts itself."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = words
    _run(paragraph, before, FOOTER_SIZE)
    _write_field(paragraph, "PAGE")
    _run(paragraph, between, FOOTER_SIZE)
    _write_field(paragraph, "NUMPAGES")
    _run(paragraph, after, FOOTER_SIZE)


def _write_field(paragraph: Paragraph, name: str) -> None:
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
        run = _run(paragraph, text if kind == "shown" else "", FOOTER_SIZE)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)
