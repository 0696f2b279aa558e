"""Measure a nation: `python -m tests.benchmarks.scale [DEMAND FACILITIES]`, in one process and on a cluster.

The points are synthetic and stand for no real place. Peak memory is that of all processes of an engine together.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from geo.reach.chunk_plan import DEFAULT_BUDGET_MB
from geo.reach.chunked import Question, Reach, reach_in_chunks
from geo.reach.distributed import cluster
from tests.geo.reach.cluster_processes import ClusterProcesses
from tests.geo.reach.nation import SYNTHETIC, question

LOOK_S = 0.05
MB = 1e6


@dataclass(frozen=True)
class Measured:
    """One engine: its answer, seconds, peak memory of all its processes, and of them before it began."""

    engine: str
    reach: Reach
    seconds: float
    peak_mb: float
    before_mb: float


def main(arguments: list[str] | None = None) -> int:
    """Print one line per engine and whether the answers have the same bits; exit 1 if they have not."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale")
    parser.add_argument("demand", nargs="?", type=int, default=1_000_000)
    parser.add_argument("facilities", nargs="?", type=int, default=50_000)
    parser.add_argument("--memory", type=int, default=DEFAULT_BUDGET_MB, metavar="MB", help="per chunk")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    options = parser.parse_args(arguments)
    print(f"E2SFCA of {options.demand:,} × {options.facilities:,}, {options.memory} MB a chunk; {SYNTHETIC}")
    asked = question(options.demand, options.facilities)
    here = _measured("one process", lambda: reach_in_chunks(asked, options.memory))
    _print(here, asked)
    there = _on_cluster(asked, options.memory, options.workers)
    _print(there, asked)
    is_same = _bits(here.reach) == _bits(there.reach)
    print(
        f"identical bits: {'yes' if is_same else 'NO'}; load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores"
    )
    return 0 if is_same else 1


def _on_cluster(asked: Question, memory_mb: int, workers: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder, ClusterProcesses(Path(folder), workers) as processes:
        processes.wait_for_scheduler()
        with cluster(processes.address) as engine:
            while engine.threads() < workers:
                time.sleep(LOOK_S)
            return _measured(f"{workers} workers", lambda: reach_in_chunks(asked, memory_mb, engine=engine))


def _measured(engine: str, compute: Callable[[], Reach]) -> Measured:
    peak = before = _memory_mb()
    is_done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not is_done.wait(LOOK_S):
            peak = max(peak, _memory_mb())

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    try:
        reach = compute()
        seconds = time.perf_counter() - began
    finally:
        is_done.set()
        watcher.join()
    return Measured(engine, reach, seconds, peak, before)


def _memory_mb() -> float:
    """Return the resident memory of this process and all that it started."""
    me = psutil.Process()
    total = 0
    for process in (me, *me.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total / MB


def _bits(reach: Reach) -> tuple[bytes, ...]:
    found = reach.accessibility
    return found.per_1000.tobytes(), found.ratios.tobytes(), reach.nearest.minutes.tobytes()


def _print(measured: Measured, asked: Question) -> None:
    reach = measured.reach
    print(
        f"{measured.engine:12} {measured.seconds:7.1f} s  peak {measured.peak_mb:6,.0f} MB "
        f"({measured.before_mb:,.0f} before)  {reach.pairs:,} pairs in {reach.chunks} chunks, measured twice  "
        f"{len(asked.lon) / measured.seconds:,.0f} points/s, {2 * reach.pairs / measured.seconds:,.0f} pairs/s",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
