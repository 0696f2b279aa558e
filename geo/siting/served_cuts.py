"""At most p sites that serve most people: the programme of `cuts` with the people served of each point as variables."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array, hstack

from geo.siting.cuts import HALF, NO_LIMIT, VIOLATED, Cuts
from geo.siting.flows import Going, most_flow
from geo.siting.problem import Flags, Floats, Indices


class MostServed(Cuts):
    """At most `choices` sites that serve most people; the value is minus the people served."""

    def __init__(self, going: Going, is_existing: Flags, choices: int) -> None:
        """State it with the cuts of all points together."""
        self.choices = choices
        self._is_known = np.zeros(len(going.people), dtype=np.bool_)
        super().__init__(going, is_existing, np.inf)

    def _start(self) -> None:
        super()._start()
        count, people = len(self.candidates), self.going.people
        each = np.arange(count, dtype=np.int32)
        self._solver.changeColsCost(count, each, np.zeros(count))
        self._solver.addRow(-NO_LIMIT, float(self.choices), count, each, np.ones(count))
        self._solver.addVars(len(people), np.zeros(len(people)), people)
        columns = (count + np.arange(len(people))).astype(np.int32)
        self._solver.changeColsCost(len(people), columns, -np.ones(len(people)))

    def _lacks(self, _: Floats) -> bool:
        return False  # any sites are an answer

    def _add(self, sets: list[Flags]) -> None:
        for is_in in sets:
            most = self.going.at_most(is_in)
            self._limit(csr_array(most[None, :]), csr_array(is_in[None, :].astype(np.float64)))

    def _limit(self, most: Any, served: Any) -> None:
        """Add that no more are served of each set than the sites can serve."""
        rows = csr_array(hstack([-most[:, self.candidates], served]))
        there = most @ self.is_existing.astype(np.float64)
        count, lowest = rows.shape[0], np.full(rows.shape[0], -NO_LIMIT)
        starts, columns = rows.indptr[:-1].astype(np.int32), rows.indices.astype(np.int32)
        self._solver.addRows(count, lowest, there, rows.nnz, starts, columns, rows.data)

    def _cut(self, opened: Floats, served: Floats) -> bool:
        people = self.going.people
        reached = people * np.minimum(1.0, self.going.near @ opened)
        points = np.flatnonzero((served > reached + VIOLATED * people) & ~self._is_known)
        if len(points):
            self._is_known[points] = True
            self._add_points(points)
            return True
        flow = most_flow(self.going, opened)
        if flow.people >= served.sum() - 2 * HALF:
            return False
        self._add([flow.stuck()])
        return True

    def _add_points(self, points: Indices) -> None:
        most = self.going.near[points]
        people = np.repeat(self.going.people[points], np.diff(most.indptr))
        most.data = np.minimum(self.going.rooms[most.indices], people)
        shape = (len(points), len(self.going.people))
        self._limit(most, csr_array((np.ones(len(points)), (np.arange(len(points)), points)), shape=shape))
