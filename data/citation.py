"""Where a figure comes from: plan, section, words. And the clause in its context, where the document lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, Protocol

from data.document import Range, find_occurrences
from data.plan import Plan, Population
from data.raw_reading import FileReport, read_text
from data.sections import SectionedDocument, read_sections
from data.table import split_list, split_runs

Basis = Literal["stated", "derived", "inferred", "reference"]

BASIS_NAMES: dict[Basis, tuple[str, str]] = {
    "stated": ("规划载明", "stated by the plan"),
    "derived": ("由规划数据计算", "computed from the plan"),
    "inferred": ("推断", "inferred"),
    "reference": ("参考数据", "reference data"),
}


class Quoting(Protocol):
    """A row that quotes the plan: an element, place, project, indicator value or task, or the plan itself."""

    @property
    def section(self) -> str:
        """The address of the section, or several joined by `;`."""

    @property
    def as_written(self) -> str:
        """The quoted runs, joined by `|`."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a figure on a page can say about itself. `section` and `runs` are blank for reference data."""

    plan_id: str
    plan_title: str
    section: str
    runs: tuple[str, ...]
    basis: Basis
    source: str
    date: str

    def text(self, language: str = "zh") -> str:
        """Return the citation in one line."""
        basis = BASIS_NAMES[self.basis][1 if language == "en" else 0]
        if self.basis == "reference":
            return f"{basis}：{self.source}" if language == "zh" else f"{basis}: {self.source}"
        quoted = "……".join(self.runs)
        words = f"“{quoted}”" if quoted else ""
        return f"《{self.plan_title}》{self.section.replace(';', '、')} {words}（{basis}）"


@dataclass(frozen=True, slots=True)
class ClausePiece:
    """A piece of a section's text as published; `hits` are the ranges in `text` that hold the quoted runs."""

    section: str
    text: str
    hits: tuple[Range, ...]


def citation_of(row: Quoting, plan: Plan, basis: Basis = "stated") -> Citation:
    """Return the citation of a row of a plan (or of the plan itself)."""
    return Citation(
        plan_id=plan.plan_id,
        plan_title=plan.title,
        section=row.section,
        runs=split_runs(row.as_written),
        basis=basis,
        source=plan.source,
        date=plan.issued_on,
    )


def citation_of_people(people: Population, plan: Plan) -> Citation:
    """Return the citation of a census figure."""
    year = str(people.year) if people.year else ""
    return Citation(plan.plan_id, plan.title, "", (), "reference", people.source, year)


def clause_in_context(plan: Plan, section: str, runs: Sequence[str]) -> tuple[ClausePiece, ...]:
    """Return the text of a section with the places of the runs; () where the plan has no source.txt."""
    path = plan.folder / "source.txt"
    try:
        stamp = path.stat()
    except OSError:
        return ()
    document = _read_source(path, stamp.st_mtime_ns, stamp.st_size)
    return tuple(
        _clause_piece(document, address, piece, runs)
        for address in split_list(section)
        for piece in document.ranges(address)
    )


@lru_cache(maxsize=16)
def _read_source(path: Path, _changed: int, _size: int) -> SectionedDocument:
    return read_sections(read_text(path, FileReport(path.name)) or "")


def _clause_piece(document: SectionedDocument, address: str, piece: Range, runs: Sequence[str]) -> ClausePiece:
    start, end = document.document.text_range(*piece)
    hits = [
        document.document.text_range(*found)
        for run in runs
        for found in find_occurrences(document.document, run, (piece,))
    ]
    inside = tuple(sorted((first - start, last - start) for first, last in hits))
    return ClausePiece(address, document.document.text[start:end], inside)
