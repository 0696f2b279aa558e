"""Small tables of the loading view: faults, verdicts, the first rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from data.finding import Finding
from data.supply_demand.fault_file import fault_file
from data.words import in_english
from pages.shared.files import file_name
from pages.shared.labels import language, word
from pages.shared.markup import esc, show

LONGEST_VALUE = 120
MOST_SHOWN = 50


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
    """Show what must be mended or looked at, the first MOST_SHOWN: row, column, value, fault, expectation."""
    names = ("line", "column", "value", "message", "expected")
    rows = [
        (
            str(one.row or ""),
            told(one.column),
            told(one.value)[:LONGEST_VALUE],
            told(one.message),
            told(one.expectation),
        )
        for one in findings[:MOST_SHOWN]
    ]
    show_table([word(f"records.fault_{name}") for name in names], rows, numbers=(0,))


def told(text: str) -> str:
    """Return words in the reader's language; a text that is a name or a value as it is."""
    return in_english(text) if language() == "en" else text


def show_faults(file: str, faults: Sequence[Finding], count: int) -> None:
    """Show all faults of a file at once: the first of them, how many more there are, and a file with them."""
    st.error(word("loading.faults", n=f"{count:,}"))
    show_findings(faults)
    if count > MOST_SHOWN:
        show(f'<p class="hint">{esc(word("loading.more_faults", n=f"{count - MOST_SHOWN:,}"))}</p>')
    st.download_button(
        word("loading.fault_file"),
        partial(fault_file, file, faults, count, is_english=language() == "en"),
        file_name=file_name("csv", word("loading.fault_file_name"), file.rpartition(".")[0]),
        mime="text/csv",
        on_click="ignore",
        key="loading_fault_file",
        icon=":material/download:",
    )
