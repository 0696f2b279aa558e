"""What the reader can choose on 规划体检: severity, family, state, text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.plan_rules.finding import RuleFinding
from data.record import Entry
from pages.plan_check.listing import SEVERITIES, STATES, Filters, counts_by, family_label, severity_label
from pages.shared import parameters
from pages.shared.filtering import choose_words, filter_line
from pages.shared.labels import word
from pages.shared.widgets import choose, choose_many

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
    """Show the filters; the tiles of severities count what is still open."""
    left_open = [finding for finding in findings if finding.key not in done]
    severities = _choose_severities(counts_by(finding.severity for finding in left_open))
    families = _choose_families(counts_by(finding.family for finding in findings))
    with filter_line():
        text = choose_words()
        state = _choose_state({"open": len(left_open), "acknowledged": len(findings) - len(left_open)})
    return Filters(tuple(severities), tuple(families), state, text)


def reset_filters() -> None:
    """Clear every filter."""
    for name in ("q", "severity", "family"):
        parameters.write(name, "")
    parameters.write("state", "all", STATES[0])


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


def _choose_families(counts: Mapping[str, int]) -> list[str]:
    offered = [family for family in FAMILIES if counts.get(family)]
    if not offered:
        return []
    names = {family: family_label(family) for family in offered}
    with st.container(key="check_families"):
        return choose_many(
            st.pills,
            "family",
            word("check.family"),
            offered,
            selection_mode="multi",
            format_func=lambda family: f"{names[family]} {counts[family]}",
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
