"""The card beside the picture: the chosen end with its source, its links and their grounds, ways to other pages."""

from __future__ import annotations

from collections.abc import Sequence

from data.chain import ChainLink, Node, Survey
from data.plan import Plan
from pages.chain import facts
from pages.chain.directory import COLUMN_OF, COLUMNS, Directory, Label, level_name
from pages.chain.overview import most_linked
from pages.shared.labels import in_brackets, word
from pages.shared.links import page_link
from pages.shared.markup import esc, fact_rows, pill, show, tile, tiles
from pages.shared.recording_words import status_name

COLOURS = {"indicator": "#0F5C63", "task": "#2B5B8A", "project": "#A5492A"}
PLACE_COLOUR = "#4D6B2F"
PAGES = {
    "indicator": ("indicators",),
    "task": ("tasks",),
    "project": ("key_projects",),
    "element": ("spatial_layout",),
    "place": ("spatial_layout",),
    "district": ("spatial_layout", "districts"),
}
ICONS = {
    "indicators": "monitoring",
    "tasks": "checklist",
    "key_projects": "location_on",
    "spatial_layout": "hub",
    "districts": "bar_chart",
}
MOST_LISTED, MOST_LINKED = 14, 3


def legend() -> str:
    """Return what the two kinds of lines mean."""
    kinds = "".join(
        f'<span class="line-key {basis}"></span><span>{esc(word(f"chain.legend_{basis}"))}</span>'
        for basis in ("stated", "inferred")
    )
    return f'<p class="chain-legend">{kinds}</p>'


def show_card(plan: Plan, survey: Survey, directory: Directory, node: Node | None, choice: str) -> None:
    """Show the card of the chosen end, or how the chain stands as a whole; links to its other pages below."""
    if node is None:
        show(intro_card(survey, directory))
        return
    if node in directory:
        show(node_card(plan, survey, directory, node))
    else:
        show(f'<div class="card"><p class="hint">{esc(word("chain.not_a_node"))}</p></div>')
    for page in PAGES[node.kind]:
        page_link(page, icon=ICONS[page], sel=choice)


def intro_card(survey: Survey, directory: Directory) -> str:
    """Return what stands beside the whole chain: how many links of which basis, and what stands alone."""
    links = survey.chain.links
    stated = sum(link.basis == "stated" for link in links)
    counts = [
        tile(str(stated), word("chain.legend_stated")),
        tile(str(len(links) - stated), word("chain.legend_inferred")),
    ]
    lists = (
        ("targets_alone", survey.unowned.targets),
        ("outcomes", survey.unowned.outcomes),
        ("tasks_idle", survey.idle.tasks),
        ("tasks_alone", survey.unowned.tasks),
        ("projects_alone", survey.unowned.projects),
        ("projects_idle", survey.idle.projects),
    )
    alone = [(word(f"chain.{name}"), esc(len(nodes))) for name, nodes in lists if nodes or name != "outcomes"]
    items = [(directory[node], count) for node, count in most_linked(survey, "indicator", MOST_LINKED)]
    return (
        f'<div class="card"><h3>{esc(word("chain.all"))}</h3>{tiles(counts)}<dl class="counts">{_counts(alone)}</dl>'
        f'{_most_linked(items)}<p class="hint">{esc(word("chain.hint"))}</p></div>'
    )


def node_card(plan: Plan, survey: Survey, directory: Directory, node: Node) -> str:
    """Return the card of a node: what it is, its source, the links that begin and end at it."""
    label = directory[node]
    head = f"{pill(level_name(node.kind), COLOURS.get(node.kind, PLACE_COLOUR))}<h3>{esc(label.name)}</h3>"
    above, below = survey.chain.before.get(node, ()), survey.chain.after.get(node, ())
    ties = _ties("above", above, directory, node) + _ties("below", below, directory, node)
    rows = facts.facts_of(plan, node)
    if label.status:
        rows.append((word("chain.recorded_status"), esc(status_name(label.status))))
    return f'<div class="card">{head}{fact_rows(rows)}{ties}{facts.source_of_node(plan, node)}</div>'


def _ties(name: str, links: Sequence[ChainLink], directory: Directory, node: Node) -> str:
    if not links:
        # places are the last level and targets the first: nothing is missing there
        is_end = COLUMN_OF[node.kind] == (0 if name == "above" else len(COLUMNS) - 1)
        return (
            "" if is_end else f'<h4>{esc(word(f"chain.{name}"))}</h4><p class="unstated">{esc(word("chain.none"))}</p>'
        )
    items = "".join(
        _tie(link, directory[link.source if name == "above" else link.target]) for link in links[:MOST_LISTED]
    )
    more = f'<li class="hint">… +{len(links) - MOST_LISTED}</li>' if len(links) > MOST_LISTED else ""
    return f'<h4>{esc(word(f"chain.{name}"))} · {len(links)}</h4><ul class="ties">{items}{more}</ul>'


def _tie(link: ChainLink, label: Label) -> str:
    quoted = " ".join(f"<q>{esc(run)}</q>" for run in link.as_written.split("|") if run)
    section = in_brackets(link.section) if link.section else ""
    reason = link.reason or (word(f"chain.rule_{link.rule}") if link.rule != "recorded" else "")
    lines = [f"<p>{esc(reason)}</p>" if reason else "", f"<p>{quoted}{esc(section)}</p>" if quoted else ""]
    note = f"<p>{esc(link.note)}</p>" if link.note else ""
    tag = f'<span class="tone tone-{esc(link.basis)}">{esc(word(f"cite.{link.basis}"))}</span>'
    return f'<li class="{esc(link.basis)}"><b>{esc(label.name)}</b> {tag}{"".join(lines)}{note}</li>'


def _counts(rows: Sequence[tuple[str, str]]) -> str:
    return "".join(f"<dt>{esc(name)}</dt><dd>{count}</dd>" for name, count in rows)


def _most_linked(items: Sequence[tuple[Label, int]]) -> str:
    if not items:
        return ""
    rows = "".join(f"<li><span>{esc(label.name)}</span><span>{count}</span></li>" for label, count in items)
    return f'<h4>{esc(word("chain.most_linked"))}</h4><ul class="plainlist">{rows}</ul>'
