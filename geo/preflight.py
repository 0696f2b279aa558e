"""预检: whether a printed map may leave the house. What fails is told; a sheet that fails is stamped.

The checks follow what the law asks of published maps (测绘法、地图管理条例、公开地图内容表示规范): reviewed and
numbered, with reviewed boundaries, no improvised provincial or national lines, nothing internal. They are a net, not a
review: passing them grants nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.map_spec import MapSpec
from geo.public_maps import LINES, BoundarySource, PublicRules
from geo.sheet import MapSheet

CHECKS = ("approval", "source", "lines", "internal", "disclaimer", "secrecy")
PUBLIC_WORDS = ("", "公开", "Public", "public")
FIRST_YEAR = 1993  # before it no approval numbers were given
LARGEST_FREE_SHARE = 0.01  # of a region's outline may miss a neighbour, by rounding
TOUCH_DEG = 0.002
BRACKETS = ("()", "（）", "[]", "［］", "〔〕", "【】")
_NUMBER = re.compile(
    r"(?:GS[\u4e00-\u9fff]?|(?P<sign>[\u4e00-\u9fff])[A-Z]{1,4})"
    r"(?P<open>[(（\[［〔【])(?P<year>\d{4})(?P<close>[)）\]］〕】])(?P<serial>\d{1,5})号"
)


@dataclass(frozen=True, slots=True)
class PreflightFinding:
    """A check that failed: `case` says in which way, `found` what stands there (the values of its sentence)."""

    check: str
    case: str
    found: Mapping[str, object] = field(default_factory=dict)


def preflight(
    spec: MapSpec,
    sheet: MapSheet,
    bundle: Mapping[str, Any],
    rules: PublicRules,
    *,
    internal_notes: int = 0,
    lines: Collection[str] | None = None,
) -> tuple[PreflightFinding, ...]:
    """Return what keeps a sheet from being published, in the order of `CHECKS`; nothing when it may be.

    Args:
        spec: what the map shows.
        sheet: what stands around it.
        bundle: content of its map file.
        rules: sources and signs as configured.
        internal_notes: how many of the sheet's notes are for the house only.
        lines: what `drawn_lines` says of the bundle, where it is known already.
    """
    attribution = str(bundle.get("attribution", ""))
    source = rules.source_of(attribution)
    region = _region_code(bundle)
    return (
        *_approval(sheet, region, rules),
        *_source(attribution, source),
        *_lines(drawn_lines(bundle, rules) if lines is None else lines, source),
        *_internal(spec, bundle, internal_notes),
        *([] if sheet.disclaimer.strip() else [PreflightFinding("disclaimer", "missing")]),
        *_secrecy(sheet),
    )


def drawn_lines(bundle: Mapping[str, Any], rules: PublicRules) -> tuple[str, ...]:
    """Return which of `province` and `national` boundary lines a map file draws, or may draw."""
    region = _region_code(bundle)
    drawn = {"province": _has_province_line(bundle, region), "national": _has_national_line(bundle, region, rules)}
    return tuple(line for line in LINES if drawn[line])


def stamped(sheet: MapSheet, stamp: str) -> MapSheet:
    """Return a sheet for the house only: stamped, and its 密级 no longer 公开."""
    secrecy = stamp if sheet.block.secrecy.strip() in PUBLIC_WORDS else sheet.block.secrecy
    return replace(sheet, stamp=stamp, block=replace(sheet.block, secrecy=secrecy))


def approval_fault(number: str, region_code: str, signs: Mapping[str, str], year: int) -> str:
    """Return what is wrong with an approval number: `blank`, `form`, `year`, `region`, or "" when nothing is.

    It is written as a sign of who approved, the year in brackets and a number: GS(2024)1234号 and GS京(2023)0001号 by
    the ministry, 川S(2024)0001号 or 鲁SG(2023)001号 by a province, whose sign must be that of the region.

    >>> [approval_fault(n, "511700", {"51": "川蜀"}, 2026) for n in ("川S(2024)0001号", "川S2024-1", "鲁SG(2023)001号")]
    ['', 'form', 'region']
    """
    text = re.sub(r"\s", "", number).removeprefix("审图号").lstrip(":：")
    if not text:
        return "blank"
    match = _NUMBER.fullmatch(text)
    if match is None or match["open"] + match["close"] not in BRACKETS or not int(match["serial"]):
        return "form"
    if not FIRST_YEAR <= int(match["year"]) <= year:
        return "year"
    return "" if match["sign"] is None or match["sign"] in signs.get(region_code[:2], "") else "region"


def _approval(sheet: MapSheet, region: str, rules: PublicRules) -> list[PreflightFinding]:
    number, made = sheet.block.approval_number.strip(), sheet.block.made_on[:4]
    year = int(made) if made.isdecimal() else 9999
    fault = approval_fault(number, region, rules.province_signs, year)
    signs = rules.province_signs.get(region[:2], "")
    return [PreflightFinding("approval", fault, {"number": number, "sign": signs[:1] or "省"})] if fault else []


def _source(attribution: str, source: BoundarySource) -> list[PreflightFinding]:
    if source.allowed:
        return []
    case = "refused" if any(source.reason) else "unknown"
    found = {"source": attribution.removeprefix("边界："), "zh": source.reason[0], "en": source.reason[1]}
    return [PreflightFinding("source", case, found)]


def _lines(drawn: Collection[str], source: BoundarySource) -> list[PreflightFinding]:
    reviewed = source.lines if source.allowed else ()
    missing = [line for line in LINES if line in drawn and line not in reviewed]
    return [PreflightFinding("lines", "_".join(missing))] if missing else []


def _has_province_line(bundle: Mapping[str, Any], region: str) -> bool:
    # a provincial line is drawn by a province's outline, and by an edge between units of two provinces
    around = [str(unit["properties"].get("id", "")) for unit in bundle["neighbours"]["features"]]
    return region.endswith("0000") or any(code.endswith("0000") or code[:2] != region[:2] for code in around)


def _has_national_line(bundle: Mapping[str, Any], region: str, rules: PublicRules) -> bool:
    # inland, an edge that meets no neighbour is the edge of the country
    is_unclear = bool(bundle.get("coastal")) and region[:2] in rules.coast_and_land_border
    if bundle.get("coastal") and not is_unclear:
        return False
    rings = shapely.get_exterior_ring(shapely.get_parts(shapely.union_all(_shapes(bundle["region"]))))
    corners, part = shapely.get_coordinates(rings, return_index=True)
    is_edge = part[:-1] == part[1:]
    edges = shapely.linestrings(np.stack([corners[:-1][is_edge], corners[1:][is_edge]], axis=1))
    meeting = shapely.STRtree(_shapes(bundle["neighbours"])).query(
        shapely.line_interpolate_point(edges, 0.5, normalized=True), predicate="dwithin", distance=TOUCH_DEG
    )[0]
    lengths: NDArray[np.float64] = np.asarray(shapely.length(edges))
    free = lengths.sum() - lengths[np.unique(meeting)].sum()
    return bool(free > LARGEST_FREE_SHARE * lengths.sum())


def _internal(spec: MapSpec, bundle: Mapping[str, Any], notes: int) -> list[PreflightFinding]:
    positions = sum(point.get("basis") == "recorded" for point in bundle["points"])
    counts = {"positions": positions, "statuses": len(spec.statuses), "notes": notes}
    return [PreflightFinding("internal", name, {"n": count}) for name, count in counts.items() if count]


def _secrecy(sheet: MapSheet) -> list[PreflightFinding]:
    level = sheet.block.secrecy.strip()
    return [] if level in PUBLIC_WORDS else [PreflightFinding("secrecy", "marked", {"level": level})]


def _region_code(bundle: Mapping[str, Any]) -> str:
    features = bundle["region"]["features"]
    return str(features[0]["properties"].get("id", "")) if features else ""


def _shapes(layer: Mapping[str, Any]) -> Sequence[Any]:
    return [shapely.geometry.shape(feature["geometry"]) for feature in layer["features"] if feature["geometry"]]
