"""Reading a plan folder: files → a Plan. Bad cells become findings, good rows stay, nothing raises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from data.cells import CellError, blank_value, read_cell
from data.finding import Finding
from data.plan import (
    District,
    Indicator,
    IndicatorValue,
    Link,
    Place,
    Plan,
    Population,
    Project,
    SupportMeasure,
    Task,
)
from data.raw_reading import FileReport, read_csv_table, read_yaml_rows
from data.schema import SCHEMA_FOLDER, Column, TableSchema, load_schema
from data.table import Row, Table
from layouts.layout import LayoutElement

__all__ = ["Finding", "read_indicator_vocabulary", "read_plan", "read_reference_population"]

REFERENCE_FOLDER = Path(__file__).parent / "reference"

# a plan without one of these files is no plan; the others are optional
NEEDED_FILES = ("layout", "districts", "places", "projects", "indicators", "tasks")

_PRINTED_AMOUNTS = {"money", "area", "count"}

RowType = TypeVar("RowType")
Values = dict[str, Any]


def read_plan(folder: Path) -> Plan:
    """Return the plan of a folder; whatever is wrong with it stands in `Plan.findings`."""
    tables: dict[str, Table] = {}
    findings: list[Finding] = []

    def read(name: str, build: Callable[..., RowType]) -> tuple[RowType, ...]:
        tables[name], rows = _read_table(folder, load_schema().tables[name], build, findings)
        return rows

    plan_values: Values = next(iter(read("plan", dict)), {})
    plan_id = folder.name
    _report_missing_files(folder, findings)
    elements = read("layout", LayoutElement)
    districts = read("districts", District)
    places = read("places", Place)
    projects = read("projects", Project)
    values = read("indicators", IndicatorValue)
    tasks = read("tasks", Task)
    links = read("links", Link)
    measures = read("support_measures", SupportMeasure)
    people = read("population", Population)
    own_indicators = read("indicator_vocabulary", Indicator)
    read("unaccounted", dict)
    return Plan(
        **{**plan_values, "plan_id": plan_id},
        folder=folder,
        elements=elements,
        districts=districts,
        places=places,
        projects=projects,
        indicator_values=values,
        tasks=tasks,
        links=links,
        support_measures=measures,
        indicators=read_indicator_vocabulary() | {entry.id: entry for entry in own_indicators},
        population=read_reference_population() | {entry.code: entry for entry in people},
        findings=tuple(findings),
        tables=tables,
    )


@cache
def read_indicator_vocabulary() -> dict[str, Indicator]:
    """Return the common indicators of `data/schema/indicators.yaml` by id."""
    schema = load_schema().tables["indicator_vocabulary"]
    _, entries = _read_table(SCHEMA_FOLDER, schema, Indicator, [])
    return {entry.id: entry for entry in entries}


@cache
def read_reference_population(folder: Path = REFERENCE_FOLDER) -> dict[str, Population]:
    """Return the 2020 census of `data/reference/population.csv` by census code; {} where it is missing."""
    schema = load_schema().tables["population"]
    _, entries = _read_table(folder, schema, Population, [])
    return {entry.code: entry for entry in entries}


def _report_missing_files(folder: Path, findings: list[Finding]) -> None:
    tables = load_schema().tables
    if not (folder / tables["plan"].file).is_file():
        findings.append(_missing(tables["plan"].file, "这个文件夹还不是一部规划"))
    for name in NEEDED_FILES:
        if not (folder / tables[name].file).is_file():
            findings.append(_missing(tables[name].file, "没有内容时只留表头（layout.yaml 写 []）"))


def _missing(file: str, expectation: str) -> Finding:
    return Finding(file, None, "", "", "缺少文件", expectation, "error", "file_missing")


def _read_table(
    folder: Path, schema: TableSchema, build: Callable[..., RowType], findings: list[Finding]
) -> tuple[Table, tuple[RowType, ...]]:
    report = FileReport(schema.file)
    is_yaml = schema.file.endswith(".yaml")
    table = (read_yaml_rows if is_yaml else read_csv_table)(folder, schema, report)
    named = tuple(_named_rows(table, schema, report))
    rows = tuple(build(**_read_row(row, schema, report)) for row in named)
    findings.extend(report.findings)
    return replace(table, rows=named), rows


def _named_rows(table: Table, schema: TableSchema, report: FileReport) -> list[Row]:
    """Return the rows that can be pointed at: rows without an id or with a used one fall out."""
    if not schema.id_column:
        return list(table.rows)
    named: dict[str, Row] = {}
    for row in table.rows:
        row_id = row.get(schema.id_column)
        if not row_id:
            message = "没有编号，这一行未采用"
            report.add("blank_id", message, "每行一个编号", row=row.line, column=schema.id_column)
        elif row_id in named:
            expectation = f"编号不重复；第{named[row_id].line}行已用"
            message = "编号重复，这一行未采用"
            line, column = row.line, schema.id_column
            report.add("duplicate_id", message, expectation, row=line, column=column, value=row_id)
        else:
            named[row_id] = row
    return list(named.values())


def _read_row(row: Row, schema: TableSchema, report: FileReport) -> Values:
    return {column.name: _read_value(row, column, report) for column in schema.columns}


def _read_value(row: Row, column: Column, report: FileReport) -> Any:
    text, field = row.get(column.name), column.field
    if not text:
        return blank_value(field)
    try:
        return read_cell(text, field)
    except CellError as error:
        message = f"不是{field.zh}的正确写法"
        report.add(f"bad_{field.type}", message, str(error), row=row.line, column=column.name, value=text)
    return text if field.type in _PRINTED_AMOUNTS else blank_value(field)
