"""What the reader can choose on 规划体检: severity, family, state, text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from data.plan_rules.finding import RuleFinding
from data.record import Entry
from pages.plan_check.listing import (
    ACKNOWLEDGED,
    SEVERITIES,
    STATES,
    Filters,
    counts_by,
    family_label,
    is_match,
    severity_label,
)
from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.widgets import choose, choose_many, choose_text

TEXT_WIDTH_PX = 220
FAMILIES = (
    "identities",
    "bounds",
    "periods",
    "repeats",
    "layout",
    "coverage",
    "densities",
    "names",
    "tables",
    "links",
    "hierarchy",
)


def choose_filters(findings: Sequence[RuleFinding], done: Mapping[str, Entry]) -> Filters:
    """Show the filters; tiles and chips count the findings of the chosen state, open ones by default."""
    state = parameters.read("state", STATES[0], STATES)
    counted = [finding for finding in findings if is_match(finding, Filters(state=state), done)]
    with st.container(horizontal=True, key="check_filters", vertical_alignment="bottom"):
        severities = _choose_severities(counts_by(finding.severity for finding in counted))
        settled = sum(finding.key in done for finding in findings)
        state = _choose_state({"open": len(findings) - settled, ACKNOWLEDGED: settled})
        text = choose_text(
            "q",
            word("facts.text"),
            width=TEXT_WIDTH_PX,
            placeholder=word("check.text_hint"),
            icon=":material/search:",
            label_visibility="collapsed",
        )
    offered = {finding.family for finding in findings}
    families = _choose_families(offered, counts_by(finding.family for finding in counted))
    return Filters(tuple(severities), tuple(families), state, text)


def reset_filters() -> None:
    """Clear every filter but the state."""
    for name in ("q", "severity", "family"):
        parameters.write(name, "")


def _choose_severities(counts: Mapping[str, int]) -> list[str]:
    names = {severity: severity_label(severity) for severity in SEVERITIES}
    with st.container(key="check_severities"):
        return choose_many(
            st.pills,
            "severity",
            word("check.severity"),
            SEVERITIES,
            selection_mode="multi",
            format_func=lambda severity: f"**{counts.get(severity, 0)}** {names[severity]}",
            label_visibility="collapsed",
        )


def _choose_families(offered: Collection[str], counts: Mapping[str, int]) -> list[str]:
    if not offered:
        return []
    names = {family: family_label(family) for family in FAMILIES if family in offered}
    with st.container(key="check_families"):
        return choose_many(
            st.pills,
            "family",
            word("check.family"),
            list(names),
            selection_mode="multi",
            format_func=lambda family: f"{names[family]} {counts.get(family, 0)}",
            label_visibility="collapsed",
        )


def _choose_state(counts: Mapping[str, int]) -> str:
    names = {state: word(f"check.state.{state}") for state in STATES}
    return choose(
        st.segmented_control,
        "state",
        word("check.state"),
        STATES,
        default=STATES[0],
        format_func=lambda state: f"{names[state]} {counts[state]}" if state in counts else names[state],
        label_visibility="collapsed",
    )
