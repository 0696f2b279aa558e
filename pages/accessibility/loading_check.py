"""坐标体检 and adoption: which system the coordinates fit, what cannot be told apart, what will be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from data.plan import Plan
from data.supply_demand.columns import KIND_NAMES
from data.supply_demand.input_set import InputSet
from geo.crs import System
from geo.reach.coordinate_check import SMALLEST_SHARE, CoordinateCheck
from geo.reach.coordinate_systems import declared_name, name_of
from geo.reach.input_reading import (
    Placed,
    degrees_of,
    demand_of,
    facilities_of,
    notes_of,
    outside,
    systems_of,
    unplaced,
)
from pages.accessibility.loading_tables import show_faults, show_findings, show_table
from pages.shared import parameters
from pages.shared.labels import language, word
from pages.shared.markup import esc, plain, show

MOST_VERDICTS, MOST_SHOWN = 8, 5
Adopt = Callable[[InputSet, str], str]


def show_check(plan: Plan, inputs: InputSet, placed: Placed, adopt: Adopt, file_id: str) -> None:
    """Show the check, let the reader choose what it leaves open, and offer to use the file."""
    systems = systems_of(placed)
    if placed.check is not None:
        _show_verdicts(plan, placed.check)
    if not systems:
        st.error(word("loading.none_fits", region=plain(plan.region_name)))
        return
    system = _choose_system(placed, systems, file_id)
    if system is None:
        return
    degrees = degrees_of(placed, system)
    if faults := unplaced(placed, degrees):
        show_faults(placed.rows.table.file, faults, len(faults))
        return
    if remarks := outside(placed, degrees, plan):
        with st.expander(word("loading.outside", n=len(remarks))):
            show_findings(remarks)
    _show_first(placed, degrees)
    source = st.text_input(
        word("loading.source_label"), placeholder=word("loading.source_hint"), key=f"loading_source_{file_id}"
    )
    label = word("loading.adopt", n=f"{len(placed.rows.ids):,}")
    if st.button(label, type="primary", key=f"loading_adopt_{file_id}", icon=":material/check:"):
        _adopt(plan, inputs, placed, system, source, adopt)


def with_part(plan: Plan, inputs: InputSet, placed: Placed, system: System, source: str) -> InputSet:
    """Return a set with one part replaced by placed rows; the notes on that part are replaced, too."""
    kind = placed.rows.kind
    said = " ".join(source.split()) or placed.rows.table.file
    points = (demand_of if kind == "demand" else facilities_of)(placed, system, plan, said)
    mark = f"{KIND_NAMES[kind]}："
    notes = [note for note in inputs.notes if not note.startswith(mark)]
    notes += [mark + note for note in notes_of(placed, system)]
    changed: InputSet = replace(inputs, **{kind: points}, id="", notes=tuple(notes), plan_id=plan.plan_id)
    return changed


def _adopt(plan: Plan, inputs: InputSet, placed: Placed, system: System, source: str, adopt: Adopt) -> None:
    message = word("loading.adopted", kind=word(f"loading.{placed.rows.kind}"), n=f"{len(placed.rows.ids):,}")
    if fault := adopt(with_part(plan, inputs, placed, system, source), message):
        st.error(plain(fault))
        return
    st.rerun()


def _show_verdicts(plan: Plan, check: CoordinateCheck) -> None:
    at = 0 if language() == "zh" else 1
    rows = []
    for verdict in check.verdicts[:MOST_VERDICTS]:
        verdict_key = "alike" if verdict.system in check.alike else "out"
        if check.is_certain and verdict.system in check.alike:
            verdict_key = "fits"
        stated = f"{verdict.in_district / check.stated:.1%}" if check.stated else "—"
        inside = f"{verdict.in_region / check.tried:.1%}"
        rows.append((name_of(verdict.system)[at], stated, inside, word(f"loading.verdict_{verdict_key}")))
    heading = word("loading.check", n=f"{check.tried:,}", all=f"{check.total:,}", stated=f"{check.stated:,}")
    show(f"<h3 class='part'>{esc(word('loading.check_title'))}</h3><p class='hint'>{esc(heading)}</p>")
    names = ("system", "in_district", "in_region", "verdict")
    headings = [word(f"loading.{name}", region=plan.region_name) for name in names]
    show_table(headings, rows, numbers=(1, 2), best=0 if check.alike else -1)


def _choose_system(placed: Placed, systems: tuple[System, ...], file_id: str) -> System | None:
    """Return the one system that fits, or what the reader chooses.

    Where several fit none is chosen for the reader, not even the one that the file declares: providers often declare
    a wrong one. What the check rules out can be chosen all the same: the reader may know better.
    """
    others = () if placed.check is None else near_systems(placed.check, systems)
    if len(systems) == 1:
        if not others:
            return systems[0]
        with st.expander(word("loading.other_system")):
            return _ask_system(systems, others, 0, file_id)
    st.warning(word("loading.cannot_tell", n=len(systems)))
    if name := declared_name(placed.rows.table.declared):
        st.caption(word("loading.declared", name=plain(name)))
    return _ask_system(systems, others, None, file_id)


def near_systems(check: CoordinateCheck, fitting: Sequence[System]) -> tuple[System, ...]:
    """Return the systems that are ruled out and yet put most positions near the region."""
    tried = check.verdicts[:MOST_VERDICTS]
    return tuple(one.system for one in tried if one.system not in fitting and one.is_far.mean() < 1 - SMALLEST_SHARE)


def _ask_system(
    fitting: tuple[System, ...], others: tuple[System, ...], index: int | None, file_id: str
) -> System | None:
    at = 0 if language() == "zh" else 1
    systems = (*fitting, *others)

    def label(number: int) -> str:
        name = name_of(systems[number])[at]
        return plain(name if number < len(fitting) else word("loading.ruled_out", name=name))

    number = st.radio(
        word("loading.choose_system"),
        range(len(systems)),
        index=index,
        format_func=label,
        key=f"loading_system_{file_id}_{parameters.counter('loading_system')}",
    )
    return None if number is None else systems[number]


def _show_first(placed: Placed, degrees: np.ndarray) -> None:
    """Show the first rows as they will be used."""
    rows = placed.rows
    figures = list(rows.figures)
    headings = [word("loading.row_name"), word("record.lon"), word("record.lat")]
    headings += [word(f"loading.figure_{key}") for key in figures]
    shown = []
    for k in range(min(MOST_SHOWN, len(rows.ids))):
        values = [rows.figures[key][k] for key in figures]
        texts = [word("loading.not_stated") if np.isnan(value) else f"{value:,.10g}" for value in values]
        shown.append((rows.names[k], f"{degrees[k, 0]:.6f}", f"{degrees[k, 1]:.6f}", *texts))
    show(f"<h3 class='part'>{esc(word('loading.first', n=len(shown)))}</h3>")
    show_table(headings, shown, numbers=range(1, len(headings)))
