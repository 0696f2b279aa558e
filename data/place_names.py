"""English names of units around the plans' regions, which no plan names: our own, by the official romanisation."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "reference" / "place_names.csv"


def place_name_en(code: str, default: str = "") -> str:
    """Return the English name of a unit by its code; `default` where the product has none.

    >>> place_name_en("370612"), place_name_en("999999", "某县")
    ('Muping District', '某县')
    """
    return _names().get(code, default)


@cache
def _names() -> dict[str, str]:
    with FILE.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["name_en"] for row in csv.DictReader(rows)}
