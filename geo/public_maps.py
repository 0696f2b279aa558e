"""What a map that is published needs, as the product and its operator configured it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

OPERATOR_VARIABLE = "CARE_PLAN_ATLAS_PUBLIC_MAPS"
OWN_FILE = Path(__file__).resolve().parent / "public_maps.yaml"
LINES = ("province", "national")
KEYS = {"name", "allowed", "lines", "basis", "reason"}


class PublicRulesError(ValueError):
    """The operator's file cannot be used; the message names file, entry and what was expected."""


@dataclass(frozen=True, slots=True)
class BoundarySource:
    """A source of boundaries: whether it may be published, why (not), and which lines were reviewed with it."""

    name: str
    allowed: bool = False
    lines: tuple[str, ...] = ()
    basis: str = ""
    reason: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class PublicRules:
    """Sources in the order in which they are asked, signs of provinces, provinces with coast and land border."""

    sources: tuple[BoundarySource, ...] = ()
    province_signs: Mapping[str, str] = field(default_factory=dict)
    coast_and_land_border: frozenset[str] = frozenset()

    def source_of(self, attribution: str) -> BoundarySource:
        """Return the entry of a map's attribution; one that is not allowed where nobody registered it."""
        found = (source for source in self.sources if source.name in attribution)
        return next(found, BoundarySource(attribution))


def public_rules() -> PublicRules:
    """Return the product's rules with the operator's sources first. Raises PublicRulesError."""
    own = _read(OWN_FILE)
    named = os.environ.get(OPERATOR_VARIABLE, "")
    added = _sources(Path(named), _read(Path(named))) if named else ()
    return PublicRules(
        (*added, *_sources(OWN_FILE, own)),
        dict(own["province_signs"]),
        frozenset(own["coast_and_land_border"]),
    )


def _read(path: Path) -> Mapping[str, Any]:
    try:
        content = _parsed(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PublicRulesError(f"{path} 读不出来：{error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("sources"), list):
        raise PublicRulesError(f"{path} 缺少列表 sources（见 geo/public_maps.yaml）")
    return content


@lru_cache(maxsize=4)
def _parsed(path: Path, changed: int) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _sources(path: Path, content: Mapping[str, Any]) -> tuple[BoundarySource, ...]:
    return tuple(_source(f"{path} 第{number}个 sources", row) for number, row in enumerate(content["sources"], start=1))


def _source(place: str, row: object) -> BoundarySource:
    if not isinstance(row, dict) or not row.get("name"):
        raise PublicRulesError(f"{place} 缺少 name（图上注明的边界来源中的文字）")
    if unknown := set(row) - KEYS:
        raise PublicRulesError(f"{place} 有不认识的项 {sorted(unknown)}，应为 {sorted(KEYS)}")
    allowed, basis = row.get("allowed", False), str(row.get("basis") or "")
    if not isinstance(allowed, bool):
        raise PublicRulesError(f"{place} allowed“{allowed}”应为 true 或 false")
    if allowed and not basis:
        raise PublicRulesError(f"{place} 允许公开却没有 basis（审核文号或许可）")
    lines = _lines(place, row.get("lines") or [])
    return BoundarySource(str(row["name"]), allowed, lines, basis, _reason(row.get("reason")))


def _lines(place: str, lines: Sequence[object]) -> tuple[str, ...]:
    if not isinstance(lines, list) or any(line not in LINES for line in lines):
        raise PublicRulesError(f"{place} lines“{lines}”应为列表，取值 {', '.join(LINES)}")
    return tuple(str(line) for line in lines)


def _reason(reason: object) -> tuple[str, str]:
    if isinstance(reason, list) and reason:
        return str(reason[0]), str(reason[-1])
    return str(reason or ""), str(reason or "")
