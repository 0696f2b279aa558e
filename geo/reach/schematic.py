"""Whose result rests on a schematic position: a point known by district only was drawn somewhere in that district."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.supply_demand.points import Precision
from geo.reach.travel_times import Floats, Indices

SCHEMATIC: Precision = "district"


def schematic_people(
    people: Floats, precision: Sequence[Precision], nearest: Indices, facility_precision: Sequence[Precision]
) -> float:
    """Return how many people have a result that rests on a schematic position: their own, or their nearest facility's.

        Σ people_i  over i with precision_i = district  or  precision of nearest(i) = district

    Args:
        people: (n,) persons; NaN is not stated and counts as nobody.
        precision: (n,) of the positions of people.
        nearest: (n,) number of the nearest facility that counts; -1 where none is within reach: then one's own decides.
        facility_precision: (m,) of the positions of facilities.

    Of three villages one stands for a district, one is nearest to a home known by district only, one is neither:

    >>> schematic_people(np.array([100.0, 20.0, 3.0]), ("district", "exact", "town"), np.array([0, 1, 0]),
    ...                  ("exact", "district"))
    120.0
    """
    is_rough = np.array([one == SCHEMATIC for one in precision], dtype=bool)
    # one more at the end, which -1 points at: no facility
    rough_sites = np.array([*(one == SCHEMATIC for one in facility_precision), False], dtype=bool)
    return float(np.nansum(people[is_rough | rough_sites[nearest]]))
