"""All links as a table: filters by basis and kind, the chosen chain alone or everything, a file to take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from data.chain import ChainLink, Node, Survey, chain_from
from data.export import ExportColumn, ExportTable, csv_bytes
from data.plan import Plan
from data.search import fold
from pages.chain.directory import COLUMN_OF, Directory, level_name
from pages.chain.picture import column_title
from pages.shared import parameters, widgets
from pages.shared.fact_table import Cell, Column, Row, show_fact_table, sort_key
from pages.shared.filtering import choose_any, choose_words, filter_line, show_count
from pages.shared.labels import plan_name, word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.selection import select

MOST_ROWS = 400
TONES = {"stated": "target", "inferred": "standard"}
FILTERS = ("q", "basis_of", "pair")


def show_links(plan: Plan, survey: Survey, directory: Directory, node: Node | None) -> None:
    """Show the table of the links, of the chosen chain alone unless the reader asks for all."""
    everything = survey.chain.links
    if not everything:
        return
    show_markup(f'<h2 class="chain-table">{esc(word("chain.table"))}</h2>')
    with filter_line():
        words = choose_words()
        bases = choose_any("basis_of", word("chain.basis"), ("stated", "inferred"), lambda name: word(f"cite.{name}"))
        pairs = choose_any("pair", word("chain.pair"), pairs_of(everything), pair_name)
        is_own = widgets.choose_switch("own", word("chain.own"), default=True) if node else False
    links = chain_from(survey.chain, node).links if node and is_own else everything
    found = [link for link in links if is_match(link, directory, bases, pairs, words)]
    with show_count(len(found), len(everything), word("chain.link"), added=False, on_reset=_reset):
        _show_download(plan, found, directory)
    if not found:
        st.info(word("chain.no_match"))
        return
    rows = link_rows(found[:MOST_ROWS], directory)
    show_fact_table(_columns(), rows, "", key="links", label=word("chain.table"), on_select=partial(_pick, rows))
    if len(found) > MOST_ROWS:
        st.caption(word("chain.rows_cut", n=MOST_ROWS, total=len(found)))


def pair_of(link: ChainLink) -> str:
    """Return the levels that a link joins, as a choice: `0-1` for target → task."""
    return f"{COLUMN_OF[link.source.kind]}-{COLUMN_OF[link.target.kind]}"


def pairs_of(links: Sequence[ChainLink]) -> list[str]:
    """Return the pairs of levels that links join, from the top."""
    return sorted({pair_of(link) for link in links})


def pair_name(pair: str) -> str:
    """Return a pair of levels in words."""
    first, last = pair.split("-")
    return f"{column_title(int(first))} → {column_title(int(last))}"


def is_match(link: ChainLink, directory: Directory, bases: Sequence[str], pairs: Sequence[str], words: str) -> bool:
    """Tell whether a link answers all filters; each word of the text must occur."""
    if (bases and link.basis not in bases) or (pairs and pair_of(link) not in pairs):
        return False
    names = directory[link.source].name, directory[link.target].name
    text = fold("\n".join((*names, link.as_written, link.reason, link.section, link.note)))
    return all(part in text for part in fold(words).split())


def link_rows(links: Sequence[ChainLink], directory: Directory) -> list[Row]:
    """Return the rows of the table; each end can be picked by itself."""
    titles = {kind: level_name(kind) for kind in COLUMN_OF}
    return [_row(at, link, directory, titles) for at, link in enumerate(links)]


def grounds(link: ChainLink) -> str:
    """Return the reason of an inferred link, or the words that state one."""
    reason = link.reason or (word(f"chain.rule_{link.rule}") if link.basis == "inferred" else "")
    return reason or "……".join(run for run in link.as_written.split("|") if run)


def _row(at: int, link: ChainLink, directory: Directory, titles: Mapping[str, str]) -> Row:
    ends = directory[link.source], directory[link.target]
    kinds = link.source.kind, link.target.kind
    said = grounds(link)
    cells = (
        *(Cell(end.name, note=titles[kind], choice=end.choice) for end, kind in zip(ends, kinds, strict=True)),
        Cell(tag=word(f"cite.{link.basis}"), tone=TONES[link.basis]),
        said,
        link.section,
    )
    order = tuple(sort_key(text) for text in (ends[0].name, ends[1].name, link.basis, said, link.section))
    return Row(f"link:{at}", cells, order)


def _columns() -> list[Column]:
    return [
        Column("from", word("chain.from"), 22),
        Column("to", word("chain.to"), 22),
        Column("basis", word("cite.basis"), 13),
        Column("grounds", word("chain.grounds"), 32),
        Column("section", word("cite.section"), 11),
    ]


def _pick(rows: Sequence[Row], choice: str) -> None:
    """Select the end that was picked; a row picked elsewhere stands for its first end."""
    first = {row.choice: row.cells[0] for row in rows}
    cell = first.get(choice)
    select(cell.choice if isinstance(cell, Cell) else choice)


def _reset() -> None:
    for name in FILTERS:
        parameters.write(name, "")
    parameters.reset("own")
    parameters.write("own", "0", "1")


def _show_download(plan: Plan, links: Sequence[ChainLink], directory: Directory) -> None:
    st.download_button(
        "CSV",
        lambda: csv_bytes(export_table(plan, links, directory)),
        file_name=f"{plan.plan_id}-links.csv",
        mime="text/csv",
        on_click="ignore",
        key="chain_csv",
        help=word("chain.download"),
        icon=":material/download:",
        disabled=not links,
        type="tertiary",
    )


def export_table(plan: Plan, links: Sequence[ChainLink], directory: Directory) -> ExportTable:
    """Return the links as a file, each end with its id."""
    headings = ("chain.from_level", "chain.from_id", "chain.from", "chain.to_level", "chain.to_id", "chain.to")
    headings += ("cite.basis", "chain.reason", "cite.section", "cite.words", "cite.note")
    version = word("common.version", version=plan.data_version, date=plan.data_as_of)
    notes = ((word("cite.document"), f"{plan_name(plan)} · {version}"), (word("cite.note"), word("chain.file_note")))
    rows = tuple(_file_row(link, directory) for link in links)
    columns = tuple(ExportColumn(word(name), 18) for name in headings)
    return ExportTable(word("page.chain"), columns, rows, word("cite.note"), notes)


def _file_row(link: ChainLink, directory: Directory) -> tuple[str, ...]:
    ends: list[str] = []
    for node in (link.source, link.target):
        ends += [level_name(node.kind), node.id, directory[node].name]
    reason = link.reason or (word(f"chain.rule_{link.rule}") if link.rule != "recorded" else "")
    return (*ends, word(f"cite.{link.basis}"), reason, link.section, link.as_written.replace("|", "……"), link.note)
