"""A scheduler and workers as an operator starts them, for tests and measures; killed in the end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[3]
DASK = Path(sys.executable).with_name("dask")
START_S = 30.0
# no setting keeps dask from opening an HTTP port: it listens on this machine alone and has nothing to tell
QUIET = {"DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES": "[]", "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES": "[]"}
PLAIN = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")


class ClusterProcesses:
    """`dask scheduler` and some `dask worker` on free ports of this machine."""

    def __init__(self, folder: Path, workers: int, *, knows_product: bool = True) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self._folder, self._knows_product = folder, knows_product
        self.scheduler = self._start("scheduler", "--port", self.address.rpartition(":")[2])
        self.workers = [self.start_worker() for _ in range(workers)]

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker with one thread."""
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--memory-limit", "0",
                           "--local-directory", str(self._folder))  # fmt: skip

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        path = {"PYTHONPATH": str(ROOT)} if self._knows_product else {}
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | path | QUIET
        log = (self._folder / f"{arguments[0]}-{time.monotonic_ns()}.log").open("wb")
        command = [str(DASK), *arguments, *PLAIN]
        return subprocess.Popen(command, cwd=self._folder, env=environment, stdout=log, stderr=subprocess.STDOUT)

    def wait_for_scheduler(self) -> ClusterProcesses:
        """Wait until the scheduler listens."""
        host, _, port = self.address.removeprefix("tcp://").rpartition(":")
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                socket.create_connection((host, int(port)), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the scheduler does not listen")

    def __enter__(self) -> ClusterProcesses:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait()
