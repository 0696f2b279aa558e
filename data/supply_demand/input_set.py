"""What 服务可达 computes with: demand, facilities, candidates, roads; loaded by people, or the example."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.supply_demand.points import DemandPoints, Facilities

SET_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, eq=False)
class InputSet:
    """One set of inputs, never changed once made.

    Attributes:
        demand: where people live.
        facilities: where care is offered, existing or planned.
        candidates: sites that new facilities may be put at; their capacity is NaN where not stated.
        roads: id of a road network on the shelf; "" where travel is measured in straight lines.
        id: 16 hex digits of its content, as in the address bar; "" for the bundled example of a plan.
        notes: what was assumed when it was loaded, in words: datum, columns, rows left out.
        plan_id: the plan whose region it was checked against; "" where none was.
    """

    demand: DemandPoints
    facilities: Facilities
    candidates: Facilities
    roads: str = ""
    id: str = ""
    notes: tuple[str, ...] = ()
    plan_id: str = ""

    @property
    def is_example(self) -> bool:
        """Whether any part is the bundled example."""
        return self.demand.is_example or self.facilities.is_example
