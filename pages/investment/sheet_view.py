"""项目推介书 on screen: the content of the paper, uncut, each figure opening its source; it prints as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from data.plan import Plan
from pages.investment.sheet import sheet_base, sheet_of
from pages.investment.sheet_base import mark_of
from pages.investment.sheet_buttons import show_sheet_button
from pages.investment.sheet_content import Bars, Fact, ProjectSheet, Section, SheetMap, latin, shown_text
from pages.investment.sheet_map_svg import map_svg
from pages.investment.shown import Shown
from pages.shared import queries
from pages.shared.citation import Basis, cited
from pages.shared.labels import language, word
from pages.shared.markup import esc
from pages.shared.plan_stamp import stamp_of
from pages.shared.recording import present

LEFT = ("what", "layout", "demand", "neighbours", "support", "recorded")
OPENING: dict[str, Basis] = {"stated": "stated", "derived": "derived", "inferred": "inferred"}


@dataclass(frozen=True, slots=True)
class _Row:
    """What a source box asks of a row."""

    section: str
    as_written: str
    note: str = ""


# st.html takes SVG away
_mount = st.components.v2.component(
    "project_sheet",
    html='<div class="sheet-frame"></div>',
    js=(Path(__file__).resolve().parent / "sheet.js").read_text(encoding="utf-8"),
    # it looks like the cards of the page, whose styles it takes
    isolate_styles=False,
)


def show_sheet(plan: Plan, project_id: str) -> None:
    """Show the sheet of a project in the reader's language.

    Raises ProjectNotFoundError where the plan has no such project.
    """
    sheet = sheet_of(
        plan,
        project_id,
        language(),
        plans=queries.plans(),
        entries=present(plan.plan_id),
        base=queries.made(f"sheet_base {plan.plan_id} {stamp_of(plan.plan_id)}", lambda: sheet_base(plan)),
    )
    _mount(key="project_sheet", data={"markup": sheet_markup(plan, sheet)})


def show_chosen_sheet(shown: Shown) -> None:
    """Show the sheet of the chosen candidate with its PDF; else say how to choose one."""
    if not shown.choice:
        st.info(word("sheet.choose"))
        return
    told = shown.told(shown.choice)
    with st.container(key="sheet_actions", horizontal=True):
        show_sheet_button(told, shown.plans)
    show_sheet(told.plan, told.project.project_id)


def sheet_markup(plan: Plan, sheet: ProjectSheet) -> str:
    """Return the sheet as markup."""
    left = "".join(_section(plan, sheet, sheet.sections[key]) for key in LEFT)
    right = "".join(_map(one) for one in sheet.maps) + _position(sheet) + "".join(_bars(bars) for bars in sheet.bars)
    return (
        f'<article class="project-sheet">{_head(sheet)}<div class="sheet-lead">{_text(plan, sheet, sheet.lead)}</div>'
        f'<div class="sheet-figures">{"".join(_figure(plan, sheet, fact) for fact in sheet.figures)}</div>'
        f'<div class="sheet-columns"><div>{left}</div><div>{right}</div></div>'
        f'<div class="sheet-columns">{_missing(plan, sheet)}{_contact(sheet)}</div>{_sources(sheet)}</article>'
    )


def _head(sheet: ProjectSheet) -> str:
    tags = " · ".join((*sheet.tags, shown_text(sheet.status, sheet.language)))
    return (
        f"<header><div><b>{esc(word('sheet.kicker'))}</b><span>{esc(tags)}</span></div><h2>{esc(latin(sheet.title))}</h2>"
        f"<p>{esc(sheet.other_name)}</p><p>{esc(sheet.plan_line)}</p></header>"
    )


def _figure(plan: Plan, sheet: ProjectSheet, fact: Fact) -> str:
    tone = " is-missing" if fact.basis == "missing" else ""
    return (
        f'<div class="sheet-figure{tone}"><span>{esc(fact.label)}</span>'
        f"<b>{_text(plan, sheet, fact, is_figure=True)}</b> <i>{esc(fact.unit)}</i></div>"
    )


def _section(plan: Plan, sheet: ProjectSheet, section: Section) -> str:
    if not section.facts:
        return ""
    note = f'<p class="hint">{esc(section.note)}</p>' if section.note else ""
    return f"<h4>{esc(section.title)}</h4>{_list(plan, sheet, section.facts)}{note}"


def _list(plan: Plan, sheet: ProjectSheet, facts: Sequence[Fact]) -> str:
    items = "".join(f"<dt>{esc(fact.label)}</dt><dd>{_text(plan, sheet, fact)}</dd>" for fact in facts)
    return f'<dl class="facts">{items}</dl>'


def _text(plan: Plan, sheet: ProjectSheet, fact: Fact, *, is_figure: bool = False) -> str:
    """Return a line's texts; what the plan states, or what is computed from it, opens its source."""
    text = latin(shown_text(fact, sheet.language))
    if fact.basis == "missing":
        return f'<span class="unstated">{esc(text)}</span>'
    if fact.separator:
        return _lines(plan, fact)
    mark = "" if is_figure or fact is sheet.lead else mark_of(fact, sheet.lead.section)
    if fact.basis in OPENING and fact.section:
        note = fact.words if fact.basis == "derived" else ""
        row = _Row(fact.section, "" if fact.basis == "derived" else fact.words)
        return cited(text + mark, plan, row, basis=OPENING[fact.basis], note=note)
    return esc(text + mark)


def _lines(plan: Plan, fact: Fact) -> str:
    """Return texts that are sentences of their own as a list, the plan's words behind the section."""
    items = "".join(f"<li>{esc(latin(item))}</li>" for item in fact.items)
    section = fact.section.replace(";", "、")
    return f"<ul>{items}</ul>{cited(f'〔{section}〕', plan, _Row(fact.section, fact.words))}"


def _map(one: SheetMap) -> str:
    drawn = map_svg(one.drawing, one.title) if one.drawing else f"<p>{esc(word('sheet.no_map'))}</p>"
    return f"<figure><figcaption>{esc(one.title)}</figcaption>{drawn}</figure>"


def _position(sheet: ProjectSheet) -> str:
    text = shown_text(sheet.position, sheet.language)
    caption = f'<br><span class="hint">{esc(sheet.maps[0].caption)}</span>'
    return f'<p class="sheet-position"><b>{esc(sheet.position.label)}</b> {esc(text)}{caption}</p>'


def _bars(bars: Bars) -> str:
    largest = max(bar.value for bar in bars.bars) or 1.0
    rows = "".join(
        f'<div class="sheet-bar{" is-own" if bar.is_own else ""}"><span>{esc(bar.label)}</span>'
        f'<i style="width:{100 * bar.value / largest:.1f}%"></i><b>{esc(bar.text)}</b></div>'
        for bar in bars.bars
    )
    rows = f"<p>{esc(bars.sentence)}</p>" if bars.sentence else rows
    note = f'<p class="hint">{esc(bars.note)}</p>' if bars.note else ""
    return (
        f"<details class='sheet-arithmetic'><summary>{esc(bars.title)}</summary>"
        f'<p class="hint">{esc(bars.words)}</p></details>{rows}{note}'
    )


def _missing(plan: Plan, sheet: ProjectSheet) -> str:
    section = sheet.sections["missing"]
    grade = f"{sheet.grade} · {shown_text(sheet.grade_rule, sheet.language)}"
    return (
        f'<div class="sheet-missing"><h4>{esc(section.title)}</h4>{_list(plan, sheet, section.facts)}'
        f'<dl class="facts"><dt>{esc(sheet.grade_rule.label)}</dt><dd><b>{esc(grade)}</b>'
        f'<p class="hint">{esc(sheet.grade_rule.words)}</p></dd></dl><p class="hint">{esc(section.note)}</p></div>'
    )


def _contact(sheet: ProjectSheet) -> str:
    rows = "".join(f"<dt>{esc(label)}</dt><dd></dd>" for label in sheet.contact)
    return f'<div class="sheet-contact"><h4>{esc(sheet.contact_title)}</h4><dl>{rows}</dl></div>'


def _sources(sheet: ProjectSheet) -> str:
    rows = "".join(
        f"<dt>{esc(fact.label)}</dt><dd>{esc(shown_text(fact, sheet.language))}</dd>"
        for fact in sheet.sections["sources"].facts
    )
    return f"<footer><dl>{rows}</dl><p>{esc(sheet.legend)}</p><p>{esc(sheet.foot)}</p></footer>"
