"""Every real plan, swept: its facts hold together, its map can be built, and what is found is named in one message."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from data.catalog import find_plan_ids, load_plan
from data.chain import chain_of
from data.checking import check_plan
from data.finding import Finding
from data.measures import district_statistics, plan_statistics
from data.plan import Plan
from geo import boundaries
from geo.checking import check_geometry
from geo.map_bundle import build_bundle
from layouts.agreement import find_agreement_errors
from tests.serving import PLANS

REQUIRED = {"dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020", "sichuan-2020-2022", "fuling-2022"}
PLAN_IDS = find_plan_ids(PLANS)
LARGEST_MAP_BYTES = 350_000
MARGIN_DEG = 1.5


def test_the_five_plans_are_there() -> None:
    assert set(PLAN_IDS) >= REQUIRED


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_a_plan_has_no_error(plan_id: str) -> None:
    plan = plan_of(plan_id)
    assert_none(errors_of([*check_plan(plan), *check_geometry(plan)]))


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_the_slogan_and_the_elements_agree(plan_id: str) -> None:
    plan = plan_of(plan_id)
    assert_none(str(found) for found in find_agreement_errors(plan.formula, plan.elements))


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_ids_are_unique_and_links_lead_somewhere(plan_id: str) -> None:
    plan = plan_of(plan_id)
    assert_none([*_repeated(plan), *_dangling(plan)])


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_districts_sum_to_the_whole(plan_id: str) -> None:
    plan = plan_of(plan_id)
    total = plan_statistics(plan)
    for by in ("unit", "county"):
        rows = district_statistics(plan, by)
        assert sum(row.bed_count or 0 for row in rows) == (total.bed_count or 0)
        assert sum(row.investment_wan_yuan or 0 for row in rows) == pytest.approx(total.investment_wan_yuan or 0)


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_every_shape_on_the_map_is_valid_and_near_its_region(plan_id: str) -> None:
    bundle = bundle_of(plan_id)
    west, south, east, north = boundaries.region_polygon(plan_of(plan_id).region_code).bounds
    near = shapely.box(west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    faults = []
    for name, geometry in _shapes(bundle):
        if geometry.is_empty or not geometry.is_valid:
            faults.append(f"{name}: {shapely.is_valid_reason(geometry)}")
        elif not near.covers(geometry):
            faults.append(f"{name} lies away from the region: {geometry.bounds}")
    assert_none(faults)


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_everything_that_can_be_drawn_is_in_the_map_file(plan_id: str) -> None:
    plan, bundle = plan_of(plan_id), bundle_of(plan_id)
    drawn = {feature["properties"]["id"] for feature in bundle["districts"]["features"]}
    missing = {district.district_code for district in plan.districts} - drawn
    elements = {element["id"] for element in bundle["elements"]}
    missing |= {element.element_id for element in plan.elements} - elements
    assert not missing, f"not in the map file: {sorted(missing)}"


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_the_map_file_is_small_enough(plan_id: str) -> None:
    size = len(_text_of(bundle_of(plan_id)).encode())
    assert size <= LARGEST_MAP_BYTES, f"{size} bytes"


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_placement_does_not_depend_on_the_order_of_rows(plan_id: str) -> None:
    plan = plan_of(plan_id)
    turned = replace(plan, elements=plan.elements[::-1], districts=plan.districts[::-1], places=plan.places[::-1],
                     projects=plan.projects[::-1])  # fmt: skip
    first, second = bundle_of(plan_id), build_bundle(turned)[0]
    for kind in ("elements", "points"):
        assert _by_id(first[kind]) == _by_id(second[kind])


def assert_none(faults: Iterable[str]) -> None:
    """Fail with all of the faults in one message."""
    found = list(faults)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found)


def errors_of(findings: Iterable[Finding]) -> list[str]:
    """Return the findings of level error as text."""
    return [f"{finding} [{finding.rule}]" for finding in findings if finding.level == "error"]


@cache
def plan_of(plan_id: str) -> Plan:
    """Return a real plan, read once."""
    return load_plan(plan_id, PLANS)


@cache
def bundle_of(plan_id: str) -> dict[str, Any]:
    """Return the content of a plan's map file, built once."""
    return build_bundle(plan_of(plan_id))[0]


def _ids(plan: Plan) -> dict[str, list[str]]:
    return {
        "layout.yaml": [row.element_id for row in plan.elements],
        "districts.csv": [row.district_code for row in plan.districts],
        "places.csv": [row.place_id for row in plan.places],
        "projects.csv": [row.project_id for row in plan.projects],
        "indicators.csv": [row.value_id for row in plan.indicator_values],
        "tasks.csv": [row.task_id for row in plan.tasks],
        "links.csv": [row.link_id for row in plan.links],
        "support_measures.csv": [row.measure_id for row in plan.support_measures],
    }


def _repeated(plan: Plan) -> Iterator[str]:
    for file, ids in _ids(plan).items():
        yield from (f"{file}: {row_id} stands {count} times" for row_id, count in Counter(ids).items() if count > 1)


def _dangling(plan: Plan) -> Iterator[str]:
    kept = {link.link_id for link in chain_of(plan).links}
    yield from (f"links.csv: {row.link_id} leads nowhere" for row in plan.links if row.link_id not in kept)
    known = {file: set(ids) for file, ids in _ids(plan).items()}
    for project in plan.projects:
        named = {
            "layout.yaml": project.element_ids,
            "districts.csv": project.district_codes,
            "places.csv": project.place_ids,
        }
        for file, ids in named.items():
            yield from (f"{project.project_id}: {one} is not in {file}" for one in ids if one not in known[file])
    for place in plan.places:
        if place.district_code and place.district_code not in known["districts.csv"]:
            yield f"{place.place_id}: {place.district_code} is not in districts.csv"


def _shapes(bundle: dict[str, Any]) -> Iterator[tuple[str, shapely.Geometry]]:
    for feature in bundle["districts"]["features"]:
        yield f"district {feature['properties']['id']}", shape(feature["geometry"])
    for element in bundle["elements"]:
        yield f"element {element['id']}", shape(element["geometry"])
        for ring in element["rings"]:
            yield f"ring of {element['id']}", shape(ring)
    for point in bundle["points"]:
        yield f"{point['type']} {point['id']}", shapely.Point(point["lon"], point["lat"])


def _by_id(items: Iterable[dict[str, Any]]) -> list[str]:
    # colours go by the order in the plan; places do not
    return sorted(_text_of({k: v for k, v in item.items() if k not in ("colour", "dark")}) for item in items)


def _text_of(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
