"""The file to fill in: a row for each indicator and year that the plan targets, for each task, for each project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
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
            "recorded": float(entry.value) if entry else None,
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
    last = row_count + 1
    for number, column in enumerate(COLUMNS[kind], start=1):
        letter = get_column_letter(number)
        for row in range(2, last + 1):
            cell = sheet.cell(row, number)
            cell.fill = INPUT_FILL if column.is_input else GIVEN_FILL
            if column.is_input:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
        if column.key == "status":
            names = ",".join(zh for zh, _ in STATUS_NAMES.values())
            rule = DataValidation("list", formula1=f'"{names}"', allow_blank=True, showErrorMessage=True)
            rule.errorTitle, rule.error = "状态", "请从列表中选择"
            rule.add(f"{letter}2:{letter}{last + SPARE_ROWS}")
            sheet.add_data_validation(rule)


def _notes(plan: Plan, kind: ImportKind) -> tuple[Note, ...]:
    what = {
        "indicator": "在“实际值”填入该年的实际数值，单位与“单位”一列相同；其他年份可复制一行、改“年份”。",
        "task": "在“状态”选择任务的进展；完成的填“完成日期”，“佐证”写文件名、文号或网址。",
        "project": "在“状态”选择项目的进展；完成的填“完成日期”，“佐证”写文件名、文号或网址。",
    }
    return (
        ("规划", plan.title),
        ("规划编号", plan.plan_id),
        ("怎样填", what[kind]),
        ("留空", "留空的格子不改动已录的内容；要撤回已录的内容，请在页面上操作。"),
        (
            "数值",
            "只填数字，如 17.8；1,234、60%（单位为 % 时）和全角数字也能读。不填“约”“以上”、范围或公式以外的文字。",
        ),
        ("状态", "、".join(f"{zh}（{code}）" for code, (zh, _) in STATUS_NAMES.items())),
        ("日期", "如 2021-06-24。"),
        ("来源", "写明数据出处，如《2021年卫生健康统计公报》；“备注”写口径等说明。"),
        ("灰色的列", "用来认出是哪一行，请勿改动；“已录”为下载时的内容，不会被导入。"),
        ("导入", "有一处错误则整份不导入，页面会列出每一处的行、列和应填的内容；改好后再导入。"),
    )
