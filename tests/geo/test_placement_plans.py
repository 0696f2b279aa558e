"""Every plan of the catalogue: each element gets a valid shape with its reason, each point lies in its district."""

from __future__ import annotations

import pytest
from shapely import Point

from data.catalog import find_plan_ids, load_plan
from geo.placement import context_of, place_elements, place_points
from geo.placement_frame import make_frame


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_element_of_a_plan_has_a_valid_shape_and_a_reason(plan_id: str) -> None:
    plan = load_plan(plan_id)
    context = context_of(plan)
    placed = place_elements(plan.elements, context)
    assert {item.element_id for item in placed} == {item.element_id for item in plan.elements}
    for item in placed:
        assert item.geometry.is_valid, item.element_id
        assert item.explanation_zh, item.element_id
        assert item.explanation_en, item.element_id
        assert item.is_beside or context.region.buffer(0.02).covers(item.geometry), item.element_id


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_point_known_to_a_district_lies_in_that_district(plan_id: str) -> None:
    plan = load_plan(plan_id)
    context = context_of(plan)
    frame = make_frame(context)
    points = {point.id: point for point in place_points(plan, context)}
    for place in plan.places:
        point = points[place.place_id]
        if point.location_basis in ("district", "schematic") and point.lon is not None and point.lat is not None:
            position = frame.to_metres(Point(point.lon, point.lat))
            assert frame.units[place.district_code].ground.buffer(1.0).covers(position), place.place_id
