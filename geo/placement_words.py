"""The sentences that explain how an element's shape was derived, Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from geo.placement_frame import Unit
from geo.placement_support import Stop, Support

NOT_STATED_ZH = "规划未写明其位置，示意置于市域之外"
NOT_STATED_EN = "The plan does not say where it lies; drawn beside the region, schematic"


def join_zh(names: Sequence[str]) -> str:
    """Join names the Chinese way, each once."""
    return "、".join(dict.fromkeys(names))


def join_en(names: Sequence[str]) -> str:
    """Join names the English way, each once: `A, B and C`."""
    once = list(dict.fromkeys(names))
    return once[0] if len(once) == 1 else f"{', '.join(once[:-1])} and {once[-1]}" if once else ""


def name_units(units: Sequence[Unit]) -> str:
    """Name units in Chinese."""
    return join_zh([unit.name for unit in units])


def name_units_en(units: Sequence[Unit]) -> str:
    """Name units in English."""
    return join_en([unit.name_en or unit.name for unit in units])


def name_stops(stops: Sequence[Stop]) -> str:
    """Say what the stops are: “万源市、宣汉县的辖区中心点与黑宝山”."""
    by_anchor: dict[str, list[str]] = {}
    for stop in stops:
        if stop.unit is not None:
            by_anchor.setdefault(stop.unit.anchor_zh, []).append(stop.name)
    parts = [f"{join_zh(names)}的{anchor}" for anchor, names in by_anchor.items()]
    parts.append(join_zh([stop.name for stop in stops if stop.is_place]))
    return "与".join(part for part in parts if part)


def name_stops_en(stops: Sequence[Stop]) -> str:
    """Say in English what the stops are."""
    units = join_en([stop.name_en for stop in stops if stop.unit is not None])
    places = join_en([stop.name_en for stop in stops if stop.is_place])
    parts = [f"the middles of {units}" if units else "", places]
    return " and ".join(part for part in parts if part)


def say_unlocated(support: Support) -> str:
    """Name the places that took no part for want of a position; blank when there is none."""
    located = {stop.name for stop in support.located}
    missing = [place.name for place in support.places if place.name not in located]
    return f"；{join_zh(missing)}无可靠坐标，未参与定形" if missing else ""


def say_roles(support: Support) -> str:
    """Say which members the plan calls 主体 and 补充; blank when it calls none so."""
    names = {unit.code: unit.name for unit in support.units}
    by_role = {
        role: join_zh([names[m.district] for m in support.element.members if m.role == role and m.district in names])
        for role in ("main", "supporting")
    }
    parts = [f"以{by_role['main']}为主体" if by_role["main"] else ""]
    parts.append(f"{by_role['supporting']}为补充" if by_role["supporting"] else "")
    said = "，".join(part for part in parts if part)
    return f"（{said}）" if said else ""


def say_zone_shapes(units: Sequence[Unit]) -> str:
    """Repeat the explanations of the functional zones among the units; blank when there is none."""
    return "".join(f"；{unit.zone_shape.explanation_zh}" for unit in units if unit.zone_shape is not None)
