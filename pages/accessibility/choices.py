"""What the reader chooses on 服务可达: view, time, speed, detour, people, facilities that count, method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from data.supply_demand.input_set import InputSet
from data.supply_demand.points import GROUPS, Facilities
from geo.map_views import METHODS as CLASSINGS
from geo.reach.decay import DECAYS
from geo.reach.road_use import MODES, Mode
from pages.shared import parameters, widgets
from pages.shared.labels import value_label, word

VIEWS = ("coverage", "capacity", "siting", "data")
MINUTES = tuple(str(minute) for minute in (*range(5, 31), *range(35, 61, 5)))
ROAD_MINUTES = MINUTES[: MINUTES.index("30") + 1]  # longer ways along roads take too long to search
SPEEDS = ("4", "5", "6", "10", "15", "20", "25", "30", "35", "40", "50", "60", "80")
DETOURS = tuple(f"{1 + tenth / 10:.1f}" for tenth in range(11))
SPEED, DETOUR = "30", "1.3"
METHODS = ("2sfca", "e2sfca", "3sfca")
EXISTING, ALL = "existing", "all"
SCENARIO = "scenario"  # siting: its scenario says which planned facilities count
ACUTE = "hospital"  # acute beds are never silently added to beds of care
GROUP = "age_60_plus"


@dataclass(frozen=True, slots=True)
class Choices:
    """The assumptions of a result: all that it depends on besides the inputs.

    Attributes:
        minutes: time within which people count as served.
        speed_kmh, detour: of straight lines.
        group: age group (GROUPS).
        counted: EXISTING, ALL, or a year: existing facilities and those planned until its end.
        kinds: bed types that count.
        method: one of METHODS.
        decay: one of DECAYS, used by all methods but 2SFCA.
        mode: walking or driving along roads; of no use where the inputs hold none.
    """

    minutes: int
    speed_kmh: float
    detour: float
    group: str
    counted: str
    kinds: tuple[str, ...]
    method: str = METHODS[0]
    decay: str = "steps"
    mode: Mode = "walking"


def choose_view(views: Sequence[str]) -> str:
    """Show the views; another view forgets what was sorted in this one."""
    return widgets.choose_segment("view", "access.view", views, on_pick=open_view)


def choose(inputs: InputSet, view: str) -> Choices:
    """Show sliders and boxes in a row and return what is chosen."""
    facilities = inputs.facilities
    with st.container(key="access_tools", horizontal=True, vertical_alignment="bottom"):
        times = ROAD_MINUTES if inputs.roads else MINUTES
        minutes = _slide("minutes", times, "15", lambda value: word("access.n_minutes", n=value))
        speed, detour, mode = _choose_travel(inputs)
        group = _pick("group", GROUPS, GROUP, lambda name: word(f"access.group_{name}"))
        options = counted_options(facilities)
        is_siting = view == "siting"
        counted = SCENARIO if is_siting else _pick("counted", options, default_counted(facilities), _counted_label)
        kinds = _choose_kinds(facilities)
        method, decay = _choose_method() if view == "capacity" else (METHODS[0], "steps")
    return Choices(int(minutes), float(speed), float(detour), group, counted, kinds, method, decay, mode)


def _choose_travel(inputs: InputSet) -> tuple[str, str, Mode]:
    """Show speed and detour of straight lines, or how people go along the roads that are loaded."""
    if inputs.roads:
        picked = _pick("mode", MODES, MODES[0], lambda name: word(f"access.mode_{name}"))
        return SPEED, DETOUR, next(mode for mode in MODES if mode == picked)
    speed = _slide("speed", SPEEDS, SPEED, lambda value: f"{value} km/h")
    return speed, _slide("detour", DETOURS, DETOUR, lambda value: f"× {value}"), MODES[0]


def choose_classing() -> str:
    """Show how values are classed; return the method of `classify_districts`."""
    return _pick("classing", CLASSINGS, CLASSINGS[0], lambda name: word(f"method.{name}"))


def counted_options(facilities: Facilities) -> tuple[str, ...]:
    """Return which facilities may count: existing ones, those planned until a year, all."""
    years = sorted({str(year) for year in facilities.years if year is not None})
    existing = [EXISTING] if EXISTING in facilities.statuses else []
    return (*existing, *years, ALL)


def default_counted(facilities: Facilities) -> str:
    """Return the existing facilities where there are any; else all that is planned."""
    return EXISTING if EXISTING in facilities.statuses else ALL


def default_kinds(facilities: Facilities) -> tuple[str, ...]:
    """Return the bed types that count where nobody chose: all but acute ones; a single type always does."""
    kinds = sorted({kind for kind in facilities.kinds if kind})
    return tuple(kinds) if len(kinds) < 2 else tuple(kind for kind in kinds if kind != ACUTE)  # noqa: PLR2004


def _choose_kinds(facilities: Facilities) -> tuple[str, ...]:
    kinds = sorted({kind for kind in facilities.kinds if kind})
    if len(kinds) < 2:  # noqa: PLR2004 - nothing to choose between
        return tuple(kinds)
    default = default_kinds(facilities)
    with st.popover(word("access.kinds"), icon=":material/bed:"):
        chosen = widgets.choose_many(
            st.pills,
            "kinds",
            word("access.kinds"),
            kinds,
            default=default,
            selection_mode="multi",
            format_func=kind_label,
        )
        st.caption(word("access.kinds_note"))
    return tuple(chosen)


def kind_label(kind: str) -> str:
    """Return the name of a bed type; a word of the bureau's own as it stands."""
    return value_label("bed_types", kind)


def _choose_method() -> tuple[str, str]:
    method = _pick("method", METHODS, METHODS[0], lambda name: word(f"access.method_{name}"), width=250)
    if method == METHODS[0]:
        return method, "none"
    names = tuple(name for name in DECAYS if name != "none")
    return method, _pick("decay", names, "steps", lambda name: word(f"access.decay_{name}"))


def _slide(name: str, options: Sequence[str], default: str, label: Callable[[str], str]) -> str:
    return widgets.choose(
        st.select_slider, name, word(f"access.{name}"), options, default=default, format_func=label, width=150
    )


def _pick(name: str, options: Sequence[str], default: str, label: Callable[[str], str], width: int = 170) -> str:
    return widgets.choose(
        st.selectbox, name, word(f"access.{name}"), options, default=default, format_func=label, width=width
    )


def _counted_label(name: str) -> str:
    return word(f"access.counted_{name}") if name in (EXISTING, ALL) else word("access.counted_year", year=name)


def open_view(view: str) -> None:
    """Open a view; what was sorted in the one before is forgotten."""
    parameters.reset("sort", "table")
    parameters.write("view", view, VIEWS[0])
