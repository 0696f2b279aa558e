"""Small tables of the loading view: faults, verdicts, the first rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.finding import Finding
from pages.shared.labels import word
from pages.shared.markup import esc, show

LONGEST_VALUE = 120


def show_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = (), best: int = -1
) -> None:
    """Show rows of text; the columns `numbers` stand right-aligned, the row `best` is marked."""
    tone = {number: ' class="number"' for number in numbers}
    head = "".join(f"<th{tone.get(k, '')}>{esc(text)}</th>" for k, text in enumerate(headings))
    marked = {best: ' class="is-best"'}
    body = "".join(
        f"<tr{marked.get(k, '')}>"
        + "".join(f"<td{tone.get(c, '')}>{esc(cell)}</td>" for c, cell in enumerate(row))
        + "</tr>"
        for k, row in enumerate(rows)
    )
    show(f'<div class="loading-table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def show_findings(findings: Sequence[Finding]) -> None:
    """Show what must be mended or looked at: row, column, value, fault, expectation."""
    names = ("line", "column", "value", "message", "expected")
    rows = [
        (str(one.row or ""), one.column, one.value[:LONGEST_VALUE], one.message, one.expectation) for one in findings
    ]
    show_table([word(f"records.fault_{name}") for name in names], rows, numbers=(0,))
