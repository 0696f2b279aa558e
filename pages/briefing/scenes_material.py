"""What scenes are made of: the plan with its sums, its map, what was recorded, what 规划体检 found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.measures import DistrictStatistics, district_statistics, plan_statistics
from data.plan import District, Plan, Project
from data.plan_rules.finding import RuleFinding
from data.record import Entry, Subject
from geo.frontend import static_folder
from geo.map_bundle import PlanMap
from pages.briefing.scene import Box

MARGIN_SHARE = 0.12
SMALLEST_SHARE = 0.2


@dataclass(frozen=True)
class Material:
    """All that scenes are made of. `plan_map` is None where the region has no boundary: scenes then have no map."""

    plan: Plan
    plan_map: PlanMap | None
    today: date
    entries: Mapping[Subject, Entry] = field(default_factory=dict)
    findings: Sequence[RuleFinding] = ()
    boxes: Mapping[str, Box] = field(default_factory=dict)
    units: Sequence[DistrictStatistics] = ()
    totals: DistrictStatistics = DistrictStatistics("", "")

    @property
    def projects(self) -> list[Project]:
        """The rows that are summed: projects, without their parts and without programmes."""
        return [row for row in self.plan.projects if row.row_kind == "project"]

    def unit_rows(self) -> list[tuple[District, DistrictStatistics]]:
        """Return the units with their sums, in the plan's order."""
        known = {unit.district_code: unit for unit in self.plan.districts}
        return [(known[row.district_code], row) for row in self.units if row.district_code in known]


def gather(
    plan: Plan,
    plan_map: PlanMap | None,
    today: date,
    entries: Mapping[Subject, Entry],
    findings: Iterable[RuleFinding],
) -> Material:
    """Gather what scenes are made of; reads the plan's map file for where its elements lie."""
    units = [row for row in district_statistics(plan) if row.district_code]
    boxes = element_boxes(plan_map) if plan_map else {}
    return Material(plan, plan_map, today, entries, tuple(findings), boxes, units, plan_statistics(plan))


def element_boxes(plan_map: PlanMap) -> dict[str, Box]:
    """Return where the camera looks for each element: west, south, east, north in degrees, with a margin.

    A point is seen with its surroundings: at least a fifth of the region each way.
    """
    content = json.loads((static_folder() / plan_map.url).read_text(encoding="utf-8"))
    return {item["id"]: camera_box(item["box"], content["box"]) for item in content["elements"]}


def camera_box(box: Sequence[float], region: Sequence[float]) -> Box:
    """Return a box with a margin, no smaller than a share of the region.

    >>> camera_box((1, 1, 1, 1), (0, 0, 10, 10))
    (0.0, 0.0, 2.0, 2.0)
    """
    west, east = _widened(box[0], box[2], SMALLEST_SHARE * (region[2] - region[0]))
    south, north = _widened(box[1], box[3], SMALLEST_SHARE * (region[3] - region[1]))
    return west, south, east, north


def _widened(low: float, high: float, least: float) -> tuple[float, float]:
    half = max((high - low) * (0.5 + MARGIN_SHARE), least / 2)
    middle = (low + high) / 2
    return round(middle - half, 5), round(middle + half, 5)
