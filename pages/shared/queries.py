"""The only cache of the pages: plans, statistics and map files, kept until a plan's folder changes."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

import streamlit as st

from data.catalog import find_plan_ids, load_plan
from data.checking import check_plan
from data.finding import Finding
from data.investment.candidate import candidates
from data.investment.candidate_set import CandidateSet, candidate_set
from data.measures import DistrictStatistics, Reading, district_statistics, plan_statistics
from data.plan import Plan
from data.positions import RecordedPosition
from data.project_filter import ProjectFacts, project_facts
from data.record import RecordError
from data.records_place import FOLDER_VARIABLE, URL_VARIABLE, is_unwritten
from data.search import Entry, Hit, build_index, search_index
from data.series import Series, series_of
from geo.map_bundle import PlanMap
from geo.map_moves import moved_map
from geo.map_shelf import kept_map
from geo.overview_map import Panel, overview_panels
from pages.shared.plan_stamp import Stamp, stamp_of

if TYPE_CHECKING:
    from data.chain import Survey
    from data.plan_rules.finding import RuleFinding
    from data.store import Store
    from geo.reach.travel_times import TravelTimes

# the pages themselves register components, so they load when first run
HEAVY_MODULES = ("geo.map_views", "geo.folium_map", "geo.overview_map")
LATER_MODULES = ("data.export", "mapclassify")
LATER_SECONDS = 8.0
STORE_SETTINGS = (URL_VARIABLE, FOLDER_VARIABLE)
Made = TypeVar("Made")


def plan_ids() -> list[str]:
    """Return the ids of the plans that have a folder."""
    return find_plan_ids()


def plan(plan_id: str) -> Plan:
    """Return a plan; it is read again when a file of its folder changed."""
    return _plan(plan_id, stamp_of(plan_id))


def plans() -> list[Plan]:
    """Return all plans, faulty ones with their findings."""
    return [plan(plan_id) for plan_id in plan_ids()]


def faults(plan_id: str) -> list[Finding]:
    """Return the errors of a plan's folder, as `python -m data check` tells them."""
    return _faults(plan_id, stamp_of(plan_id))


def rule_findings(plan_id: str) -> tuple[RuleFinding, ...]:
    """Return what the rules of 规划体检 find in a plan; they may look at every plan."""
    return _rule_findings(plan_id, tuple((other, stamp_of(other)) for other in plan_ids()))


def statistics(plan_id: str, by: Reading) -> list[DistrictStatistics]:
    """Return the district statistics of a plan, by planning unit or by county."""
    return _statistics(plan_id, by, stamp_of(plan_id))


def totals(plan_id: str) -> DistrictStatistics:
    """Return the sums of the whole plan, each project once."""
    return made(f"totals {plan_id} {stamp_of(plan_id)}", lambda: plan_statistics(plan(plan_id)))


def facts_of(plan_id: str) -> tuple[ProjectFacts, ...]:
    """Return the rows of a plan's projects with the figures that filters ask for."""
    return made(f"facts_of {plan_id} {stamp_of(plan_id)}", lambda: project_facts(plan(plan_id)))


def investment() -> CandidateSet:
    """Return the projects of all plans as an investor weighs them."""
    return _candidates(tuple((plan_id, stamp_of(plan_id)) for plan_id in plan_ids()))


def series(plan_id: str) -> tuple[Series, ...]:
    """Return the indicators of a plan, each with all that the plan states of it."""
    return made(f"series {plan_id} {stamp_of(plan_id)}", lambda: series_of(plan(plan_id)))


def chain_of(plan_id: str, *, stated_only: bool) -> Survey:
    """Return the chain target → task → project → place of a plan and what it leaves alone."""
    return _chain_of(plan_id, stated_only, stamp_of(plan_id))


def map_of(plan_id: str, positions: tuple[RecordedPosition, ...] = ()) -> PlanMap | None:
    """Return the static map file of a plan and what is in it; None when its region has no boundary.

    `positions` were recorded and stand in place of the plan's own.
    """
    return _map_of(plan_id, stamp_of(plan_id), positions)


def overview() -> tuple[Panel, ...]:
    """Return the small maps that show where all plans are."""
    return _overview(tuple((plan_id, stamp_of(plan_id)) for plan_id in plan_ids()))


def find(text: str, limit: int = 12) -> list[Hit]:
    """Search all plans."""
    return search_index(_index(tuple((plan_id, stamp_of(plan_id)) for plan_id in plan_ids())), text, limit)


def made(key: str, make: Callable[[], Made]) -> Made:
    """Return what `make` returns, kept under a key that names all that it is made of."""
    return cast(Made, _made(key, make))


def travel_times(key: str, make: Callable[[], TravelTimes]) -> TravelTimes:
    """Return travel times, kept under a key of inputs, speed, detour and limit; the largest take some ten MB."""
    return _travel_times(key, make)


def store() -> Store:
    """Return the store of what is recorded, opened once; raises RecordError when it cannot be opened."""
    return _store(tuple(os.environ.get(name, "") for name in STORE_SETTINGS))


def prepare() -> None:
    """Load what the first map needs; the rest follows a moment later, so that nobody waits for all of it."""
    for name in HEAVY_MODULES:
        import_module(name)
    plans()
    if not is_unwritten():
        threading.Thread(target=_open_store, daemon=True).start()
    later = threading.Timer(LATER_SECONDS, _prepare_the_rest)
    later.daemon = True
    later.start()


def _open_store() -> None:
    with suppress(RecordError):  # the pages say so when they ask
        store()


def _prepare_the_rest() -> None:
    _open_store()
    for plan_id in plan_ids():
        map_of(plan_id)
        statistics(plan_id, "unit")
        rule_findings(plan_id)
    overview()
    for name in LATER_MODULES:
        import_module(name)
    # what was read stays for good: no collection need walk it again
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False, max_entries=192)
def _made(key: str, _make: Callable[[], Any]) -> Any:
    return _make()


@st.cache_resource(show_spinner=False, max_entries=16)
def _travel_times(key: str, _make: Callable[[], TravelTimes]) -> TravelTimes:
    return _make()


@st.cache_resource(show_spinner=False, max_entries=4)
def _store(settings: tuple[str, ...]) -> Store:
    from data.store import open_store  # brings SQLAlchemy: the server need not wait for it to open its port

    return open_store()


@st.cache_resource(show_spinner=False, max_entries=2)
def _overview(stamps: tuple[tuple[str, Stamp], ...]) -> tuple[Panel, ...]:
    return overview_panels([plan(plan_id) for plan_id, _ in stamps])


@st.cache_resource(show_spinner=False, max_entries=2)
def _index(stamps: tuple[tuple[str, Stamp], ...]) -> tuple[Entry, ...]:
    return build_index(plan(plan_id) for plan_id, _ in stamps)


@lru_cache(maxsize=64)  # a rerun asks ten times; the cache of Streamlit takes a third of a millisecond to answer
def _plan(plan_id: str, stamp: Stamp) -> Plan:
    return load_plan(plan_id)


@st.cache_resource(show_spinner=False, max_entries=64)
def _faults(plan_id: str, stamp: Stamp) -> list[Finding]:
    return [finding for finding in check_plan(plan(plan_id)) if finding.level == "error"]


@st.cache_resource(show_spinner=False, max_entries=64)
def _rule_findings(plan_id: str, stamps: tuple[tuple[str, Stamp], ...]) -> tuple[RuleFinding, ...]:
    from data.plan_rules.book import find_all  # seventy rules that the first map need not wait for

    return tuple(find_all(plan(plan_id), plans()))


@st.cache_resource(show_spinner=False, max_entries=128)
def _statistics(plan_id: str, by: Reading, stamp: Stamp) -> list[DistrictStatistics]:
    return district_statistics(plan(plan_id), by)


@st.cache_resource(show_spinner=False, max_entries=2)
def _candidates(stamps: tuple[tuple[str, Stamp], ...]) -> CandidateSet:
    return candidate_set(candidates(plan(plan_id) for plan_id, _ in stamps))


@st.cache_resource(show_spinner=False, max_entries=64)
def _chain_of(plan_id: str, stated_only: bool, stamp: Stamp) -> Survey:
    from data.chain import survey

    return survey(plan(plan_id), stated_only=stated_only)


@st.cache_resource(show_spinner=False, max_entries=64)
def _map_of(plan_id: str, stamp: Stamp, positions: tuple[RecordedPosition, ...]) -> PlanMap | None:
    if positions:
        base = _map_of(plan_id, stamp, ())
        return moved_map(plan(plan_id), base, positions) if base else None
    try:
        return kept_map(plan(plan_id))
    except KeyError:
        return None
