"""Demand points and facilities, as arrays: what every computation of 服务可达 starts from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Precision = Literal["exact", "town", "district"]  # of a position; district: the middle of a district, no address
Status = Literal["existing", "planned"]

# the age groups that demand is counted by
GROUPS = ("population", "age_60_plus", "age_65_plus", "age_80_plus")


@dataclass(frozen=True, slots=True, eq=False)
class DemandPoints:
    """Where people live: n points; every sequence has n members in the same order.

    Attributes:
        ids: unique id of each point.
        names: what people call it; may repeat.
        lon, lat: (n,) degrees, CGCS2000.
        people: (n,) persons by age group (GROUPS); a group that the source does not count is absent, NaN: not stated.
        district_codes: the district of each point; "" where none is known.
        precision: how well the position is known.
        source: where the figures come from, in words.
        is_example: whether these are the bundled example and not data that a bureau has loaded.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    lon: Floats
    lat: Floats
    people: dict[str, Floats]
    district_codes: tuple[str, ...]
    precision: tuple[Precision, ...]
    source: str = ""
    is_example: bool = False

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class Facilities:
    """Where care is offered: m points; every sequence has m members in the same order.

    Attributes:
        ids: unique id of each facility.
        names: its name.
        lon, lat: (m,) degrees, CGCS2000.
        capacity: (m,) beds; NaN where not stated.
        kinds: bed type (`fields.yaml`) or another word of the source; "" where not stated.
        district_codes: the district of each; "" where none is known.
        precision: how well the position is known.
        statuses: existing, or planned (a project of the plan, a new site).
        years: year of completion of what is planned; None where not stated.
        source: where the figures come from, in words.
        is_example: whether these are the bundled example and not data that a bureau has loaded.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    lon: Floats
    lat: Floats
    capacity: Floats
    kinds: tuple[str, ...]
    district_codes: tuple[str, ...]
    precision: tuple[Precision, ...]
    statuses: tuple[Status, ...]
    years: tuple[int | None, ...] = field(default=())
    source: str = ""
    is_example: bool = False

    def __len__(self) -> int:
        """Return the number of facilities."""
        return len(self.ids)
