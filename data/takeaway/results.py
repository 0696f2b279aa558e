"""Tables of something computed as files: what it rests on stands in 说明, where the facts come from in 来源."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openpyxl import Workbook

from data.export import ExportTable, Note, book_bytes, csv_bytes, write_notes, write_rows
from data.takeaway.about import NOTES_SHEET, SOURCES_SHEET, source_notes
from data.takeaway.extract import Extract
from data.takeaway.files import zip_bytes

FILTERS = frozenset({"筛选", "Filters"})  # of the rows of a plan: nothing that was computed knows them
CENSUS = frozenset({"人口", "Population"})  # of the plan: what was computed may rest on other people


@dataclass(frozen=True, slots=True)
class ResultFile:
    """What was computed for a plan.

    Attributes:
        extract: plan, language and moment of making.
        tables: by the end of a file's name, such as `districts`; their own notes are not used.
        assumptions: what the figures rest on, as (heading, sentence).
        inputs: what it was computed with and where that comes from; stands in the place of the plan's census. ():
            with the census.
        mark: stands at the end of the names of CSV files, such as `_example`.
    """

    extract: Extract
    tables: dict[str, ExportTable]
    assumptions: tuple[Note, ...]
    inputs: tuple[Note, ...] = ()
    mark: str = ""

    @property
    def sources(self) -> tuple[Note, ...]:
        """Where the facts come from: first what was computed with, then the plan."""
        left_out = FILTERS | CENSUS if self.inputs else FILTERS
        return (*self.inputs, *(note for note in source_notes(self.extract) if note[0] not in left_out))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Sources and assumptions: what a file with one place for both says of itself."""
        return (*self.sources, *self.assumptions)


def result_workbook(result: ResultFile) -> bytes:
    """Return an Excel file: 来源, a sheet per table, 说明 with the assumptions."""
    book, language = Workbook(), result.extract.language
    book.remove(book.worksheets[0])
    write_notes(book.create_sheet(SOURCES_SHEET[language]), result.sources)
    for table in result.tables.values():
        write_rows(book.create_sheet(table.sheet), table)
    write_notes(book.create_sheet(NOTES_SHEET[language]), result.assumptions)
    book.properties.created = book.properties.modified = result.extract.made_at.replace(tzinfo=None)
    book.properties.creator = ""
    book.properties.title = result.extract.plan.title
    return book_bytes(book)


def result_csv_zip(result: ResultFile) -> bytes:
    """Return a zip of CSV files with a byte order mark, one per table; each ends with sources and assumptions."""
    files = [
        (f"{result.extract.plan.plan_id}_{name}{result.mark}.csv", csv_bytes(replace(table, notes=result.notes)))
        for name, table in result.tables.items()
    ]
    return zip_bytes(files, result.extract)
