"""依据: one click from a figure to plan, section, words and basis. Opens in the browser, without a round trip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from data.citation import clause_in_context
from data.plan import Plan
from pages.shared.labels import plan_name, word
from pages.shared.markup import esc

Basis = Literal["stated", "derived", "inferred", "reference"]


def cited(value: str, plan: Plan, row: Any, *, basis: Basis = "stated", note: str = "") -> str:
    """Return a figure (plain text) that opens its source: the row's section and words.

    `row` carries `section` and `as_written`; its own `note` is shown when no other is given.
    """
    return _details(f'<span class="figure">{esc(value)}</span>', source_of(plan, row, basis=basis, note=note))


def cited_reference(value: str, note: str = "") -> str:
    """Return a census figure (plain text) that opens its source."""
    rows = [(word("cite.basis"), esc(word("cite.reference"))), (word("cite.document"), esc(word("cite.census")))]
    if note:
        rows.append((word("cite.note"), esc(note)))
    return _details(f'<span class="figure">{esc(value)}</span>', _rows(rows))


def cited_sum(value: str, plan: Plan, rows: Sequence[Any], note: str = "") -> str:
    """Return a figure computed from rows of the plan; opening it lists the rows with their words."""
    lines = "".join(f"<li>{esc(row.name)} · {esc(row.section)}<br>{_words(row.as_written)}</li>" for row in rows[:40])
    more = f"<li>… +{len(rows) - 40}</li>" if len(rows) > 40 else ""
    head = [(word("cite.basis"), esc(word("cite.derived"))), (word("cite.document"), esc(plan_name(plan)))]
    if note:
        head.append((word("cite.note"), esc(note)))
    return _details(f'<span class="figure">{esc(value)}</span>', f"{_rows(head)}<ul>{lines}{more}</ul>")


def source_box(plan: Plan, row: Any, *, basis: Basis = "stated", note: str = "") -> str:
    """Return the open source box of a card."""
    return f'<div class="source"><strong>{esc(word("cite.title"))}</strong>{source_of(plan, row, basis=basis, note=note)}</div>'


def source_of(plan: Plan, row: Any, *, basis: Basis = "stated", note: str = "") -> str:
    """Return document, section, words, basis and, where the text lies in the plan folder, the clause."""
    document = plan_name(plan) + (f"（{plan.document_number}）" if plan.document_number else "")
    rows = [
        (word("cite.document"), esc(document)),
        (word("cite.section"), esc(row.section)),
        (word("cite.words"), _words(row.as_written)),
        (word("cite.basis"), esc(word(f"cite.{basis}"))),
    ]
    remark = note or getattr(row, "note", "")
    if remark:
        rows.append((word("cite.note"), esc(remark)))
    return _rows(rows) + _context(plan, row)


def unstated() -> str:
    """Return the words for what the plan does not say."""
    return f'<span class="unstated">{esc(word("common.not_stated"))}</span>'


def _details(summary: str, body: str) -> str:
    return f'<details class="cite"><summary>{summary}</summary><div class="cite-body">{body}</div></details>'


def _rows(rows: Sequence[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{esc(label)}</dt><dd>{content}</dd>" for label, content in rows if content) + "</dl>"


def _words(as_written: str) -> str:
    return " ".join(f"<q>{esc(run)}</q>" for run in as_written.split("|") if run)


def _context(plan: Plan, row: Any) -> str:
    if not (plan.folder / "source.txt").is_file():
        return ""
    pieces = _clause(plan, row.section, tuple(run for run in row.as_written.split("|") if run))
    text = "".join(f"<mark>{esc(piece)}</mark>" if hit else esc(piece) for piece, hit in pieces)
    if not text:
        return ""
    return f'<details class="context"><summary>{esc(word("cite.context"))}</summary><p>{text}</p></details>'


def _clause(plan: Plan, section: str, runs: tuple[str, ...]) -> list[tuple[str, bool]]:
    return list(clause_in_context(plan, section, runs))


