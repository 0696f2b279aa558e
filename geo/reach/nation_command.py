"""`python -m geo reach`: coverage and E2SFCA of large files, in this process or on the cluster that is configured.

Travel is measured in straight lines, or along the roads of an .osm.pbf file.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from data.command_arguments import WRONG, ArgumentsError, checked, say
from data.export import defused
from data.making import STOPPED, write_whole
from data.supply_demand.columns import PEOPLE_KEYS, TableKind
from data.supply_demand.fault_file import fault_file
from data.supply_demand.large_table import LargeTable, LargeTableError, read_first_column, read_large_table
from geo.reach.chunk_plan import DEFAULT_BUDGET_MB, MemoryBudgetError
from geo.reach.chunked import Progress, Question, Reach, reach_in_chunks
from geo.reach.decay import DECAYS
from geo.reach.distributed import ADDRESS_VARIABLE, ClusterError, cluster, configured_address
from geo.reach.road_network import RoadFileError
from geo.reach.road_travel import RoadTravel
from geo.reach.road_use import MODES, Mode
from geo.reach.roads import read_roads
from geo.reach.straight_line import DEFAULT_DETOUR, StraightLine

FAILED = 1
SPEED_KMH, CATCHMENT_MIN = 30.0, 15.0
STEPS = {"weigh": "第 1 步 机构服务的人口", "answer": "第 2 步 各点可达的床位"}
COLUMNS = ("row", "first_column", "per_1000", "nearest_min", "nearest_row")
SAY_EACH_S = 2.0
MOST_SAID = 20  # faults on the screen
BESIDE_DEGREES = 0.01  # around the outermost points: a single point has no box
MODE_WORDS: dict[Mode, str] = {"walking": "步行", "driving": "驾车"}


def add_reach(commands: Any) -> None:
    """Add the command."""
    command: argparse.ArgumentParser = commands.add_parser(
        "reach", help="大数据量的服务可达：直线距离估算或沿路网，分块计算"
    )
    command.add_argument("demand", type=Path, metavar="DEMAND.csv", help="需求点：经度、纬度（CGCS2000 度）、人口")
    command.add_argument("facilities", type=Path, metavar="FACILITIES.csv", help="机构：经度、纬度、床位")
    command.add_argument("--out", required=True, type=Path, metavar="OUT.csv", help="写入的文件")
    command.add_argument("--faults", type=Path, metavar="FILE.csv", help="有误时写出全部错误；默认 OUT.faults.csv")
    command.add_argument("--people", default="age_60_plus", help=f"人群：{'、'.join(PEOPLE_KEYS)}")
    command.add_argument("--minutes", type=float, default=CATCHMENT_MIN, help="服务半径（分钟）")
    command.add_argument("--speed", type=float, default=SPEED_KMH, help="速度（千米/小时）；沿路网时不用")
    command.add_argument("--detour", type=float, default=DEFAULT_DETOUR, help="绕行系数；沿路网时不用")
    command.add_argument("--roads", type=Path, metavar="FILE.osm.pbf", help="沿这份路网计算，不按直线估算")
    command.add_argument("--mode", choices=MODES, default="driving", help="沿路网步行或驾车")
    command.add_argument("--decay", default="gaussian", help=f"距离衰减：{'、'.join(DECAYS)}（none 即 2SFCA）")
    command.add_argument("--memory", type=int, default=DEFAULT_BUDGET_MB, metavar="MB", help="每块计算的内存上限")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        content = _computed(options)
        write_whole(options.out, content)
    except KeyboardInterrupt:
        say("已中止，没有写出文件")
        return STOPPED
    except LargeTableError as fault:
        _say_faults(fault, options)
        return WRONG
    except (ArgumentsError, MemoryBudgetError) as fault:
        say(str(fault))
        return WRONG
    except (ClusterError, OSError) as fault:
        say(str(fault))
        return FAILED
    say(f"完成：{options.out}，{len(content) / 1000:,.0f} kB")
    return 0


def _computed(options: argparse.Namespace) -> bytes:
    question = _question(options)
    said = _Said()
    if address := configured_address():
        say(f"在计算集群 {address} 上计算（{ADDRESS_VARIABLE}）")
        with cluster(address) as engine:
            reach = reach_in_chunks(question, options.memory, engine=engine, on_progress=said)
    else:
        say(f"在本机计算；设置 {ADDRESS_VARIABLE} 则用计算集群")
        reach = reach_in_chunks(question, options.memory, on_progress=said)
    _say_result(question, reach, options)
    return _csv(options.demand, reach)


def _question(options: argparse.Namespace) -> Question:
    checked("--people", [options.people], PEOPLE_KEYS)
    checked("--decay", [options.decay], tuple(DECAYS))
    if not (np.isfinite(options.minutes) and options.minutes > 0):
        raise ArgumentsError(f"--minutes“{options.minutes:g}”应大于 0")
    demand, homes = _tables(options)
    decay = DECAYS[options.decay](options.minutes)
    travel = _travel(options, (demand, homes))
    return Question(demand.lon, demand.lat, demand.figures, homes.lon, homes.lat, homes.figures, travel, decay)


def _tables(options: argparse.Namespace) -> tuple[LargeTable, LargeTable]:
    """Return both tables; the faults of both are told together."""
    tables: list[LargeTable] = []
    wrong: list[LargeTableError] = []
    wanted: tuple[tuple[Path, TableKind, str], ...] = (
        (options.demand, "demand", options.people),
        (options.facilities, "facilities", "capacity"),
    )
    for path, kind, figure in wanted:
        try:
            tables.append(read_large_table(path, kind, figure))
        except LargeTableError as error:
            wrong.append(error)
    if wrong:
        faults = [fault for error in wrong for fault in error.faults]
        raise LargeTableError("\n".join(map(str, wrong)), faults, sum(error.count for error in wrong))
    return tables[0], tables[1]


def _say_faults(error: LargeTableError, options: argparse.Namespace) -> None:
    """Say the first faults, and write all of them to a file beside the result."""
    for fault in error.faults[:MOST_SAID]:
        say(str(fault))
    say(str(error))
    if not error.faults:
        return
    target = options.faults or options.out.with_suffix(".faults.csv")
    names = "、".join(dict.fromkeys(fault.file for fault in error.faults))
    try:
        write_whole(target, fault_file(names, error.faults, error.count))
    except OSError as problem:
        say(f"{target}：写不出文件（{problem}）")
        return
    beyond = f"以上为前 {MOST_SAID} 处，" if error.count > MOST_SAID else ""
    listed = "全部" if error.count == len(error.faults) else f"其中 {len(error.faults):,} 处"
    say(f"{beyond}共 {error.count:,} 处，{listed}列在 {target}")


def _travel(options: argparse.Namespace, points: tuple[LargeTable, LargeTable]) -> StraightLine | RoadTravel:
    """Return how people travel; roads are cut to the box of the points."""
    if options.roads is None:
        try:
            return StraightLine(options.speed, options.detour)
        except ValueError as error:
            raise ArgumentsError(str(error)) from error
    lon, lat = (np.concatenate([getattr(one, name) for one in points]) for name in ("lon", "lat"))
    placed = np.isfinite(lon) & np.isfinite(lat)
    if not placed.any():
        raise ArgumentsError("没有一个点写了经度、纬度")
    box = shapely.box(lon[placed].min(), lat[placed].min(), lon[placed].max(), lat[placed].max())
    try:
        network = read_roads(options.roads, box.buffer(BESIDE_DEGREES))
    except RoadFileError as error:
        raise ArgumentsError(f"{options.roads}：{error}") from error
    except OSError as error:
        raise ArgumentsError(f"{options.roads}：读不出文件") from error
    say(f"{options.roads.name}：{len(network.km):,} 段道路")
    return RoadTravel(network, options.mode)


class _Said:
    """Tells progress every few seconds and at the end of each step."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._at = clock, -SAY_EACH_S

    def __call__(self, progress: Progress) -> None:
        if progress.done == progress.total or self._clock() - self._at >= SAY_EACH_S:
            self._at = self._clock()
            say(f"{STEPS[progress.step]} [{progress.done}/{progress.total}] 点对 {progress.pairs:,}")


def _say_result(question: Question, reach: Reach, options: argparse.Namespace) -> None:
    people = float(np.nansum(question.people))
    found = reach.accessibility
    covered = people - found.unreached_people
    share = f"（{covered / people:.1%}）" if people else ""
    if options.roads is None:
        say(f"估算：直线距离 × {options.detour:g}，{options.speed:g} 千米/小时")
    else:
        say(f"沿路网 {options.roads.name} {MODE_WORDS[options.mode]}；速度按道路等级，为本产品的假定")
    say(f"{options.minutes:g} 分钟内有机构的 {covered:,.0f} 人，共 {people:,.0f} 人{share}")
    say(f"人口未载明的点 {found.points_not_stated} 个，床位未载明的机构 {found.facilities_not_stated} 个，均未计入")


def _csv(demand: Path, reach: Reach) -> bytes:
    """Return a row per demand point; blank: nothing within the time, or (per_1000) it cannot be told."""
    import pandas as pd

    times, per_1000 = reach.nearest, reach.accessibility.per_1000
    has_any = np.diff(times.starts).astype(bool)
    minutes, which = np.full(times.n_demand, np.nan), np.full(times.n_demand, -1, np.int64)
    minutes[has_any], which[has_any] = times.minutes, times.facilities
    out = io.BytesIO()
    done = 0
    for known_by in read_first_column(demand):
        rows = slice(done, done + len(known_by))
        nearest = pd.array(np.where(which[rows] < 0, 0, which[rows] + 1), dtype="Int64")
        nearest[which[rows] < 0] = pd.NA
        names = known_by.map(defused).to_numpy()
        columns = (np.arange(done, rows.stop) + 1, names, per_1000[rows], minutes[rows].round(3), nearest)
        table = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
        table.to_csv(out, index=False, header=done == 0, lineterminator="\n")
        done = rows.stop
    return out.getvalue()
