"""The file to fill in: a row for each indicator and year that the plan targets, for each task, for each project."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.export import CellValue, ExportColumn, ExportTable, Note, book_bytes, book_of
from data.plan import Plan, Project, Task
from data.record import STATUS_NAMES, Entry, Subject, SubjectKind, actual_subject
from data.record_import.columns import COLUMNS, KIND_NAMES, ImportKind
from data.series import Series, series_of
from data.wording import value_text

NOTES_SHEET = "说明"
# people copy rows for other years: the drop-down lists reach below the last row
SPARE_ROWS = 500
INPUT_FILL = PatternFill("solid", fgColor="FFF9E8")
INPUT_ALIGNMENT = Alignment(vertical="top", wrap_text=True)
YEAR_ALIGNMENT = Alignment(vertical="top", horizontal="center")
LINE_HEIGHT = 15
GIVEN_FILL = PatternFill("solid", fgColor="F3F4F2")
Values = dict[str, CellValue]


def template(plan: Plan, kind: ImportKind, present: Mapping[Subject, Entry] | None = None) -> bytes:
    """Return an Excel file to fill in; what is recorded already (`present`) stands beside the blank cells."""
    rows = tuple(_rows(plan, kind, present or {}))
    columns = COLUMNS[kind]
    table = ExportTable(
        sheet=KIND_NAMES[kind],
        columns=tuple(ExportColumn(column.heading, column.width, column.key == "year") for column in columns),
        rows=tuple(tuple(row.get(column.key) for column in columns) for row in rows),
        notes_sheet=NOTES_SHEET,
        notes=_notes(plan, kind),
    )
    book = book_of(table)
    _guide(book.worksheets[0], kind, len(rows))
    return book_bytes(book)


def target_years(plan: Plan, series: Series) -> dict[int, str]:
    """Return the years that a plan targets with the targets as people read them.

    A target without a year holds for the last year of the plan.
    """
    texts: dict[int, str] = {}
    for year, targets in series.targets().items():
        held_at = year or plan.end_year
        if held_at is not None:
            text = "；".join(dict.fromkeys(value_text(target) for target in targets))
            texts[held_at] = "；".join(dict.fromkeys(part for part in (texts.get(held_at), text) if part))
    return dict(sorted(texts.items()))


def _rows(plan: Plan, kind: ImportKind, present: Mapping[Subject, Entry]) -> Iterator[Values]:
    if kind == "indicator":
        for series in series_of(plan):
            yield from _indicator_rows(plan, series, present)
    elif kind == "task":
        yield from (_task_row(plan, task, present) for task in plan.tasks if task.row_status != "empty")
    else:
        yield from (_project_row(plan, project, present) for project in plan.projects)


def _indicator_rows(plan: Plan, series: Series, present: Mapping[Subject, Entry]) -> Iterator[Values]:
    for year, target in target_years(plan, series).items():
        entry = present.get(actual_subject(plan.plan_id, series.indicator.id, series.scope, year))
        yield {
            "id": series.key,
            "name": series.indicator.name,
            "scope": plan.district_name(series.scope),
            "unit": series.unit,
            "year": year,
            "target": target,
            "recorded": float(entry.value) if entry and entry.value else None,
            "plan_id": plan.plan_id,
        }


def _task_row(plan: Plan, task: Task, present: Mapping[Subject, Entry]) -> Values:
    return {
        "id": task.task_id,
        "name": task.title or task.summary,
        "agencies": "、".join(task.agencies),
        "deadline": task.deadline_text,
        "recorded": _status_in(plan, "task", task.task_id, present),
        "plan_id": plan.plan_id,
    }


def _project_row(plan: Plan, project: Project, present: Mapping[Subject, Entry]) -> Values:
    years = dict.fromkeys(str(year) for year in (project.start_year, project.end_year) if year)
    return {
        "id": project.project_id,
        "name": project.name,
        "districts": "、".join(plan.district_name(code) for code in project.district_codes),
        "period": "—".join(years),
        "recorded": _status_in(plan, "project", project.project_id, present),
        "plan_id": plan.plan_id,
    }


def _status_in(plan: Plan, kind: SubjectKind, subject_id: str, present: Mapping[Subject, Entry]) -> str:
    entry = present.get(Subject(plan.plan_id, kind, subject_id, "status"))
    return STATUS_NAMES[entry.value][0] if entry and entry.value in STATUS_NAMES else ""


def _guide(sheet: Worksheet, kind: ImportKind, row_count: int) -> None:
    """Show which cells are to be filled in, and offer the values of those that have a list."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for row in range(2, row_count + 2):
        for number, column in enumerate(COLUMNS[kind], start=1):
            cell = sheet.cell(row, number)
            cell.fill = INPUT_FILL if column.is_input else GIVEN_FILL
            if column.is_input or column.key == "year":
                cell.alignment = INPUT_ALIGNMENT if column.is_input else YEAR_ALIGNMENT
        lines = max(_line_count(sheet.cell(row, n).value, c.width) for n, c in enumerate(COLUMNS[kind], start=1))
        sheet.row_dimensions[row].height = LINE_HEIGHT * lines + 4
    for number, column in enumerate(COLUMNS[kind], start=1):
        if column.key == "status":
            _offer_statuses(sheet, f"{get_column_letter(number)}2:{get_column_letter(number)}{row_count + SPARE_ROWS}")


def _line_count(value: object, width: float) -> int:
    """Return how many lines a text takes in a column; a Chinese character is as wide as two letters."""
    text = str(value or "")
    return max(1, math.ceil(sum(1 if sign.isascii() else 2 for sign in text) / width))


def _offer_statuses(sheet: Worksheet, cells: str) -> None:
    names = ",".join(zh for zh, _ in STATUS_NAMES.values())
    rule = DataValidation("list", formula1=f'"{names}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "状态", "请从列表中选择"
    rule.add(cells)
    sheet.add_data_validation(rule)


def _notes(plan: Plan, kind: ImportKind) -> tuple[Note, ...]:
    how = _NOTES_ON_FIGURES if kind == "indicator" else _NOTES_ON_PROGRESS
    return (("规划", plan.title), ("规划编号", plan.plan_id), *how, *_NOTES)


_NOTES_ON_FIGURES: tuple[Note, ...] = (
    ("怎样填", "在“实际值”填入该年的实际数值，单位与“单位”一列相同；其他年份可复制一行，再改“年份”。"),
    ("数值", "如 17.8；1,234、60%（单位为 % 时）和全角数字也能读，公式按算出的值读。不写“约”“以上”、范围或其他文字。"),
)
_NOTES_ON_PROGRESS: tuple[Note, ...] = (
    ("怎样填", "在“状态”选择进展；已完成的填“完成日期”，“佐证”写文件名、文号或网址。"),
    ("状态", "、".join(f"{zh}（{code}）" for code, (zh, _) in STATUS_NAMES.items()) + "；“持续开展”不是“已完成”。"),
    ("日期", "如 2021-06-24，不晚于今天。"),
)
_NOTES: tuple[Note, ...] = (
    ("来源", "写明数据出处，如《2021年卫生健康统计公报》；“备注”写口径等说明。"),
    ("留空", "留空的格子不改动已录的内容；要撤回已录的内容，请在页面上操作。"),
    ("灰色的列", "用来认出是哪一行，请勿改动；“已录”是下载时的内容，不会被导入。"),
    ("导入", "有一处错误则整份不导入，页面列出每一处的行、列和应填的内容；改好后再导入。"),
)
