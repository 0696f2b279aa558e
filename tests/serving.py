"""The real product on a free port, with plans and static files of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLANS = ROOT / "data" / "plans"
PACKAGES = ("pages", "geo", "data", "layouts")
START_LIMIT_S = 90.0


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def lay_out(folder: Path) -> Path:
    """Lay out the product in a folder, with static files of its own; return the folder.

    Streamlit serves `static/` beside the script: with the repository's, a plan of a test would replace
    the map file of a real one. Code is linked, front-end files are copied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)
    for name in PACKAGES:
        (folder / name).symlink_to(ROOT / name)
    vendor = ROOT / "static" / "vendor"
    if not (vendor / "manifest.json").is_file():
        raise FileNotFoundError(f"{vendor} is missing: run `make setup` first")
    shutil.copytree(vendor, folder / "static" / "vendor")
    (folder / "static" / "maps").mkdir()
    return folder


class Server:
    """A Streamlit server as a process; the folder it runs in was made by `lay_out` (or holds one script).

    It keeps its records in that folder, unless `environment` says otherwise.
    """

    def __init__(
        self,
        folder: Path,
        plans: Path | None = None,
        script: str = "app.py",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = folder / "server.log"
        self._environment = {
            **os.environ,
            "CARE_PLAN_ATLAS_STATIC": str(folder / "static"),
            "CARE_PLAN_ATLAS_PLANS": str(plans or PLANS),
            "CARE_PLAN_ATLAS_RECORDS": str(folder / "records"),
            "DATABASE_URL": "",
            **(environment or {}),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        self._script = script
        self._process: subprocess.Popen[bytes] | None = None
        self.opened_at = 0.0
        self.started_at = 0.0

    def start(self) -> Server:
        """Start and wait until the port is open (not until a page answers)."""
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            self._script,
            "--server.port",
            str(self.port),
            "--server.address",
            "localhost",
        ]
        self.started_at = time.perf_counter()
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, env=self._environment, stdout=log, stderr=log)
        while not self._is_open():
            if self._process.poll() is not None or time.perf_counter() - self.started_at > START_LIMIT_S:
                self.stop()
                raise RuntimeError(f"the server did not start:\n{self.log_text()}")
            time.sleep(0.01)
        self.opened_at = time.perf_counter()
        return self

    def stop(self) -> None:
        """End the process."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait_until_healthy(self) -> Server:
        """Wait until Streamlit answers."""
        for _ in range(600):
            with suppress(OSError), urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return self
            time.sleep(0.1)
        raise RuntimeError(f"no answer from the server:\n{self.log_text()}")

    def log_text(self) -> str:
        """Return what the server wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.is_file() else ""

    def cpu_seconds(self) -> float:
        """Return the CPU time that the server's process has used so far."""
        assert self._process is not None
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _is_open(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
