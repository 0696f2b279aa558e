"""English names of units around the plans' regions, which no plan names: our own, by the official romanisation.

Of towns the romanised names that GeoNames has.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "reference" / "place_names.csv"
TOWNS_FILE = FILE.with_name("townships.csv")
TOWN_LEVELS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township"}  # an office, 办事处, is named after no place


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


def town_name_en(code: str, name: str) -> str:
    """Return the English name of a town: its romanised name (GeoNames) with the word for its level; `name` without one.

    >>> town_name_en("371002100", "张村镇"), town_name_en("500102008", "荔枝街道"), town_name_en("9", "某镇")
    ('Zhangcun Town', 'Lizhi Subdistrict', '某镇')
    """
    level = next((english for suffix, english in TOWN_LEVELS.items() if name.endswith(suffix)), "")
    romanised = _romanised().get(code, "")
    return f"{romanised} {level}" if romanised and level else name


@cache
def _romanised() -> dict[str, str]:
    with TOWNS_FILE.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["geonames_name"] for row in csv.DictReader(rows) if row["geonames_name"]}
