"""An extract as one workbook or as a zip of CSV files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from openpyxl import Workbook

from data.export import Note, book_bytes, csv_bytes, write_notes, write_rows
from data.takeaway.about import NOTES_SHEET, SOURCES_SHEET, reading_notes, source_notes
from data.takeaway.extract import Extract
from data.takeaway.tables import extract_table


def workbook_bytes(extract: Extract) -> bytes:
    """Return an Excel file: 来源, a sheet per table, 说明."""
    book = Workbook()
    book.remove(book.worksheets[0])
    write_notes(book.create_sheet(SOURCES_SHEET[extract.language]), source_notes(extract))
    for name in extract.tables:
        table = extract_table(extract, name)
        write_rows(book.create_sheet(table.sheet), table)
    write_notes(book.create_sheet(NOTES_SHEET[extract.language]), reading_notes(extract))
    # a time of its own in each file would make two extracts of one moment differ
    book.properties.created = book.properties.modified = extract.made_at.replace(tzinfo=None)
    book.properties.creator = ""
    book.properties.title = extract.plan.title
    return book_bytes(book)


def csv_zip_bytes(extract: Extract) -> bytes:
    """Return a zip of CSV files with a byte order mark, one per table; each ends with its sources and notes."""
    files = [(f"{extract.plan.plan_id}_{name}.csv", csv_bytes(extract_table(extract, name))) for name in extract.tables]
    return zip_bytes(files, extract)


def zip_bytes(files: Iterable[tuple[str, bytes]], extract: Extract) -> bytes:
    """Return files as a zip, dated when the extract was made."""
    target = io.BytesIO()
    moment = extract.made_at.timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def all_notes(extract: Extract) -> tuple[Note, ...]:
    """Return sources, then notes: what a file with one place for both says of itself."""
    return (*source_notes(extract), *reading_notes(extract))
