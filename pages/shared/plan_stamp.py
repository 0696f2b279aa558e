"""What changes with any file of a plan's folder: caches of plans are kept under it."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from data.catalog import plans_folder

LOOK_AGAIN_SECONDS = 0.5
Stamp = str

_stamps: dict[Path, tuple[float, Stamp]] = {}


def stamp_of(plan_id: str) -> Stamp:
    """Return the stamp of a plan's folder; the disk is asked again after a moment only."""
    folder = plans_folder() / plan_id
    now = time.monotonic()
    looked, stamp = _stamps.get(folder, (-LOOK_AGAIN_SECONDS, ""))
    if now - looked >= LOOK_AGAIN_SECONDS:
        states = [(path.name, path.stat()) for path in sorted(folder.glob("*")) if path.is_file()]
        text = repr([(name, state.st_mtime_ns, state.st_size) for name, state in states])
        stamp = hashlib.sha256(text.encode()).hexdigest()
        _stamps[folder] = (now, stamp)
    return stamp
