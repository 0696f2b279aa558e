"""Tables of an extract as rows with headings: numbers as numbers, texts as they stand in the plan's files."""

from __future__ import annotations

from data.export import CellValue, ExportColumn, ExportTable
from data.schema import Field, Language, column_label, load_schema
from data.takeaway.about import NOTES_SHEET, reading_notes, source_notes
from data.takeaway.extract import STATISTICS, TABLES, Extract

NUMBER_TYPES = frozenset({"integer", "number", "year"})
WIDTHS = {"identifier": 12, "code": 11, "year": 8, "integer": 11, "number": 13, "choice": 13, "date": 12, "runs": 48}
TEXT_WIDTH = 26


def known_tables() -> tuple[str, ...]:
    """Return the tables that can be taken away, in order."""
    return tuple(name for name in TABLES if name == STATISTICS or name in load_schema().tables)


def extract_table(extract: Extract, table: str) -> ExportTable:
    """Return a table with a heading per column: its label and, in brackets, its name in the file."""
    header, rows = extract.cells(table)
    fields = [_field(table, name) for name in header]
    columns = tuple(
        ExportColumn(_heading(table, name, extract.language), _width(field), is_year=_type(field) == "year")
        for name, field in zip(header, fields, strict=True)
    )
    values = tuple(tuple(_value(cell, _type(field)) for cell, field in zip(row, fields, strict=True)) for row in rows)
    notes = (*source_notes(extract), *reading_notes(extract))
    return ExportTable(extract.title(table), columns, values, NOTES_SHEET[extract.language], notes)


def _field(table: str, name: str) -> Field | None:
    schema = load_schema()
    columns = schema.tables[table].columns if table in schema.tables else ()
    return next((column.field for column in columns if column.name == name), schema.fields.get(_stem(name)))


def _stem(name: str) -> str:
    return "bed_count" if name.startswith("bed_count_") else name


def _type(field: Field | None) -> str:
    return field.type if field else "text"


def _width(field: Field | None) -> float:
    return WIDTHS.get(_type(field), TEXT_WIDTH)


def _heading(table: str, name: str, language: Language) -> str:
    words = _field_label(table, name, language)
    return words if words == name else f"{words}（{name}）" if language == "zh" else f"{words} ({name})"


def _field_label(table: str, name: str, language: Language) -> str:
    schema = load_schema()
    if name.startswith("bed_count_"):
        kind = name.removeprefix("bed_count_")
        names = next(((zh, en) for value, zh, en in schema.fields["bed_types"].values if value == kind), (kind, kind))
        return f"床位：{names[0]}" if language == "zh" else f"Beds: {names[1]}"
    if table in schema.tables and name in schema.tables[table].column_names:
        return column_label(table, name, language)
    field = schema.fields.get(name)
    return name if field is None else field.zh if language == "zh" else field.en


def _value(cell: str, kind: str) -> CellValue:
    """Return a number where the column holds numbers; whatever cannot be read as one stays a text."""
    if kind not in NUMBER_TYPES or not cell:
        return cell or None
    try:
        number = float(cell)
    except ValueError:
        return cell
    return int(number) if number.is_integer() else number
