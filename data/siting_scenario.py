"""A named scenario of 选址: the question, its assumptions, which planned projects count, what was chosen; as recorded.

Compact JSON, all keys of `_KEYS`: `{"name":"新增三处","model":"max_coverage","p":3,"minutes":15,"speed":30,
"detour":1.3,"group":"age_60_plus","planned":{"count":"some","ids":["k03"],"delay":2,"year":2025},"candidates":[],
"chosen":["371002"],"beds_per_1000":0,"inputs":"","travel":{"mode":"straight","roads":""},"kinds":["nursing"],
"target":100,"checked":false}`. Older records lack the keys of `_LATER_KEYS`. A text from a link or a store is hostile
until it was read here.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from data.record_text import text_fault
from data.supply_demand.points import GROUPS

FIELD = "definition"
Count = Literal["all", "some", "none"]
COUNTS: tuple[Count, ...] = ("all", "some", "none")
MODELS = ("max_coverage", "p_median", "p_centre", "set_covering")
TravelMode = Literal["straight", "walking", "driving"]
TRAVEL_MODES: tuple[TravelMode, ...] = ("straight", "walking", "driving")
LONGEST_DEFINITION, LONGEST_NAME, LONGEST_ID = 60_000, 40, 120
MOST_NEW_SITES, MOST_LISTED, MOST_DELAY = 200, 2000, 30
MINUTES, SPEEDS, DETOURS = (1.0, 240.0), (1.0, 200.0), (1.0, 5.0)
BEDS_PER_1000, TARGETS = (0.0, 1000.0), (0.0, 100.0)
MOST_KINDS, LONGEST_KIND = 60, 40
YEARS = (1900, 2100)
INPUTS_ID = re.compile(r"(?:[0-9a-f]{16})?")
_KEYS = {"name", "model", "p", "minutes", "speed", "detour", "group", "planned", "candidates", "chosen",
         "beds_per_1000", "inputs"}  # fmt: skip
_LATER_KEYS = {"travel", "kinds", "target", "checked"}  # what records of before version 5 do not hold
_TRAVEL_KEYS = {"mode", "roads"}
_PLANNED_KEYS = {"count", "ids", "delay", "year"}


class ScenarioError(ValueError):
    """A text is no scenario; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class PlannedProjects:
    """Which planned projects of a plan count as there.

    Attributes:
        count: all of them, some (`ids`), or none.
        ids: of facilities (`data.supply_demand`), where some count.
        delay: by how many years each is later than the plan says.
        year: the year that is looked at: what is finished by its end counts. None: whenever it is finished.
    """

    count: Count = "none"
    ids: tuple[str, ...] = ()
    delay: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ScenarioTravel:
    """How people travel: in straight lines (speed and detour of the scenario), or along a road network of the shelf."""

    mode: TravelMode = "straight"
    roads: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario; `candidates` () means all, `beds_per_1000` 0 means that capacities are not counted.

    An older record does not hold `travel`, `kinds` (bed types that count) and `target_pct`: they are None then.
    `is_checked` says that the exact check had been made when it was saved.
    """

    name: str
    model: str = "max_coverage"
    new_sites: int = 1
    minutes: float = 15.0
    speed_kmh: float = 30.0
    detour: float = 1.3
    group: str = "age_60_plus"
    planned: PlannedProjects = field(default=PlannedProjects())
    candidates: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    beds_per_1000: float = 0.0
    inputs_id: str = ""
    travel: ScenarioTravel | None = None
    kinds: tuple[str, ...] | None = None
    target_pct: float | None = None
    is_checked: bool = False


def write_scenario(scenario: Scenario) -> str:
    """Return a scenario as it is recorded."""
    planned = scenario.planned
    content: dict[str, Any] = {
        "name": scenario.name,
        "model": scenario.model,
        "p": scenario.new_sites,
        "minutes": scenario.minutes,
        "speed": scenario.speed_kmh,
        "detour": scenario.detour,
        "group": scenario.group,
        "planned": {"count": planned.count, "ids": planned.ids, "delay": planned.delay, "year": planned.year},
        "candidates": scenario.candidates,
        "chosen": scenario.chosen,
        "beds_per_1000": scenario.beds_per_1000,
        "inputs": scenario.inputs_id,
        "checked": scenario.is_checked,
    }
    later: dict[str, Any] = {"kinds": scenario.kinds, "target": scenario.target_pct}
    if scenario.travel:
        later["travel"] = {"mode": scenario.travel.mode, "roads": scenario.travel.roads}
    content |= {key: value for key, value in later.items() if value is not None}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def read_scenario(text: str) -> Scenario:
    """Return the scenario that a recorded text holds; ScenarioError where it is none.

    >>> read_scenario(write_scenario(Scenario("新增三处", new_sites=3))).new_sites
    3
    """
    _require(len(text) <= LONGEST_DEFINITION, f"选址情景不超过 {LONGEST_DEFINITION} 字，现有 {len(text)} 字")
    content = _read_json(text)
    is_whole = isinstance(content, dict) and set(content) >= _KEYS and set(content) <= _KEYS | _LATER_KEYS
    _require(is_whole, f"选址情景应为含 {'、'.join(sorted(_KEYS))} 的 JSON")
    _require(content["model"] in MODELS, f"模型应为 {'、'.join(MODELS)} 之一")
    _require(content["group"] in GROUPS, f"人群应为 {'、'.join(GROUPS)} 之一")
    return Scenario(
        name=_text(content["name"], LONGEST_NAME, "情景名称"),
        model=str(content["model"]),
        new_sites=_whole(content["p"], (0, MOST_NEW_SITES), "新增处数"),
        minutes=_number(content["minutes"], MINUTES, "时间（分钟）"),
        speed_kmh=_number(content["speed"], SPEEDS, "速度（千米/小时）"),
        detour=_number(content["detour"], DETOURS, "绕行系数"),
        group=str(content["group"]),
        planned=_planned(content["planned"]),
        candidates=_ids(content["candidates"], "备选点"),
        chosen=_ids(content["chosen"], "入选点"),
        beds_per_1000=_number(content["beds_per_1000"], BEDS_PER_1000, "每千人床位"),
        inputs_id=_shelf_id(content["inputs"], "数据"),
        travel=_travel(content["travel"]) if "travel" in content else None,
        kinds=_kinds(content["kinds"]) if "kinds" in content else None,
        target_pct=_number(content["target"], TARGETS, "目标覆盖率") if "target" in content else None,
        is_checked=content.get("checked") is True,
    )


def scenario_fault(text: str) -> str:
    """Return why a text is no scenario, "" where it is one."""
    try:
        read_scenario(text)
    except ScenarioError as error:
        return str(error)
    return ""


def _planned(content: Any) -> PlannedProjects:
    is_whole = isinstance(content, dict) and set(content) == _PLANNED_KEYS
    _require(is_whole, f"planned 应含 {'、'.join(sorted(_PLANNED_KEYS))}")
    _require(content["count"] in COUNTS, f"计入的规划项目应为 {'、'.join(COUNTS)} 之一")
    year = content["year"]
    return PlannedProjects(
        count=cast(Count, content["count"]),
        ids=_ids(content["ids"], "规划项目"),
        delay=_whole(content["delay"], (0, MOST_DELAY), "推迟年数"),
        year=None if year is None else _whole(year, YEARS, "年份"),
    )


def _travel(content: Any) -> ScenarioTravel:
    is_whole = isinstance(content, dict) and set(content) == _TRAVEL_KEYS
    _require(is_whole, f"travel 应含 {'、'.join(sorted(_TRAVEL_KEYS))}")
    _require(content["mode"] in TRAVEL_MODES, f"出行方式应为 {'、'.join(TRAVEL_MODES)} 之一")
    roads = _shelf_id(content["roads"], "路网")
    _require((content["mode"] == "straight") == (not roads), "沿路网的出行方式应有路网编号，直线的没有")
    return ScenarioTravel(cast(TravelMode, content["mode"]), roads)


def _kinds(value: Any) -> tuple[str, ...]:
    _require(isinstance(value, list) and len(value) <= MOST_KINDS, f"床位类型应为不超过 {MOST_KINDS} 个的列表")
    return tuple(_text(one, LONGEST_KIND, "床位类型") for one in value)


def _shelf_id(value: Any, name: str) -> str:
    _require(isinstance(value, str) and bool(INPUTS_ID.fullmatch(value)), f"{name}编号应为空或 16 位十六进制数")
    return str(value)


def _read_json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_without_repeats)
    except ScenarioError:
        raise
    except (ValueError, RecursionError) as error:
        raise ScenarioError("选址情景不是有效的 JSON") from error


def _refuse(constant: str) -> Any:
    raise ScenarioError(f"选址情景中不能有 {constant}")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ScenarioError("选址情景中有重复的项")
    return dict(pairs)


def _ids(value: Any, name: str) -> tuple[str, ...]:
    _require(isinstance(value, list) and len(value) <= MOST_LISTED, f"{name}应为不超过 {MOST_LISTED} 个编号的列表")
    found = tuple(_text(one, LONGEST_ID, f"{name}的编号") for one in value)
    _require(len(set(found)) == len(found), f"{name}的编号有重复")
    return found


def _text(value: Any, longest: int, name: str) -> str:
    _require(isinstance(value, str) and bool(value.strip()), f"{name}应为文字，不能为空")
    fault = text_fault(value, longest, name)
    _require(not fault, fault)
    return str(value)


def _whole(value: Any, bounds: tuple[int, int], name: str) -> int:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    _require(is_whole and bounds[0] <= value <= bounds[1], f"{name}应为 {bounds[0]}—{bounds[1]} 的整数")
    return int(value)


def _number(value: Any, bounds: tuple[float, float], name: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_right = is_number and bounds[0] <= value <= bounds[1] and math.isfinite(value)
    _require(is_right, f"{name}应为 {bounds[0]:g}—{bounds[1]:g} 的数")
    return float(value)


def _require(is_right: bool, fault: str) -> None:
    if not is_right:
        raise ScenarioError(fault)
