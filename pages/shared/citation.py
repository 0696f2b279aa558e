"""依据: one click from a figure to plan, section, words and basis. Opens in the browser, without a round trip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from data.citation import ClausePiece, clause_in_context
from data.plan import Plan
from pages.shared.labels import plan_name, word
from pages.shared.markup import esc

MAX_ROWS = 40
CENSUS = "第七次全国人口普查（2020），《中国人口普查分县资料—2020》"
Basis = Literal["stated", "derived", "inferred", "reference"]


def cited(value: str, plan: Plan, row: Any, *, basis: Basis = "stated", note: str = "") -> str:
    """Return a figure (plain text) that opens its source: the row's section and words.

    `row` carries `section` and `as_written`; its own `note` is shown when no other is given.
    """
    return _details(f'<span class="figure">{esc(value)}</span>', source_of(plan, row, basis=basis, note=note))


def cited_reference(value: str, plan: Plan, codes: Sequence[str], note: str = "") -> str:
    """Return a figure on people (plain text) that opens its source: that of the population rows of `codes`."""
    rows = [
        (word("cite.basis"), esc(word("cite.reference"))),
        (word("cite.document"), esc(people_source(plan, codes))),
    ]
    if note:
        rows.append((word("cite.note"), esc(note)))
    return _details(f'<span class="figure">{esc(value)}</span>', _rows(rows))


def cited_sum(value: str, plan: Plan, rows: Sequence[Any], note: str = "") -> str:
    """Return a figure computed from rows of the plan; opening it lists the rows with their words."""
    shown = rows[:MAX_ROWS]
    lines = "".join(f"<li>{esc(row.name)} · {esc(row.section)}<br>{_words(row.as_written)}</li>" for row in shown)
    more = f"<li>… +{len(rows) - MAX_ROWS}</li>" if len(rows) > MAX_ROWS else ""
    head = [(word("cite.basis"), esc(word("cite.derived"))), (word("cite.document"), esc(plan_name(plan)))]
    if note:
        head.append((word("cite.note"), esc(note)))
    return _details(f'<span class="figure">{esc(value)}</span>', f"{_rows(head)}<ul>{lines}{more}</ul>")


def source_box(plan: Plan, row: Any, *, basis: Basis = "stated", note: str = "", is_open: bool = True) -> str:
    """Return the source box of a card; it can be folded."""
    state = " open" if is_open else ""
    body = source_of(plan, row, basis=basis, note=note)
    return f'<details class="source"{state}><summary>{esc(word("cite.title"))}</summary>{body}</details>'


def source_of(plan: Plan, row: Any, *, basis: Basis = "stated", note: str = "", with_document: bool = True) -> str:
    """Return document, section, words, basis and, where the text lies in the plan folder, the clause."""
    document = plan_name(plan) + (f"（{plan.document_number}）" if plan.document_number else "")
    rows = [
        (word("cite.document"), esc(document) if with_document else ""),
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


def people_source(plan: Plan, codes: Sequence[str]) -> str:
    """Return the source of the people of districts or census units, in words."""
    chosen = [district for district in plan.districts if district.district_code in codes]
    census_codes = [code for district in chosen for code in district.population_scope] or list(codes)
    sources = dict.fromkeys(plan.population[code].source for code in census_codes if code in plan.population)
    known = "；".join(source for source in sources if source)
    return word("cite.census") if known == CENSUS or not known else known


def _details(summary: str, body: str) -> str:
    return f'<details class="cite"><summary>{summary}</summary><div class="cite-body">{body}</div></details>'


def _rows(rows: Sequence[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{esc(label)}</dt><dd>{content}</dd>" for label, content in rows if content) + "</dl>"


def _words(as_written: str) -> str:
    return " ".join(f"<q>{esc(run)}</q>" for run in as_written.split("|") if run)


def _context(plan: Plan, row: Any) -> str:
    if not (plan.folder / "source.txt").is_file():
        return ""
    runs = tuple(run for run in row.as_written.split("|") if run)
    pieces = clause_in_context(plan, row.section, runs)
    text = "".join(f"<p><b>{esc(piece.section)}</b> {_marked(piece)}</p>" for piece in pieces if piece.text.strip())
    if not text:
        return ""
    return f'<details class="context"><summary>{esc(word("cite.context"))}</summary>{text}</details>'


def _marked(piece: ClausePiece) -> str:
    parts, at = [], 0
    for start, end in piece.hits:
        parts.append(f"{esc(piece.text[at:start])}<mark>{esc(piece.text[start:end])}</mark>")
        at = end
    return "".join([*parts, esc(piece.text[at:])])
