"""What surrounds every page: style, plan picker, search, menu, language, notices."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from data.plan import Plan
from geo.frontend import vendor_file
from pages.shared import parameters, queries, records, widgets
from pages.shared.copy_link import show_copy_link
from pages.shared.identity_panel import show_identity
from pages.shared.labels import period, region_of, value_label, word
from pages.shared.markup import esc, plain, show
from pages.shared.past_state import show_past_banner
from pages.shared.search_box import show_search

ICON = str(Path(__file__).resolve().parent / "icon.svg")
STYLE_FILE = Path(__file__).resolve().parent / "style.css"
RECORDING_STYLE = Path(__file__).resolve().parent / "recording.css"
PAGES_FOLDER = STYLE_FILE.parent.parent
MAX_FAULTS_SHOWN = 200

log = logging.getLogger(__name__)


def show_frame(registry: Mapping[str, Sequence[str]], pages: Mapping[str, Any], current: str) -> None:
    """Show the sidebar and the notices; leave plan and language in the URL."""
    show(f"<style>@import url('./app/static/{vendor_file('fonts.css')}');</style>")
    st.html(STYLE_FILE)
    st.html(RECORDING_STYLE)
    own_style = PAGES_FOLDER / current / "style.css"
    if own_style.is_file():
        st.html(own_style)
    ids = queries.plan_ids()
    with st.sidebar:
        show(f'<div class="brand"><b>{esc(word("app.name"))}</b><span>{esc(word("app.tagline"))}</span></div>')
        if ids:
            _show_plan_picker(ids)
            show_search()
        _show_menu(registry, pages, current)
        widgets.choose(
            st.segmented_control,
            "lang",
            word("frame.language"),
            ("zh", "en"),
            default="zh",
            format_func={"zh": "中文", "en": "English"}.get,
            label_visibility="collapsed",
        )
        show_copy_link()
        show_identity()
    _show_notices(is_overview=current == "overview")
    if not ids:
        st.info(word("notice.no_plans"))
        st.stop()


def current_plan() -> Plan:
    """Return the chosen plan; the first one when none is chosen."""
    ids = queries.plan_ids()
    return queries.plan(parameters.read("plan", ids[0], ids))


def run_safely(page: Any) -> None:
    """Run a page; a fault in it is logged and said, never shown as a traceback.

    What a page finds unknown in a link is said above the page.
    """
    above = st.container()
    try:
        page.run()
    except Exception:
        log.exception("page failed")
        st.error(word("notice.crash"))
    with above:
        _show_unknown_choices()


def page_header(title: str, subtitle: str, right: str = "") -> None:
    """Show a page's heading: `right` is ready markup."""
    show(f'<header class="page-head"><div><h1>{esc(title)}</h1><p>{esc(subtitle)}</p></div><div>{right}</div></header>')


def subtitle_of(plan: Plan, page: str) -> str:
    """Return the line under a heading: document, page, status, data version."""
    status = value_label("status", plan.status)
    version = word("common.version", version=plan.data_version, date=plan.data_as_of) if plan.data_version else ""
    # the layout page is headed by the slogan, the others by their own name
    name = word(f"page.{page}") if page == "spatial_layout" and plan.formula else ""
    return " · ".join(part for part in (name_of_plan(plan), name, status, version) if part)


def name_of_plan(plan: Plan) -> str:
    """Return the plan's short title in the reader's language."""
    english = plan.title_en if parameters.read("lang", "zh") == "en" else ""
    return english or plan.title or plan.plan_id


def _show_plan_picker(ids: Sequence[str]) -> None:
    first = ids[0]
    names = {plan.plan_id: f"{region_of(plan)} {period(plan)}" for plan in queries.plans()}
    chosen = widgets.choose(
        st.selectbox,
        "plan",
        word("frame.plan"),
        ids,
        default=first,
        on_pick=parameters.open_plan,
        format_func=lambda plan_id: names[plan_id],
    )
    parameters.set_plan_scope(chosen)
    parameters.hold("plan", chosen)


def _show_menu(registry: Mapping[str, Sequence[str]], pages: Mapping[str, Any], current: str) -> None:
    params = parameters.shared_params()
    with st.container(key="menu"):
        for section, names in registry.items():
            show(f'<div class="menu-section">{esc(word(section))}</div>')
            for name in names:
                with st.container(key=f"menu_{'here' if name == current else name}"):
                    st.page_link(pages[name], label=word(f"page.{name}"), query_params=params)


def _show_unknown_choices() -> None:
    told = [plain(word("notice.unknown", name=name, value=value[:60])) for name, value in parameters.take_notices()]
    if told:  # in one box: a broken link must not push the page below the fold
        st.warning("  \n".join(told))


def _show_notices(*, is_overview: bool) -> None:
    show_past_banner()
    _show_unknown_choices()
    if fault := records.fault():
        st.warning(plain(word("notice.records", fault=fault)))
    for plan in queries.plans():
        faults = queries.faults(plan.plan_id)
        if faults and (is_overview or plan.plan_id == parameters.read("plan")):
            st.error(plain(word("notice.faulty", plan=plan.plan_id, n=len(faults))))
            with st.expander(word("notice.fault_list")):
                st.text("\n".join(str(fault) for fault in faults[:MAX_FAULTS_SHOWN]))
