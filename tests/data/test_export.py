"""Files that people open in Excel: what stands in them, and that no text becomes a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from data.export import FORMULA_STARTS, ExportColumn, ExportTable, csv_bytes, defused, xlsx_bytes
from data.plan import Plan, Project
from data.project_table import project_columns, project_rows

NOTES = (("规划", "云河市规划"), ("筛选", '=HYPERLINK("x")'))


def table(*rows, columns=("名称", "投资（万元）", "起始年")):
    made = tuple(ExportColumn(name, is_year=name == "起始年") for name in columns)
    return ExportTable("项目", made, tuple(rows), "来源与说明", NOTES)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sheets(content: bytes):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book["项目"], book["来源与说明"]


def test_the_csv_opens_right_in_excel():
    content = csv_bytes(table(("医院", 161100.0, 2022)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(content)[:2] == [["名称", "投资（万元）", "起始年"], ["医院", "161100", "2022"]]


def test_the_csv_carries_the_notes_after_a_blank_line():
    rows = read_csv(csv_bytes(table(("医院", 1.5, None))))
    assert rows[1] == ["医院", "1.5", ""]
    assert rows[2] == [] and rows[3] == ["规划", "云河市规划"]


@pytest.mark.parametrize("start", [*FORMULA_STARTS, "  =", "\u00a0@"])
def test_a_text_that_looks_like_a_formula_is_defused(start):
    text = f"{start}cmd|' /C calc'!A0"
    written = read_csv(csv_bytes(table((text, None, None))))[1][0]
    assert written.startswith("'")
    sheet, _ = sheets(xlsx_bytes(table((text, None, None))))
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix


def test_a_note_that_looks_like_a_formula_is_defused():
    assert read_csv(csv_bytes(table()))[-1][1].startswith("'=")
    _, notes = sheets(xlsx_bytes(table()))
    assert notes["B2"].data_type == "s"


def test_ordinary_text_is_left_alone():
    assert [defused(text) for text in ("16.11亿元", "——", "“一核”", "")] == ["16.11亿元", "——", "“一核”", ""]


def test_the_excel_file_keeps_numbers_as_numbers():
    sheet, notes = sheets(xlsx_bytes(table(("医院", 161100.0, 2022))))
    assert sheet["B2"].value == 161100 and sheet["B2"].data_type == "n"
    assert sheet["C2"].number_format == "0"
    assert notes["A1"].value == "规划"


def test_the_heading_of_the_excel_file_stays_in_sight_and_filters():
    sheet, _ = sheets(xlsx_bytes(table(("医院", 1.0, 2022))))
    assert sheet.freeze_panes == "C2"
    assert sheet["A1"].font.bold
    assert sheet.auto_filter.ref == "A1:C2"


def test_characters_that_excel_forbids_are_left_out():
    sheet, _ = sheets(xlsx_bytes(table(("医\x07院\x00", None, None))))
    assert sheet["A2"].value == "医院"


def test_an_empty_table_is_a_file_with_headings():
    sheet, _ = sheets(xlsx_bytes(table()))
    assert sheet.max_row == 1


def test_projects_stand_as_printed_and_as_numbers(example_plan: Plan):
    project = Project(
        "k1",
        "医院",
        row_kind="project",
        investment="16.11亿元",
        bed_counts=(76, 200),
        bed_types=("medical", "elderly_care"),
        bed_change="new",
        as_written="甲|乙",
    )
    labels = [column.label for column in project_columns("zh")]
    row = dict(zip(labels, project_rows(example_plan, [project], "zh", {"k1": "到区县"})[0], strict=True))
    assert (row["投资（原文）"], row["投资（万元）"]) == ("16.11亿元", 161100.0)
    assert (row["医疗床位（张）"], row["养老床位（张）"], row["家庭养老床位（张）"]) == (76, 200, None)
    assert row["建筑面积（原文）"] == "规划未载明" and row["建筑面积（平方米）"] is None
    assert row["原文摘录"] == "甲 … 乙"
    assert row["位置精度"] == "到区县"


def test_districts_and_elements_are_written_by_name(example_plan: Plan):
    code, element = example_plan.districts[0], example_plan.elements[0]
    project = Project("k1", "x", district_codes=(code.district_code,), element_ids=(element.element_id,))
    row = project_rows(example_plan, [project], "zh", {})[0]
    assert code.name in row and element.name in row


def test_a_group_without_an_element_is_said(example_plan: Plan):
    row = project_rows(example_plan, [Project("k1", "x", element_kind="belt")], "zh", {})[0]
    assert any("只写明" in str(cell) for cell in row)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_row_has_a_cell_per_heading(example_plan: Plan, language):
    rows = project_rows(example_plan, example_plan.projects, language, {})
    assert rows and {len(row) for row in rows} == {len(project_columns(language))}


def test_hostile_names_reach_the_file_as_text(example_plan: Plan):
    name = "<img src=x onerror=alert(1)> ${7*7} `x` \\ \" '"
    rows = project_rows(example_plan, [replace(example_plan.projects[0], name=name)], "zh", {})
    content = ExportTable("项目", project_columns("zh"), rows, "来源与说明", ())
    assert read_csv(csv_bytes(content))[1][1] == name
    assert sheets(xlsx_bytes(replace(content, notes_sheet="来源与说明")))[0]["B2"].value == name


def test_a_coordinate_shows_six_decimals_in_excel_and_keeps_them_in_csv():
    place = ExportTable("项目", (ExportColumn("lon", decimals=6),), ((122.113456,), (37.5,)), "来源与说明", NOTES)
    sheet, _ = sheets(xlsx_bytes(place))
    assert [sheet[f"A{row}"].number_format for row in (2, 3)] == ["#,##0.000000"] * 2
    assert sheet["A2"].value == 122.113456
    assert read_csv(csv_bytes(place))[1:3] == [["122.113456"], ["37.5"]]


@pytest.mark.parametrize("value", [2.0, 2.001, 1.99999, 16.11, 0.5, 161100.0, 1e-7, -3.75])
def test_no_number_of_excel_ends_with_a_point(value):
    sheet, _ = sheets(xlsx_bytes(table(("医院", value, None))))
    decimals = sheet["B2"].number_format.partition(".")
    assert set(decimals[2]) <= {"0"}  # an optional digit leaves its point behind: 2.
    assert decimals[1] == ("." if decimals[2] else "")


def test_a_sheet_is_printed_with_all_its_columns_on_one_page_and_its_heading_on_each():
    sheet, notes = sheets(xlsx_bytes(table(("医院", 1.0, 2022))))
    for one in (sheet, notes):
        assert one.page_setup.orientation == "landscape" and one.sheet_properties.pageSetUpPr.fitToPage
        assert (one.page_setup.fitToWidth, one.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"


def test_a_text_beside_a_number_keeps_apart_from_it():
    sheet, _ = sheets(xlsx_bytes(table(("医院", 1.0, "未写明"), ("医院", None, "未写明"))))
    assert (sheet["C2"].alignment.indent, sheet["C3"].alignment.indent) == (1, 0)


def test_rows_are_as_high_as_their_wrapped_texts():
    long = "文登区人民医院精神卫生康养中心二期项目"
    sheet, notes = sheets(xlsx_bytes(table((long, 1.0, 2022), ("医院", 1.0, 2022), columns=(long * 2, "投资", "年"))))
    lines = -(-2 * len(long) // 14)
    assert sheet.row_dimensions[2].height >= 15 * lines > 30
    assert sheet.row_dimensions[3].height is None
    assert sheet.row_dimensions[1].height > 32  # a long heading is not cut
    assert notes.row_dimensions[1].height is None
