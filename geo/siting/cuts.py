"""Which sites must be open so that people find room: cuts of the flow of people, the sites by HiGHS.

Of the people of any set S of points open sites serve at most Σⱼ yⱼ min(cⱼ, W(S ∩ Nⱼ)), Nⱼ the points within reach of j,
W their people. So with zᵢ people served of each point, for every S

    Σ_{i ∈ S} zᵢ ≤ Σⱼ yⱼ min(cⱼ, W(S ∩ Nⱼ)),

and where sites are taken in parts nothing else limits them (Benders 1962; Ford & Fulkerson 1956). The linear programme
over sites, with the few cuts that it violates, therefore has the bound of the one over all flows with fᵢⱼ ≤ wᵢ yⱼ.
Whole sites come from it by diving: those that are nearly whole are opened, again and again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from geo.siting.flows import Going, most_flow
from geo.siting.problem import Flags, Floats, Indices

NO_LIMIT = float("inf")
SOLVED = ("Optimal", "Empty")
HALF = 0.5
SLACK = 1e-6
VIOLATED = 1e-4
NEARLY = 0.999  # of a site: it is open
ROUNDS, FEW_ROUNDS = 40, 2  # of cuts; at each step of a dive
LOOK_BACK, LOOK_AHEAD = 5, 3  # rounds; times what they brought
MOST_SOLVED, MOST_SETS = 70, 30  # programmes that a dive solves; sets that are handed on
MOST_POINTS = 60  # single points that a round adds
GUESSES, GUESS_WORK = 3, 8  # programmes of whole sites, each as dear as so many in parts
PORTION = 12  # a dive opens at least this part of the sites that are left


class Cuts:
    """The fewest sites so that `wanted` people are served; `sets` are the S of the cuts, a start for other minutes."""

    def __init__(self, going: Going, is_existing: Flags, wanted: float, sets: Iterable[Flags] = ()) -> None:
        """State it with the cuts of all points together and of the sets that are known."""
        self.going, self.is_existing, self.wanted = going, is_existing, wanted
        self.candidates = np.flatnonzero(~is_existing).astype(np.int64)
        self.sets: list[Flags] = []
        self.solved = 0
        self._start()
        self._add([going.people > 0, *list(sets)[-MOST_SETS:]])

    def relaxed(self, most: float = np.inf, rounds: int = ROUNDS) -> float:
        """Return a value that no whole sites are better than, inf: impossible; it may end where it is above `most`."""
        value, opened, served = self._solved()
        values = [value]
        for _ in range(rounds):
            if (
                not np.isfinite(value)
                or value > most + SLACK
                or _is_slow(values, most)
                or not self._cut(opened, served)
            ):
                break
            value, opened, served = self._solved()
            values.append(value)
        return value

    def guessed(self, most: float) -> Indices | None:
        """Return at most `most` sites that HiGHS guesses before it searches; None where they lack room."""
        count = len(self.candidates)
        for _ in range(GUESSES):
            solver = _whole_solver(self._solver.getLp(), count, most)
            solver.run()
            self.solved += GUESS_WORK
            opened = self.is_existing.astype(np.float64)
            columns = solver.getSolution().col_value
            if len(columns) != count or not solver.getInfo().objective_function_value < most + HALF:
                return None
            opened[self.candidates] = np.round(columns)
            if not self._cut(opened, opened):
                return self.candidates[opened[self.candidates] > HALF]
        return None

    def whole(self, most: float = np.inf) -> Indices | None:
        """Return sites (of the fewest: at most `most`) by diving; None where it ends above."""
        fixed = np.zeros(len(self.candidates), dtype=np.bool_)
        found: Indices | None = None
        last = self.solved + MOST_SOLVED
        while found is None and self.solved < last:
            value, opened, served = self._solved()
            for _ in range(FEW_ROUNDS):
                if not np.isfinite(value) or not self._cut(opened, served):
                    break
                value, opened, served = self._solved()
            if not np.isfinite(value) or value > most + SLACK:
                break
            parts = opened[self.candidates]
            if not ((parts < SLACK) | (parts > 1 - SLACK)).all():
                fixed |= self._fix(parts, fixed)
            elif not self._lacks(np.round(opened)):
                found = self.candidates[parts > HALF]
        self._bound(np.flatnonzero(fixed), 0.0)
        return found

    def _lacks(self, opened: Floats) -> bool:
        """Tell whether whole sites serve too few; what they violate is added."""
        return self._cut(opened, opened)

    def _start(self) -> None:
        count = len(self.candidates)
        self._solver = _quiet_solver()
        self._solver.addVars(count, np.zeros(count), np.ones(count))
        self._solver.changeColsCost(count, np.arange(count, dtype=np.int32), np.ones(count))

    def _fix(self, parts: Floats, fixed: Flags) -> Flags:
        """Open the sites that are nearly whole and those that come next."""
        is_new = (parts > NEARLY) & ~fixed
        left = np.flatnonzero((parts > SLACK) & ~is_new & ~fixed)
        number = max(1, int(parts[left].sum()) // PORTION)
        is_new[left[np.argsort(-parts[left], kind="stable")[:number]]] = True
        self._bound(np.flatnonzero(is_new), 1.0)
        return is_new

    def _bound(self, columns: Indices, lowest: float) -> None:
        count = len(columns)
        self._solver.changeColsBounds(count, columns.astype(np.int32), np.full(count, lowest), np.ones(count))

    def _add(self, sets: list[Flags]) -> None:
        """Add the cuts of sets of points: of what a set lacks, the parts that each site can serve."""
        self.sets += sets
        is_in = np.column_stack(sets)
        most = self.going.at_most(is_in)
        need = self._need(is_in, most)
        rows = np.minimum(1.0, most[self.candidates] / np.maximum(need, SLACK)).T  # no more than it lacks: y is whole
        self._add_rows(csr_array(rows[need > SLACK]))

    def _need(self, is_in: Flags, most: Floats) -> Floats:
        """Return how many people of sets of points (n, k) are left to the candidates; `most`: what each site serves."""
        need: Floats = self.wanted - HALF - self.going.people @ ~is_in - most[self.is_existing].sum(axis=0)
        return need

    def _add_rows(self, rows: Any) -> None:
        count, no_limit = rows.shape[0], np.full(rows.shape[0], NO_LIMIT)
        starts, columns = rows.indptr[:-1].astype(np.int32), rows.indices.astype(np.int32)
        self._solver.addRows(count, np.ones(count), no_limit, rows.nnz, starts, columns, rows.data)

    def _cut(self, opened: Floats, _: Floats) -> bool:
        """Add cuts that the sites violate; False where there is none: they serve as many as they must."""
        points = self._missed(opened)
        if len(points):
            self._add_points(points)
        if len(points) or self.going.is_roomy:
            return len(points) > 0
        self.solved += 1
        flow = most_flow(self.going, opened)
        if flow.people >= self.wanted - HALF:
            return False
        is_stuck = flow.stuck()
        most = self.going.at_most(is_stuck)
        need = float(self._need(is_stuck, most))
        row = np.minimum(1.0, most[self.candidates] / max(need, SLACK))
        is_violated = need > SLACK and float(row @ opened[self.candidates]) < 1 - VIOLATED
        if is_violated:
            self._add([is_stuck])
        return is_violated

    def _add_points(self, points: Indices) -> None:
        """Add the cuts of single points."""
        near = self.going.near[points]
        people = self.going.people[points]
        rows = np.repeat(np.arange(len(points)), np.diff(near.indptr))
        near.data = np.minimum(self.going.rooms[near.indices], people[rows])
        need = self.wanted - HALF - self.going.total + people - near @ self.is_existing
        near.data = np.minimum(1.0, near.data / np.maximum(need, SLACK)[rows])
        self._add_rows(near[need > SLACK][:, self.candidates])

    def _missed(self, opened: Floats) -> Indices:
        """Return the points, most missed first, whose own people need more of the sites than is open."""
        need = self.wanted - HALF - self.going.total + self.going.people
        lacks = np.where(need > SLACK, 1 - self.going.near @ (opened * (self.going.rooms > 0)), 0.0)
        order = np.argsort(-lacks, kind="stable")[:MOST_POINTS]
        return order[lacks[order] > VIOLATED]

    def _solved(self) -> tuple[float, Floats, Floats]:
        """Return the value, the parts of the sites, and people served of each point, where the programme has them."""
        self._solver.run()
        self.solved += 1
        opened = self.is_existing.astype(np.float64)
        if self._solver.modelStatusToString(self._solver.getModelStatus()) not in SOLVED:
            return np.inf, opened, opened
        columns = np.array(self._solver.getSolution().col_value)
        count = len(self.candidates)
        opened[self.candidates] = np.clip(columns[:count], 0.0, 1.0)
        return float(self._solver.getInfo().objective_function_value), opened, columns[count:]


def _is_slow(values: list[float], most: float) -> bool:
    """Tell whether a programme that should rise above `most` will hardly get there."""
    if len(values) <= LOOK_BACK or not np.isfinite(most):
        return False
    return most - values[-1] > LOOK_AHEAD * (values[-1] - values[-1 - LOOK_BACK])


def _quiet_solver() -> Any:
    from highspy import Highs  # not before somebody asks: a first map need not wait for it

    solver: Any = Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


def _whole_solver(programme: Any, count: int, most: float) -> Any:
    """Return a solver of the programme with whole sites that stops at the first guess, or at at most `most` sites."""
    from highspy import HighsVarType

    solver = _quiet_solver()
    solver.passModel(programme)
    solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.full(count, HighsVarType.kInteger))
    solver.setOptionValue("mip_max_nodes", 0)
    solver.setOptionValue("objective_target", most + HALF)
    return solver
