"""The relations between indicators that `relations.yaml` lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

RELATIONS_FILE = Path(__file__).parent / "relations.yaml"


@dataclass(frozen=True, slots=True)
class Rate:
    """`rate = per × numerator ÷ denominator`, each named by its indicator id."""

    rate: str
    numerator: str
    denominator: str
    per: int


@dataclass(frozen=True, slots=True)
class Parts:
    """`total = sum of parts`, each named by its indicator id."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """All relations: rates, parts, pairs of (subgroup, group), ages, and census columns by indicator id."""

    rates: tuple[Rate, ...]
    parts: tuple[Parts, ...]
    groups: tuple[tuple[str, str], ...]
    ages: Mapping[str, int]
    census: Mapping[str, str]


@cache
def read_relations(file: Path = RELATIONS_FILE) -> Relations:
    """Return the relations of the file; ValueError or KeyError where it is not well formed."""
    told: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Relations(
        rates=tuple(Rate(**entry) for entry in told["rates"]),
        parts=tuple(Parts(entry["total"], tuple(entry["parts"])) for entry in told["parts"]),
        groups=tuple(dict.fromkeys(pair for chain in told["groups"] for pair in _pairs(chain))),
        ages=MappingProxyType(dict(told["ages"])),
        census=MappingProxyType(dict(told["census"])),
    )


def _pairs(chain: list[str]) -> list[tuple[str, str]]:
    """Return each id with every one that holds it: a chain of three gives three pairs."""
    return [(inner, outer) for i, inner in enumerate(chain) for outer in chain[i + 1 :]]
