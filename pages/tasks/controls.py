"""What the reader can choose on 任务进度: view, text, unit, deadline, group, source table, state."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.record import STATUSES
from data.schema import load_schema
from data.task_progress import STATES
from pages.shared import parameters, widgets
from pages.shared.filtering import choose_any, choose_words, filter_line
from pages.shared.labels import value_label, word
from pages.shared.recording_words import status_name
from pages.tasks.filters import UNASSIGNED, UNGROUPED, UNRECORDED, Filters, agency_choices, group_of
from pages.tasks.standing import Standing

VIEWS = ("list", "units", "timeline", "matrix", "groups")
# the matrix wants more room than a table beside its card
SHARES = {"list": 2.3, "units": 2.3, "timeline": 2.3, "matrix": 3.2, "groups": 2.3}
FILTER_NAMES = ("q", "agency", "deadline", "group", "source", "status", "state")


def choose_filters(standing: Standing) -> Filters:
    """Show the filters; only what the plan has is offered."""
    offered = _offered(standing)
    with filter_line():
        text = choose_words()
        agencies = choose_any("agency", word("task.agency"), offered["agency"], _agency_name)
        deadlines = choose_any("deadline", word("task.deadline"), offered["deadline"], _deadline_name)
        groups = _choose_some("group", word("task.group"), offered["group"], group_name)
        tables = _choose_some("source", word("task.table"), offered["source"], _source_name)
        is_told = standing.has_records
        asked = word("progress.record_status")
        statuses = choose_any("status", asked, offered["status"], _status_name) if is_told else ()
    return Filters(agencies, deadlines, groups, tables, text, _states(), statuses)


def read_filters(standing: Standing) -> Filters:
    """Return the filters that the address holds, without showing them."""
    offered = _offered(standing)
    found = {name: tuple(parameters.read_list(name, allowed=values)) for name, values in offered.items()}
    return Filters(
        found["agency"], found["deadline"], found["group"], found["source"], parameters.read("q"), _states(),
        found["status"],
    )  # fmt: skip


def read_view() -> str:
    """Return the view that the address holds."""
    return parameters.read("view", VIEWS[0], VIEWS)


def choose_view() -> str:
    """Show the choice of the view."""
    return widgets.choose_segment("view", "progress.view", VIEWS, on_pick=open_view)


def open_view(view: str) -> None:
    """Open a view; how the last one was sorted means nothing in it."""
    parameters.write("view", view, VIEWS[0])
    parameters.write("sort", "")


def show_way_back(filters: Filters) -> None:
    """Show the way from the list of one unit or group back to all of them."""
    view = read_view()
    ways = {
        "units": (pick_agency, "progress.all_units", filters.agencies),
        "groups": (pick_group, "progress.all_groups", filters.groups),
    }
    if view in ways and len(ways[view][2]) == 1:
        go, name, _ = ways[view]
        st.button(word(name), key="way_back", type="tertiary", icon=":material/arrow_back:", on_click=go, args=("",))


def open_unit(name: str) -> None:
    """Open the list of one unit."""
    open_view("units")
    pick_agency(name)


def pick_state(state: str) -> None:
    """Filter by one state, or by none with ""."""
    parameters.write_list("state", [state] if state else [])


def pick_agency(name: str) -> None:
    """Show the list of one unit, or all units with ""."""
    parameters.write_list("agency", [name] if name else [])
    parameters.write("sort", "")


def pick_group(name: str) -> None:
    """Show the list of one group, or all groups with ""."""
    parameters.write_list("group", [name] if name else [])
    parameters.write("sort", "")


def reset_filters() -> None:
    """Clear every filter."""
    for name in FILTER_NAMES:
        parameters.write(name, "")


def group_name(group: str) -> str:
    """Return the name of a group as a choice."""
    return word("task.no_group") if group == UNGROUPED else group


def _offered(standing: Standing) -> dict[str, list[str]]:
    """Return what each filter offers: what the plan has, in the order of the column dictionary or of the text."""
    rows, fields = standing.plan.tasks, load_schema().fields
    deadlines, sources = {row.deadline_kind for row in rows}, {row.source_table for row in rows}
    return {
        "agency": agency_choices(standing),
        "deadline": [kind for kind in fields["deadline_kind"].allowed if kind in deadlines],
        "group": list(dict.fromkeys(group_of(row) for row in rows)),
        "source": [table for table in fields["source_table"].allowed if table in sources],
        "status": [UNRECORDED, *STATUSES],
    }


def _choose_some(name: str, label: str, options: list[str], names: Callable[[str], str]) -> tuple[str, ...]:
    return choose_any(name, label, options, names) if len(options) > 1 else ()


def _states() -> tuple[str, ...]:
    return tuple(parameters.read_list("state", allowed=STATES))


def _status_name(status: str) -> str:
    return word("progress.unrecorded") if status == UNRECORDED else status_name(status)


def _agency_name(agency: str) -> str:
    return word("common.not_stated") if agency == UNASSIGNED else agency


def _deadline_name(kind: str) -> str:
    return value_label("deadline_kind", kind)


def _source_name(table: str) -> str:
    return value_label("source_table", table)
