"""Map files that were made before: a map need not be made again while nothing that it is made of has changed.

Beside a map file lies what its legend needs (`<plan_id>.kept.json`), under a key of all that went into it: the
plan's folder, the reference data, and the code itself. A server that starts anew then reads no boundary for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from data.making import write_whole
from data.plan import Plan
from geo.build import kept_path
from geo.frontend import static_folder
from geo.map_bundle import PlanMap, plan_map

ROOT = Path(__file__).resolve().parent.parent
MADE_BY = (
    "geo/*.py",
    "geo/style.yaml",
    "layouts/*",
    "data/*.py",
    "data/schema/*",
    "data/reference/*",
    "requirements.txt",
)


def kept_map(plan: Plan) -> PlanMap:
    """Return the map of a plan as it was made before from the very same files; else make it.

    Raises KeyError when the plan's region has no boundary.
    """
    path, key = kept_path(plan.plan_id), _key(plan)
    known = _read(path, key)
    if known is None:
        known = plan_map(plan)
        write_whole(path, json.dumps({"key": key, "map": asdict(known)}, ensure_ascii=False).encode())
    return known


def _read(path: Path, key: str) -> PlanMap | None:
    """Return what was kept under this key while its map file is there; None for anything else."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["key"] != key or not (static_folder() / kept["map"]["url"]).is_file():
            return None
        return _as_tuples(kept["map"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _as_tuples(kept: dict[str, Any]) -> PlanMap:
    return PlanMap(
        **{
            **kept,
            "points": tuple((p[0], p[1], p[2], p[3]) for p in kept["points"]),
            "explanations": {name: (zh, en) for name, (zh, en) in kept["explanations"].items()},
            "zone_codes": tuple(kept["zone_codes"]),
        }
    )


def _key(plan: Plan) -> str:
    own = hashlib.sha256(_code_key().encode())
    _add(own, (path for path in plan.folder.iterdir() if path.is_file()))
    return own.hexdigest()


@cache
def _code_key() -> str:
    made_by = hashlib.sha256()
    _add(made_by, (path for pattern in MADE_BY for path in ROOT.glob(pattern) if path.is_file()))
    return made_by.hexdigest()


def _add(digest: Any, paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
