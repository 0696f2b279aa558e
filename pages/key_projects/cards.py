"""The card beside the list: a project, or what a picked district, element or place holds of the filtered projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.plan import Plan
from data.project_filter import ProjectFacts
from pages.key_projects.recorded import project_fields
from pages.shared import parameters
from pages.shared.citation import cited, unstated
from pages.shared.labels import money, name_of, word
from pages.shared.markup import esc, show
from pages.shared.project_card import project_card
from pages.shared.recording import show_record_form
from pages.shared.selection import select, split

MAX_PROJECTS = 60


def show_card(
    plan: Plan, rows: Sequence[ProjectFacts], choice: str, inside: set[str], bases: Mapping[str, str]
) -> None:
    """Show the card of the selection and the ways on: previous, next, only this district, close."""
    kind, row_id = split(choice)
    with st.container(key="project_steps", horizontal=True, vertical_alignment="center"):
        if kind == "project":
            _show_steps([row.project.project_id for row in rows], row_id)
        elif kind in ("district", "element"):
            st.button(
                word("project.only_this"),
                key="project_only",
                icon=":material/filter_alt:",
                type="tertiary",
                on_click=_filter_by,
                args=(kind, row_id),
            )
        st.button(
            word("common.clear"),
            key="project_close",
            icon=":material/close:",
            type="tertiary",
            on_click=select,
            args=("",),
        )
    if kind == "project":
        project = next(row for row in plan.projects if row.project_id == row_id)
        show(project_card(plan, project, bases.get(row_id, "")))
        show_record_form(project_fields(plan, project), key=f"project_{row_id}")
    else:
        show(_group_card(plan, choice, [row for row in rows if row.project.project_id in inside]))


def _show_steps(ids: Sequence[str], current: str) -> None:
    if current not in ids:
        show(f'<span class="hint">{esc(word("project.outside_filter"))}</span>')
        return
    at = ids.index(current)
    before, after = ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""
    for key, icon, target in (("before", "chevron_left", before), ("after", "chevron_right", after)):
        st.button(
            "",
            key=f"project_{key}",
            icon=f":material/{icon}:",
            type="tertiary",
            disabled=not target,
            help=word(f"project.{key}"),
            on_click=select,
            args=(f"project:{target}",),
        )
    show(f'<span class="hint">{esc(word("common.of", k=at + 1, n=len(ids)))}</span>')


def _filter_by(name: str, value: str) -> None:
    parameters.reset(name)
    parameters.write_list(name, [value])
    select("")


def _group_card(plan: Plan, choice: str, rows: Sequence[ProjectFacts]) -> str:
    kind, row_id = split(choice)
    owners = {"district": plan.districts, "element": plan.elements, "place": plan.places}.get(kind, ())
    ids = {"district": "district_code", "element": "element_id", "place": "place_id"}
    owner = next((row for row in owners if getattr(row, ids[kind]) == row_id), None)
    items = "".join(
        f"<li><span>{cited(name_of(row.project), plan, row.project)}</span><span>{_amount(row)}</span></li>"
        for row in rows[:MAX_PROJECTS]
    )
    count = word("project.inside", n=len(rows))
    return (
        f'<div class="card"><h3>{esc(name_of(owner) if owner else row_id)}</h3>'
        f'<p class="hint">{esc(count)}</p><ul class="plainlist">{items}</ul></div>'
    )


def _amount(row: ProjectFacts) -> str:
    return esc(money(row.investment)) or unstated()
