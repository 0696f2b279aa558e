"""E2SFCA here and in PySAL `access`: `python -m tests.benchmarks.catchment` prints a table.

The points are SYNTHETIC, drawn at random in a square; they live in this benchmark only and stand for no place. Each
side runs in a process of its own, given the same table of pairs (a data frame: origin, dest, cost), and is measured
from that table to the result. Memory is the peak of the process (VmHWM, what ru_maxrss reports without what it
inherits from the process that started it) beyond what it held when the clock started.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SIZES = ((10_000, 1_000, 50), (100_000, 10_000, 100))  # places, facilities, facilities within reach of a place
CATCHMENT_MIN = 30.0
METRES_PER_MIN = 500.0
LAPS = {"ours": 5, "access": 1}  # ours is short beside the noise of the machine: the middle of several
LEAST_TIMES_FASTER, MOST_MEMORY = 10.0, 0.5


class Line(NamedTuple):
    """One figure of the report; the fields of `tests.benchmarks.bench.Line`."""

    what: str
    where: str
    value: float
    unit: str
    budget: str = ""


def lines() -> list[Line]:
    """Measure both sides at each size, and from coordinates at the smaller one."""
    found: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (n, m, within) in enumerate(SIZES):
            path = Path(folder) / f"{n}.npz"
            _run("make", path, n, m, within)
            found += _compared("E2SFCA, pairs → result", f"{n} × {m}", path, "pairs")
            if not number:
                found += _compared("E2SFCA, coordinates → result", f"{n} × {m}", path, "points")
    return found


def _compared(what: str, where: str, path: Path, start: str) -> list[Line]:
    ours, theirs = (_run(start, path, side) for side in ("ours", "access"))
    apart = np.abs(np.array(ours["sums"]) - np.array(theirs["sums"])).max()
    if apart > 1e-9 * max(map(abs, ours["sums"])):
        raise AssertionError(f"{what} {where}: the results differ, {ours['sums']} and {theirs['sums']}")
    return [
        Line(what, f"{where} pairs", ours["pairs"], ""),
        Line(f"{what}, ours", where, ours["ms"], "ms"),
        Line(f"{what}, access", where, theirs["ms"], "ms"),
        Line(f"{what}, access ÷ ours", where, theirs["ms"] / ours["ms"], "×"),
        Line("memory, ours", where, ours["mb"], "MB"),
        Line("memory, access", where, theirs["mb"], "MB"),
        Line("memory, ours ÷ access", where, ours["mb"] / theirs["mb"], "×"),
    ]


def _run(*arguments: object) -> dict:
    command = [sys.executable, "-m", "tests.benchmarks.catchment", *map(str, arguments)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RuntimeError(answer.stderr[-2000:])
    return json.loads(answer.stdout.strip().splitlines()[-1])


def make(path: Path, n: int, m: int, within: int) -> dict:
    """Write synthetic points and their pairs within the catchment; so wide that `within` facilities are in reach."""
    from scipy.spatial import cKDTree

    draw = np.random.default_rng(n)
    reach_m = CATCHMENT_MIN * METRES_PER_MIN
    side = reach_m * np.sqrt(np.pi * m / within)
    homes, sites = draw.random((n, 2)) * side, draw.random((m, 2)) * side
    pairs = cKDTree(homes).sparse_distance_matrix(cKDTree(sites), reach_m, output_type="ndarray")
    pairs = pairs[np.lexsort((pairs["j"], pairs["i"]))]
    people, beds = draw.integers(1, 3000, n).astype(float), draw.integers(10, 300, m).astype(float)
    minutes = pairs["v"] / METRES_PER_MIN
    np.savez(path, homes=homes, sites=sites, people=people, beds=beds, origin=pairs["i"], dest=pairs["j"], cost=minutes)
    return {"pairs": len(pairs)}


def measure(start: str, path: Path, side: str) -> dict:
    """Run one side from pairs or from points; return its median time and its peak memory."""
    import pandas as pd

    with np.load(path) as stored:
        given = {
            name: stored[name] for name in stored.files if start == "pairs" or name not in ("origin", "dest", "cost")
        }
    if start == "pairs":
        table = pd.DataFrame({name: given.pop(name) for name in ("origin", "dest", "cost")})
        work = {"ours": _ours, "access": _access}[side]
    else:
        table = pd.DataFrame()
        work = {"ours": _ours_from_points, "access": _access_from_points}[side]
    work(*_little(table, given))  # what is loaded or compiled at first use is not measured
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak counts from here
    before, taken = _memory_mb("VmRSS"), []
    for _ in range(LAPS[side]):
        begun = time.perf_counter()
        result, pairs = work(table, given)
        taken.append(time.perf_counter() - begun)
    sums = [float(result.sum()), float((result * np.arange(len(result))).sum())]
    return {"ms": 1000 * median(taken), "mb": _memory_mb("VmHWM") - before, "sums": sums, "pairs": pairs}


def _little(table, given: dict) -> tuple:
    """Cut the case down to its first 60 places."""
    some = {name: values[:60] if name in ("homes", "people") else values for name, values in given.items()}
    return (table[table["origin"] < 60] if len(table) else table), some


def _ours(table, given: dict) -> tuple[np.ndarray, int]:
    from geo.reach.decay import slow_steps
    from geo.reach.floating_catchment import enhanced_two_step
    from geo.reach.pair_table import times_of_pairs

    rows, columns, minutes = (table[name].to_numpy() for name in ("origin", "dest", "cost"))
    times = times_of_pairs(rows, columns, minutes, (len(given["people"]), len(given["beds"])), limit_min=CATCHMENT_MIN)
    return enhanced_two_step(times, given["people"], given["beds"], slow_steps(CATCHMENT_MIN)).per_1000, len(minutes)


def _access(table, given: dict) -> tuple[np.ndarray, int]:
    import pandas as pd
    from access import fca, weights

    people = pd.DataFrame({"demand": given["people"]}, index=pd.RangeIndex(len(given["people"]), name="geoid"))
    beds = pd.DataFrame({"supply": given["beds"]}, index=pd.RangeIndex(len(given["beds"]), name="geoid"))
    steps = weights.step_fn({10: 1, 20: 0.68, 30: 0.22})
    found = fca.two_stage_fca(people, beds, table, max_cost=CATCHMENT_MIN, demand_index=True, weight_fn=steps)
    return 1000 * found.reindex(people.index, fill_value=0.0).to_numpy(), len(table)


def _ours_from_points(_, given: dict) -> tuple[np.ndarray, int]:
    import pandas as pd
    from scipy.spatial import cKDTree

    reach_m = CATCHMENT_MIN * METRES_PER_MIN
    pairs = cKDTree(given["homes"]).sparse_distance_matrix(cKDTree(given["sites"]), reach_m, output_type="ndarray")
    table = pd.DataFrame({"origin": pairs["i"], "dest": pairs["j"], "cost": pairs["v"] / METRES_PER_MIN})
    return _ours(table, given)


def _access_from_points(_, given: dict) -> tuple[np.ndarray, int]:
    """Let `access` find the pairs: it crosses all places with all facilities (10⁹ at the larger size: out of reach)."""
    import geopandas as gpd
    import pandas as pd
    from access import Access

    frames = [
        gpd.GeoDataFrame({name: given[column]}, geometry=gpd.points_from_xy(*given[where].T), crs="EPSG:3857")
        for name, column, where in (("demand", "people", "homes"), ("supply", "beds", "sites"))
    ]
    columns = {"cost_origin": "origin", "cost_dest": "dest", "cost_name": "none"}
    costs = pd.DataFrame({"origin": [], "dest": [], "none": []}, dtype=float).astype({"origin": int, "dest": int})
    model = Access(frames[0], "demand", frames[1], "supply", cost_df=costs, **columns)
    model.create_euclidean_distance(name="metres", threshold=CATCHMENT_MIN * METRES_PER_MIN)
    found = model.cost_df[["origin", "dest"]].assign(cost=model.cost_df["metres"] / METRES_PER_MIN)
    return _access(found, given)


def _memory_mb(field: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith(field)).split()[1]) / 1000


def main() -> int:
    """Print the report, or do the part of it that the arguments name; exit 1 when ours is not as fast and small."""
    warnings.simplefilter("ignore")
    match sys.argv[1:]:
        case ["make", path, n, m, within]:
            print(json.dumps(make(Path(path), int(n), int(m), int(within))))
        case [start, path, side]:
            print(json.dumps(measure(start, Path(path), side)))
        case _:
            found = lines()
            for line in found:
                print(f"{line.what:42} {line.where:22} {line.value:12,.2f} {line.unit}")
            fast = [line.value >= LEAST_TIMES_FASTER for line in found if line.what.endswith("access ÷ ours")]
            small = [line.value <= MOST_MEMORY for line in found if line.what == "memory, ours ÷ access"]
            return 0 if all(fast + small) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
