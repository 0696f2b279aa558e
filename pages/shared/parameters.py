"""Choices and the address bar: the only module that touches session state.

Every choice has a name in the URL. What the URL says wins; what it does not say is remembered from the
last visit of the page; else the default holds. A copied address therefore restores the view.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast

import streamlit as st

MEMORY = "choices"
NOTICES = "notices"
GLOBAL_NAMES = ("plan", "lang", "asof")
MAX_LENGTH = 300
MAX_LIST_LENGTH = 6000  # a list that were cut would be another choice


def read(name: str, default: str = "", allowed: Collection[str] | None = None, longest: int = MAX_LENGTH) -> str:
    """Return a choice: from the URL, else as remembered, else the default.

    A value outside `allowed` falls back to the default and leaves a notice for the reader.
    """
    value = str(st.query_params.get(name, _memory().get(_slot(name), default)))[:longest]
    if name in st.query_params:
        _memory()[_slot(name)] = value  # what a link says is remembered like what was picked
    elif value != default:
        st.query_params[name] = value  # what is remembered is part of the view: a copied link holds it
    if allowed is not None and value not in allowed:
        if value != default:
            _notice(name, value)
        value = default
        reset(name)
    return value


def read_list(name: str, default: Sequence[str] = (), allowed: Collection[str] | None = None) -> list[str]:
    """Return a list choice, kept as comma-separated text; unknown members are left out with a notice."""
    text = read(name, ",".join(default), longest=MAX_LIST_LENGTH)
    values = [value for value in text.split(",") if value and value != "-"]
    if allowed is None:
        return values
    known = [value for value in values if value in allowed]
    for value in values:
        if value not in allowed:
            _notice(name, value)
    if known != values:
        write_list(name, known, default) if known else reset(name)
    return known or ([] if text == "-" or not values else list(default))


def read_range(name: str, low: float, high: float) -> tuple[float, float]:
    """Return a range choice `low~high` within its bounds; else the bounds, with a notice."""
    text = read(name, f"{low:g}~{high:g}")
    try:
        start, end = (float(part) for part in text.split("~"))
        if low <= start <= end <= high:
            return type(low)(start), type(high)(end)
    except ValueError:
        pass
    note_unknown(name, text)
    return low, high


def write(name: str, value: str, default: str = "") -> None:
    """Keep a choice in the URL and in memory; the default leaves no trace in the URL."""
    _memory()[_slot(name)] = value
    if value == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def write_list(name: str, values: Sequence[str], default: Sequence[str] = ()) -> None:
    """Keep a list choice; an emptied list is written as `-` so that it differs from the default."""
    write(name, ",".join(values) or ("-" if default else ""), ",".join(default))


def reset(*names: str) -> None:
    """Forget choices of this page, so that their defaults hold again."""
    for name in names:
        counter(_slot(name), step=1)
        _memory().pop(_slot(name), None)
        st.query_params.pop(name, None)


def says(*names: str) -> bool:
    """Tell whether the address says any of these choices."""
    return any(name in st.query_params for name in names)


def hold(name: str, value: str) -> None:
    """Write a choice that every page shares back into the URL, default or not."""
    _memory()[_slot(name)] = value
    if st.query_params.get(name) != value:
        st.query_params[name] = value


def set_page(page: str) -> None:
    """Tell which page's choices are meant; called by the frame before the page runs."""
    if st.session_state.get("page") != page:
        drop("draft")
    st.session_state["page"] = page


def set_plan_scope(plan_id: str) -> None:
    """Forget page choices that belong to another plan; what the URL says stays, it came with the link."""
    if st.session_state.get("scope") not in (None, plan_id):
        st.session_state[MEMORY] = {slot: value for slot, value in _memory().items() if slot.startswith("/")}
    st.session_state["scope"] = plan_id


def open_plan(plan_id: str) -> None:
    """Choose another plan; what was chosen within the old one (a selection, its districts) is dropped."""
    for name in [name for name in st.query_params if name not in GLOBAL_NAMES]:
        del st.query_params[name]
    set_plan_scope(plan_id)
    hold("plan", plan_id)


def shared_params(**more: str) -> dict[str, str]:
    """Return what a link to another page carries along: plan and language, and what is asked for."""
    kept = {name: value for name in GLOBAL_NAMES if (value := st.query_params.get(name))}
    return {**kept, **{name: value for name, value in more.items() if value}}


def put(name: str, value: Any) -> str:
    """Give the widget of a choice its value; return the key that the widget must have.

    A value that it holds already is not given again: the browser would take it for news, and lose what was
    picked since.
    """
    key = _key(name)
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def held(key: str) -> Any:
    """Return what a widget holds."""
    return st.session_state[key]


def holds(key: str) -> bool:
    """Tell whether a widget is there to be asked."""
    return key in st.session_state


def keep(name: str, value: Any) -> None:
    """Keep something for this session that no link carries, such as a form that is open."""
    st.session_state[f"kept_{name}"] = value


def kept(name: str, default: Any = None) -> Any:
    """Return what was kept."""
    return st.session_state.get(f"kept_{name}", default)


def drop(name: str) -> None:
    """Forget what was kept."""
    st.session_state.pop(f"kept_{name}", None)


def component_value(key: str) -> dict[str, Any]:
    """Return what a component reported last; an empty dict before it did."""
    value = st.session_state.get(key)
    return value if isinstance(value, dict) else {}


def table_selection(key: str) -> list[int]:
    """Return the row numbers selected in a table widget."""
    state = st.session_state.get(key)
    return list(state["selection"]["rows"]) if state else []


def counter(name: str, *, step: int = 0) -> int:
    """Return a number of this session after adding `step`; used to answer clicks in order."""
    st.session_state[f"counter_{name}"] = st.session_state.get(f"counter_{name}", 0) + step
    return int(st.session_state[f"counter_{name}"])


def set_counter(name: str, value: int) -> None:
    """Set a number of this session."""
    st.session_state[f"counter_{name}"] = value


def take_notices() -> list[tuple[str, str]]:
    """Return and clear the notices about choices that could not be followed: (name, value)."""
    notices: list[tuple[str, str]] = st.session_state.pop(NOTICES, [])
    return list(dict.fromkeys(notices))


def note_unknown(name: str, value: str) -> None:
    """Leave a notice about a choice that does not exist and drop it from the URL."""
    _notice(name, value)
    reset(name)


def _memory() -> dict[str, str]:
    return cast(dict[str, str], st.session_state.setdefault(MEMORY, {}))


def _slot(name: str) -> str:
    return f"/{name}" if name in GLOBAL_NAMES else f"{st.session_state.get('page', '')}/{name}"


def _key(name: str) -> str:
    if name in GLOBAL_NAMES:
        return f"widget_{_slot(name)}"
    # in a closed popover the browser keeps a widget's old value: after a reset, or on another plan, it is a new widget
    return f"widget_{_slot(name)}_{st.session_state.get('scope')}_{counter(_slot(name))}"


def _notice(name: str, value: str) -> None:
    st.session_state.setdefault(NOTICES, []).append((name, value))
