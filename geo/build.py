"""Writes what the browser fetches: boundary files under hashed names in `static/maps`.

A file's name carries the hash of its content, so that browsers may keep it for ever and a changed
plan is seen at once. A plan dropped in while the server runs gets its file on first use.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from data.plan import Plan
from geo.base_layers import base_layers
from geo.frontend import static_folder

MANIFEST = "boundaries.json"


def maps_folder() -> Path:
    """Return the folder of the map files; it is made at set-up and never committed."""
    return static_folder() / "maps"


def boundary_layer(plan: Plan) -> Path:
    """Return the file with the base layers of a plan, written now if it is not there yet.

    Raises KeyError when the plan's region has no boundary.
    """
    return write_map_file(f"{plan.plan_id}-boundaries", base_layers(plan))


def write_map_file(stem: str, content: Mapping[str, Any]) -> Path:
    """Write compact JSON as `static/maps/<stem>.<hash>.json` and return its path; older versions are removed.

    Nothing is written when that very content is there already. Readers never see half a file.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    path = maps_folder() / f"{stem}.{digest}.json"
    if not path.is_file():
        older = list(maps_folder().glob(f"{stem}.*.json"))
        write_atomically(path, text)
        for left in older:
            left.unlink(missing_ok=True)
    return path


def build_boundaries(plans: Iterable[Plan]) -> dict[str, str]:
    """Write the base layers of all plans and the manifest `boundaries.json`: plan id → file name.

    A plan whose region has no boundary is left out; `python -m geo check` says why.
    """
    names = {}
    for plan in plans:
        try:
            names[plan.plan_id] = boundary_layer(plan).name
        except KeyError:
            continue
    write_atomically(maps_folder() / MANIFEST, json.dumps(names, indent=1, sort_keys=True) + "\n")
    return names


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that another process sees the old one or the new one, nothing between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
