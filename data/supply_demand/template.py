"""The file to fill in: an Excel sheet with the columns of people, institutions or sites, and how to fill them in."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.export import CellValue, ExportColumn, ExportTable, Note, book_bytes, book_of
from data.plan import Plan
from data.supply_demand.columns import COLUMNS, KIND_NAMES, TableKind

NOTES_SHEET = "说明"
LONGEST_LIST = 250  # what Excel allows in a list of values
SPARE_ROWS = 2_000  # the drop-down lists reach below the last row


def template(plan: Plan, kind: TableKind) -> bytes:
    """Return an Excel file to fill in; for people it has a row for each district of the plan, without figures."""
    columns = COLUMNS[kind]
    table = ExportTable(
        sheet=KIND_NAMES[kind],
        columns=tuple(ExportColumn(column.heading, column.width) for column in columns),
        rows=tuple(_rows(plan, kind)),
        notes_sheet=NOTES_SHEET,
        notes=_notes(plan, kind),
    )
    book = book_of(table)
    _offer(book.worksheets[0], plan, kind)
    return book_bytes(book)


def _rows(plan: Plan, kind: TableKind) -> list[tuple[CellValue, ...]]:
    """Return a row for each district; institutions and sites have none, since none are known."""
    if kind != "demand":
        return []
    given = ({"id": d.district_code, "name": d.name, "district": d.name, "precision": "区县"} for d in plan.districts)
    return [tuple(row.get(column.key) for column in COLUMNS[kind]) for row in given]


def _offer(sheet: Worksheet, plan: Plan, kind: TableKind) -> None:
    """Offer the values of those columns that have a list."""
    names = ",".join(district.name for district in plan.districts)
    lists = {"status": "现有,规划", "precision": "具体,镇街,区县", "district": names}
    for number, column in enumerate(COLUMNS[kind], start=1):
        offered = lists.get(column.key, "")
        if not offered or len(offered) > LONGEST_LIST:
            continue
        rule = DataValidation("list", formula1=f'"{offered}"', allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{SPARE_ROWS}")
        sheet.add_data_validation(rule)


def _notes(plan: Plan, kind: TableKind) -> tuple[Note, ...]:
    examples = "；".join(f"{column.heading}：{column.example}" for column in COLUMNS[kind] if column.example)
    return (("规划", plan.title), ("规划编号", plan.plan_id), *_NOTES[kind], ("填写举例", examples), *_COMMON)


_NOTES: dict[TableKind, tuple[Note, ...]] = {
    "demand": (
        ("每一行", "一个区县、镇街、村（社区）或网格的人口；至少填一列人口，可只填 60岁及以上。"),
        ("坐标", "填居民点坐标最好；没有坐标时，名称写区县或镇街，按已知点位取点（镇街点位不全，取不到会逐行指出）。"),
    ),
    "facilities": (
        ("每一行", "一个机构。床位不知道的留空，不要填 0。"),
        ("状态", "现有 或 规划；留空算现有。规划的填建成年份。"),
    ),
    "candidates": (("每一行", "一处可以建新机构的地点；可设床位不知道的留空。"),),
}
_COMMON: tuple[Note, ...] = (
    (
        "坐标系",
        "不必知道：CGCS2000、WGS-84、GCJ-02、BD-09 的经纬度或高斯—克吕格米数都可以，载入时按区县边界核对；"
        "一份文件只用一种。",
    ),
    ("区县", "填本规划的区县名称或代码，坐标核对更准；可留空。"),
    ("导入", "有一处错误则整份不导入，页面列出每一处的行、列和应填的内容。"),
    (
        "其他格式",
        "也可以上传 CSV、GeoJSON、GeoPackage（单图层）、Shapefile（.zip，含 .shp、.shx、.dbf）；列名相近的会自动认出。",
    ),
)
