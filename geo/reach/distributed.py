"""Chunks computed by a dask.distributed cluster that the operator runs, named by DASK_SCHEDULER_ADDRESS.

A task brings along all that it needs but roads, which are sent once: the scheduler keeps their bytes, workers make them
and pass them on to each other. So a chunk whose worker is lost is computed again on another, and roads that were lost
with it are made again. Answers are taken in the order of the chunks, as in one process: the bits are the same, given
workers with the same versions and the same kind of processor. No other address than the configured one is asked.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from geo.reach import road_network
from geo.reach.chunk_work import ElsewhereTravel, Task
from geo.reach.chunked import Found
from geo.reach.road_travel import RoadTravel
from geo.reach.road_use import SPEEDS_FILE, Mode

# distributed says of itself that it is typed, but its client is not
Client = Any

ADDRESS_VARIABLE = "DASK_SCHEDULER_ADDRESS"
CONNECT_S = 10.0  # how long the scheduler may take to answer
WORKERS_S = 30.0  # how long there may be no worker: at the start, or when all were lost
LOOK_S = 0.5  # how often a wait looks around: stopped? any workers left?
CHUNKS_PER_THREAD = 3  # sent ahead, so that no worker waits and little is in flight
LARGEST_ROADS = "4GB"
LIBRARIES = ("numpy", "scipy", "dask", "distributed", "cloudpickle", "msgpack")


class ClusterError(Exception):
    """The cluster cannot compute, in words for whoever runs it."""


class Cluster:
    """An engine: chunks go to the workers of a scheduler, answers come back in order."""

    def __init__(self, client: Client, workers_s: float) -> None:
        self._client, self.workers_s = client, workers_s
        self._seen_at = monotonic()
        self._roads: tuple[RoadTravel, Any] | None = None  # as they are here, and as the workers have them

    def __call__(
        self, work: Callable[[Task], Found], tasks: Iterable[Task], check: Callable[[], None]
    ) -> Iterator[Found]:
        """Yield what each task gives, in the order of the tasks. Raises ClusterError."""
        bound = partial(_checked, partial(_work, work), _expected())
        waiting: deque[Any] = deque()
        remaining = iter(tasks)
        try:
            with _told_in_words():
                while True:
                    ahead = max(1, CHUNKS_PER_THREAD * self.threads()) - len(waiting)
                    waiting.extend(self._sent(bound, task) for task in islice(remaining, max(0, ahead)))
                    if not waiting:
                        return
                    found: Found = self._result(waiting[0], check)
                    waiting.popleft().release()
                    yield found
        finally:
            for future in waiting:
                with suppress(Exception):
                    future.cancel()

    def _sent(self, bound: Callable[..., Any], task: Task) -> Any:
        """Send a task; roads are a key in it, in whose place the worker finds them."""
        if not isinstance(task.travel, RoadTravel):
            return self._client.submit(bound, task, pure=False)
        if self._roads is None or self._roads[0] is not task.travel:
            self._roads = task.travel, self._sent_roads(task.travel)
        return self._client.submit(bound, replace(task, travel=ElsewhereTravel()), self._roads[1], pure=False)

    def _sent_roads(self, travel: RoadTravel) -> Any:
        """Send roads as a task that makes them: what is scattered instead is gone with the last worker that has it."""
        import dask

        make = partial(_checked, _roads_of, _expected())
        # distributed warns of a task of megabytes, which is right for tasks that are many
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": LARGEST_ROADS}):
            return self._client.submit(make, travel.network.to_bytes(), travel.mode, pure=False)

    def _result(self, future: Any, check: Callable[[], None]) -> Any:
        """Return the answer of a task, waiting for it in short looks."""
        while True:
            check()
            try:
                return future.result(timeout=LOOK_S)
            except TimeoutError:
                self.threads()

    def threads(self) -> int:
        """Return how many chunks can be computed at a time; ClusterError where there has been no worker for long."""
        count = int(sum(self._client.nthreads().values()))
        if count:
            self._seen_at = monotonic()
        elif monotonic() - self._seen_at > self.workers_s:
            raise ClusterError(f"计算集群已有 {self.workers_s:g} 秒没有工作节点，计算未完成；请启动工作节点后重算")
        return count


@contextmanager
def cluster(address: str = "", *, connect_s: float = CONNECT_S, workers_s: float = WORKERS_S) -> Iterator[Cluster]:
    """Yield the engine at an address, by default that of DASK_SCHEDULER_ADDRESS; disconnect in the end.

    Raises ClusterError: no address, no scheduler in time, no workers in time, versions or program that differ.
    """
    where = address or configured_address()
    if not where:
        raise ClusterError(f"没有设置环境变量 {ADDRESS_VARIABLE}")
    client = _connected(where, connect_s)
    try:
        _check_workers(client, where, workers_s)
        yield Cluster(client, workers_s)
    finally:
        with suppress(Exception):
            client.close(timeout=LOOK_S)


def configured_address() -> str:
    """Return the address of the scheduler that the operator has set; "" for none."""
    return os.environ.get(ADDRESS_VARIABLE, "").strip()


@cache
def mark() -> dict[str, str]:
    """Return what must be the same on every worker: versions, and a digest of the program that computes."""
    program = hashlib.sha256()
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), SPEEDS_FILE):
        program.update(path.name.encode() + path.read_bytes())
    versions = {name: version(name) for name in LIBRARIES}
    return {"Python": platform.python_version(), **versions, "geo/reach": program.hexdigest()[:12]}


def _expected() -> dict[str, str]:
    return mark()


def _checked(do: Callable[..., Any], expected: dict[str, str], *arguments: Any) -> Any:
    """Do something on a worker that is as expected; one that joins late is checked like the first ones."""
    if differing := _differences(expected, mark()):
        raise ClusterError(f"一个工作节点的版本与本机不同：{differing}")
    return do(*arguments)


def _work(work: Callable[[Task], Found], task: Task, roads: RoadTravel | None = None) -> Found:
    return work(task if roads is None else replace(task, travel=roads))


def _roads_of(content: bytes, mode: Mode) -> RoadTravel:
    return RoadTravel(road_network.from_bytes(content), mode)


def _connected(where: str, connect_s: float) -> Client:
    """Return a client; in a thread, since distributed waits for ever on a port that accepts and does not answer."""
    found: list[Any] = []
    thread = Thread(target=lambda: found.append(_client(where, connect_s)), daemon=True)
    thread.start()
    thread.join(2 * connect_s)
    match found:
        case [ValueError() | TypeError() as error]:
            raise ClusterError(f"{ADDRESS_VARIABLE}“{where}”不是调度器地址，应如 tcp://10.0.0.5:8786") from error
        case [] | [Exception()]:
            raise ClusterError(f"{connect_s:g} 秒内连不上计算集群的调度器 {where}（{ADDRESS_VARIABLE}）")
    return found[0]


def _client(where: str, connect_s: float) -> Any:
    import distributed

    connect: Any = distributed.Client
    try:
        # through the scheduler only: workers may stand in a network that this machine does not see
        return connect(where, timeout=connect_s, set_as_default=False, direct_to_workers=False)
    except Exception as error:
        return error


def _check_workers(client: Client, where: str, workers_s: float) -> None:
    try:
        client.wait_for_workers(1, timeout=workers_s)
    except TimeoutError as error:
        raise ClusterError(f"调度器 {where} 在 {workers_s:g} 秒内没有工作节点，请启动 dask worker") from error
    marks: dict[str, Any] = client.run(mark, on_error="return")
    for worker, found in marks.items():
        if not isinstance(found, dict):
            raise ClusterError(
                f"工作节点 {worker} 不能运行本产品的程序（{found}）：请在产品文件夹中以 PYTHONPATH=. 启动"
            )
        if differing := _differences(_expected(), found):
            raise ClusterError(f"工作节点 {worker} 的版本与本机不同：{differing}")


def _differences(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """Name what differs.

    >>> _differences({"numpy": "2.4.6", "scipy": "1.17.1"}, {"numpy": "2.3.0", "scipy": "1.17.1"})
    'numpy 本机 2.4.6、节点 2.3.0'
    """
    return "；".join(
        f"{name} 本机 {ours[name]}、节点 {theirs.get(name, '无')}" for name in ours if ours[name] != theirs.get(name)
    )


@contextmanager
def _told_in_words() -> Iterator[None]:
    """Say in words what went wrong between this machine and the cluster."""
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        yield
    except KilledWorker as error:
        raise ClusterError(
            "同一块计算使多个工作节点先后中断，可能是内存不足：请减小 --memory 或增加节点内存"
        ) from error
    except ImportError as error:
        raise ClusterError("一个工作节点找不到本产品的程序：请在产品文件夹中以 PYTHONPATH=. 启动") from error
    except (CancelledError, CommClosedError, OSError) as error:
        raise ClusterError("与计算集群调度器的连接中断，计算未完成；请检查调度器后重算") from error
