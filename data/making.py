"""Making many files one after another: each whole or not at all, with a line of progress, stopped by Ctrl-C."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

STOPPED = 130  # what shells take for “stopped by Ctrl-C”


@dataclass(frozen=True, slots=True)
class Job:
    """A file to make: its name and what makes its content."""

    name: str
    make: Callable[[], bytes]


def make_files(jobs: Sequence[Job], folder: Path, progress: TextIO | None = None) -> int:
    """Make files in a folder, telling of each its number, size and seconds; return an exit status.

    A job that fails is told and the others go on: status 1. Ctrl-C stops between or within files (130); what was
    finished stays, and no half file is left.
    """
    out = progress or sys.stderr
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for number, job in enumerate(jobs, start=1):
        head = f"[{number}/{len(jobs)}] {job.name}"
        began = time.perf_counter()
        try:
            content = job.make()
            write_whole(folder / job.name, content)
        except KeyboardInterrupt:
            print(f"{head} 已中止；此前完成的 {number - 1 - failed} 个文件保留", file=out)
            return STOPPED
        except Exception as error:
            failed += 1
            print(f"{head} 失败：{error}", file=out)
            continue
        print(f"{head} {len(content) / 1000:,.0f} kB，{time.perf_counter() - began:.1f} 秒", file=out, flush=True)
    print(f"完成 {len(jobs) - failed} 个文件，失败 {failed} 个：{folder}", file=out)
    return int(failed > 0)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that others see the old one or the new one, nothing between; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
