"""Reading what somebody uploads in a process of its own: bounded in time and memory; if it dies, the server lives on.

Libraries that read maps are written in C++ and were not made for files that mean harm. What they are asked to do here
comes back as a pickle of a process that runs the product's own code.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from data.words import Words

ROOT = Path(__file__).resolve().parents[2]
# threads of a library that reserve memory which they never use would count against the bound
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
SMALLER = Words("请先裁剪到规划区域，或另存为较小的文件", "cut it to the region of the plan, or save a smaller file")
DIED = Words(
    "文件使读取程序中断，未载入；文件可能已损坏，请重新导出或下载",
    "the file broke the program that reads it and is not loaded; it may be damaged: export or download it again",
)

logger = logging.getLogger(__name__)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long reading may take and how much memory it may use (of the process, its libraries included)."""

    seconds: int
    memory_mb: int


def guarded(read: Callable[..., Made], *arguments: Any, bounds: Bounds, fault: type[ValueError]) -> Made:
    """Return what `read`, a function of a module, returns of the arguments; what it raises is raised here.

    `fault` is raised, in words for the reader, where it took too long, too much memory, or its process died.
    """
    command = [sys.executable, "-m", __name__, str(bounds.memory_mb), str(bounds.seconds)]
    try:
        done = subprocess.run(
            command,
            input=pickle.dumps((read, arguments)),
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=os.environ | ENVIRONMENT,
            timeout=bounds.seconds,
        )
    except subprocess.TimeoutExpired:
        raise fault(_out_of_time(bounds.seconds)) from None
    if done.returncode or not done.stdout:
        logger.warning(
            "reading a file ended with %s: %s", done.returncode, done.stderr[-2000:].decode(errors="replace")
        )
        is_memory = b"MemoryError" in done.stderr or b"bad_alloc" in done.stderr
        raise fault(_out_of_memory(bounds.memory_mb) if is_memory else DIED)
    is_made, result = pickle.loads(done.stdout)  # of our own process
    if not is_made:
        raise result
    made: Made = result
    return made


def _out_of_time(seconds: int) -> Words:
    return Words(
        f"读了 {seconds} 秒仍未读完，已停止；{SMALLER}",
        f"it was not read within {seconds} seconds, and reading was stopped; {SMALLER.en}",
    )


def _out_of_memory(memory_mb: int) -> Words:
    return Words(
        f"读取它需要的内存超过 {memory_mb} MB，已停止；{SMALLER}",
        f"reading it needs more than {memory_mb} MB of memory and was stopped; {SMALLER.en}",
    )


def _answer() -> None:
    """Do what standard input asks for, and write the outcome to standard output, which nothing else may use."""
    _bound(memory_bytes=int(sys.argv[1]) * 1_000_000, seconds=int(sys.argv[2]))
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    read, arguments = pickle.load(sys.stdin.buffer)  # of the process that started this one
    try:
        outcome = (True, read(*arguments))
    except (ValueError, OSError) as error:
        outcome = (False, error)
    with target:
        pickle.dump(outcome, target, protocol=pickle.HIGHEST_PROTOCOL)


def _bound(memory_bytes: int, seconds: int) -> None:
    with suppress(ImportError):  # not on Windows: there time alone is bounded
        import resource

        with suppress(ValueError, OSError):  # a lower bound is set already
            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        with suppress(ValueError, OSError):  # it ends by itself, too, where the server is gone
            resource.setrlimit(resource.RLIMIT_CPU, (2 * seconds, 2 * seconds + 1))


if __name__ == "__main__":
    _answer()
