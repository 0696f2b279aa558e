"""English versions of what a plan's rows say: our own translation, kept beside the plan and marked as such."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from data.plan import Plan

FILE = "english.csv"
COLUMNS = ("table", "row_id", "column", "text")


def translation(plan: Plan, table: str, row_id: str, column: str) -> str:
    """Return our English for a cell of a plan (a list joined by `;` as in the file); "" where there is none."""
    return translations(plan).get((table, row_id, column), "")


def translations(plan: Plan) -> Mapping[tuple[str, str, str], str]:
    """Return all of a plan's translations by table, id of the row and column; none where it brings no file along."""
    path = plan.folder / FILE
    try:
        stamp = path.stat()
    except OSError:
        return {}
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, _size: int) -> Mapping[tuple[str, str, str], str]:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {
        (row["table"], row["row_id"], row["column"]): row["text"].strip()
        for row in rows
        if all(row.get(name) for name in COLUMNS)
    }
