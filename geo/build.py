"""Writes what the browser fetches: map files under hashed names in `static/maps`.

A file's name carries the hash of its content, so that browsers may keep it for ever and a changed
plan is seen at once. A plan dropped in while the server runs gets its file on first use.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.making import write_whole
from geo.frontend import static_folder

MAX_STEM = 60


def maps_folder() -> Path:
    """Return the folder of the map files; it is made at set-up and never committed."""
    return static_folder() / "maps"


def write_map_file(stem: str, content: Mapping[str, Any]) -> Path:
    """Write compact JSON as `static/maps/<stem>.<hash>.json` and return its path.

    Nothing is written when that very content is there already. Readers never see half a file. Older versions
    stay (`make clean` removes them): another server or an open page may still name them. In the name, what is
    no letter, digit, `-` or `_` becomes `-`, since it is part of an address.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    path = maps_folder() / f"{_safe(stem)}.{digest}.json"
    if not path.is_file():
        write_whole(path, text.encode())
    return path


def kept_path(stem: str) -> Path:
    """Return the file beside the map files that tells what the newest one of a stem holds."""
    return maps_folder() / f"{_safe(stem)}.kept.json"


def _safe(stem: str) -> str:
    return re.sub(r"[^0-9A-Za-z_-]", "-", stem)[:MAX_STEM]
