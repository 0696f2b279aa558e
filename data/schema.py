"""The column dictionary and the indicator vocabulary: what a plan folder may contain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from layouts.vocabulary import find_kind

SCHEMA_FOLDER = Path(__file__).parent / "schema"
Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its type, its names, and for a choice the allowed values with zh and en label.

    `shown` holds further values that no file has and that are shown all the same, such as a recorded position.
    """

    name: str
    type: str
    zh: str
    en: str
    about: str = ""
    values: tuple[tuple[str, str, str], ...] = ()
    known: tuple[str, ...] = ()
    shown: tuple[tuple[str, str, str], ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The allowed values; empty when the field is no choice."""
        return tuple(value for value, _, _ in self.values)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name in the file, the field it carries, whether it may be blank."""

    name: str
    field: Field
    is_required: bool
    may_be_absent: bool = False


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One file of a plan folder: what each row is, the column that names a row, the columns in order."""

    name: str
    file: str
    each_row_is: str
    id_column: str
    columns: tuple[Column, ...]

    @property
    def expected_names(self) -> tuple[str, ...]:
        """The columns that a file must have; the others are our own additions to the contract."""
        return tuple(column.name for column in self.columns if not column.may_be_absent)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The header of the file."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Schema:
    """All fields and tables; `derived` names the columns that only answers of the command line have."""

    fields: dict[str, Field]
    tables: dict[str, TableSchema]
    derived: tuple[str, ...]


@cache
def load_schema() -> Schema:
    """Read `data/schema/fields.yaml`."""
    content = yaml.safe_load((SCHEMA_FOLDER / "fields.yaml").read_text(encoding="utf-8"))
    fields = {name: _read_field(name, entry) for name, entry in content["fields"].items()}
    tables = {name: _read_table(name, entry, fields) for name, entry in content["tables"].items()}
    return Schema(fields, tables, tuple(content["derived"]))


def label(field: str, value: str | None = None, language: Language = "zh") -> str:
    """Return the name of a field, or of one of its values; an unknown name or value is its own label.

    >>> label("bed_change"), label("bed_change", "new"), label("bed_change", "new", "en")
    ('床位增改', '新增', 'new')
    """
    entry = load_schema().fields.get(field)
    if value is None:
        return _pick(language, entry.zh, entry.en) if entry else field
    if field == "element_kind":
        return _element_kind_label(value, language)
    for allowed, zh, en in (*entry.values, *entry.shown) if entry else ():
        if allowed == value:
            return _pick(language, zh, en)
    return value


def position_bases() -> tuple[tuple[str, str, str], ...]:
    """Return how well a position may be known, as value, zh and en name: one vocabulary for maps, sheets and files."""
    field = load_schema().fields["location_basis"]
    return (*field.values, *field.shown)


def column_label(table: str, column: str, language: Language = "zh") -> str:
    """Return the name of a column of a table; an unknown column is its own label.

    >>> column_label("places", "kind")
    '地点类型'
    """
    schema = load_schema()
    found = [entry.field.name for entry in schema.tables[table].columns if entry.name == column]
    return label(found[0] if found else column, None, language)


def _element_kind_label(value: str, language: Language) -> str:
    kind = find_kind(value)
    return _pick(language, kind.name, kind.name_en) if kind else value


def _pick(language: Language, zh: str, en: str) -> str:
    return en if language == "en" else zh


def _read_field(name: str, entry: dict[str, Any]) -> Field:
    values, shown = (
        tuple((str(value), str(zh), str(en)) for value, (zh, en) in entry.get(key, {}).items())
        for key in ("values", "shown")
    )
    known = tuple(map(str, entry.get("known", ())))
    return Field(name, entry["type"], entry["zh"], entry["en"], entry.get("about", ""), values, known, shown)


def _read_table(name: str, entry: dict[str, Any], fields: dict[str, Field]) -> TableSchema:
    columns = tuple(_read_column(column, words, fields) for column, words in entry["columns"].items())
    return TableSchema(name, entry["file"], entry["each_row_is"], entry["id"], columns)


def _read_column(name: str, words: str, fields: dict[str, Field]) -> Column:
    requirement, _, field = words.partition(" ")
    return Column(name, fields[field or name], requirement == "required", requirement == "extra")
