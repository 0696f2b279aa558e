"""The four models as PySAL `spopt` states them, existing facilities predefined, solved by HiGHS through PuLP."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.siting.milp import Outcome
from geo.siting.problem import Flags, Floats, Indices, Pairs, SitingProblem

MOST_CELLS = 20_000  # of the dense matrix: spopt states one variable and one line per cell in Python
HALF = 0.5
FAR = 1e6  # minutes of a pair that is beyond the limit of the travel times


def can_ask_spopt(problem: SitingProblem, pairs: Pairs, before: Floats) -> bool:
    """Tell whether spopt can state the question in reasonable time; see `geo.siting.exact`."""
    rows = _rows(problem, pairs)
    sites = problem.times.n_facilities
    if problem.capacity is not None or not len(rows) or not problem.choices or len(rows) * sites > MOST_CELLS:
        return False
    if problem.model == "set_covering":
        return True
    everyone = len(rows) * sites == int(np.isin(pairs.points, rows).sum())
    return problem.model == "max_coverage" or everyone


def ask_spopt(problem: SitingProblem, pairs: Pairs, limit_s: float) -> Outcome:
    """Return what spopt and HiGHS find within the time limit."""
    import pulp

    rows = _rows(problem, pairs)
    model = _model(problem, _matrix(problem, pairs, rows), problem.weights[rows])
    model.problem.solve(pulp.HiGHS(msg=False, timeLimit=limit_s, gapRel=0.0))
    solver = model.problem.solverModel
    bound = _bound(problem, float(solver.getInfo().mip_dual_bound))
    values = [variable.value() for variable in model.fac_vars]
    if any(value is None for value in values):
        return Outcome(None, bound)
    is_open: Flags = np.array(values, dtype=float) > HALF
    columns = np.flatnonzero(is_open[problem.candidates]).astype(np.int64)
    is_answer = _number(problem) is None or len(columns) <= problem.choices
    return Outcome(columns if is_answer else None, bound)


def _rows(problem: SitingProblem, pairs: Pairs) -> Indices:
    """Return the points that the model is about: those that a site can serve."""
    by_minutes = problem.model in ("max_coverage", "set_covering")
    near = pairs.minutes <= (problem.minutes if by_minutes else problem.times.limit_min)
    return np.unique(pairs.points[near])


def _matrix(problem: SitingProblem, pairs: Pairs, rows: Indices) -> Floats:
    matrix = np.full((problem.times.n_demand, problem.times.n_facilities), FAR)
    matrix[pairs.points, pairs.sites] = pairs.minutes
    return matrix[rows]


def _number(problem: SitingProblem) -> int | None:
    """Return how many sites are open in the end; None where the model finds it."""
    return None if problem.model == "set_covering" else int(problem.is_existing.sum()) + problem.choices


def _model(problem: SitingProblem, matrix: Floats, weights: Floats) -> Any:
    from spopt.locate import LSCP, MCLP, PCenter, PMedian

    fixed = problem.is_existing.astype(int) if problem.is_existing.any() else None
    number, minutes = _number(problem), problem.minutes
    match problem.model:
        case "max_coverage":
            return MCLP.from_cost_matrix(matrix, weights, minutes, number, predefined_facilities_arr=fixed)
        case "p_median":
            return PMedian.from_cost_matrix(matrix, weights, number, predefined_facilities_arr=fixed)
        case "p_centre":
            return PCenter.from_cost_matrix(matrix, number, predefined_facilities_arr=fixed)
    return LSCP.from_cost_matrix(matrix, minutes, predefined_facilities_arr=fixed)


def _bound(problem: SitingProblem, bound: float) -> float:
    """Return the solver's bound in the unit of the model; no bound where it has none."""
    if not np.isfinite(bound) or abs(bound) >= 1e20:  # noqa: PLR2004 - HiGHS's infinity
        return np.inf if problem.model == "max_coverage" else 0.0
    if problem.model == "set_covering":
        return float(np.ceil(bound - 1e-6)) - int(problem.is_existing.sum())
    if problem.model == "p_median":
        return bound / float(problem.weights.sum())
    is_whole = problem.model == "max_coverage" and bool((problem.weights == np.round(problem.weights)).all())
    return float(np.floor(bound + 1e-4)) if is_whole else bound
