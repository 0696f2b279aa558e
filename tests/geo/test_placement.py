"""Layout elements on unit squares: where each kind goes, and that nothing but the words decides it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from geo import crs
from geo.placement import PlacedElement, find_placement_errors, place_elements
from layouts.layout import LayoutElement, Member
from layouts.vocabulary import kinds_by_code
from tests.geo.placement_squares import CODES, ZONE, element, make_context, middle, place, square

ALL_KINDS = sorted(kinds_by_code())


def place_one(item: LayoutElement, **context: object) -> PlacedElement:
    (placed,) = place_elements([item], make_context(**context))
    return placed


def test_a_zone_is_the_union_of_its_districts_and_is_stated() -> None:
    placed = place_one(element("zone-1", "zone", "AB"))
    expected = square("A").union(square("B"))
    assert placed.geometry.symmetric_difference(expected).area < 1e-9
    assert (placed.basis, placed.is_schematic) == ("stated", False)
    assert placed.explanation_zh == "取A区、B区的行政区范围"


def test_a_core_stands_in_its_district_with_rings_that_widen() -> None:
    placed = place_one(element("core-1", "core", "C"))
    assert isinstance(placed.geometry, Point)
    assert placed.geometry.distance(middle("C")) < 1e-6
    areas = [ring.area for ring in placed.rings]
    assert len(areas) == 3
    assert areas == sorted(areas)
    assert placed.is_schematic


def test_a_core_named_after_the_main_city_stands_where_the_urban_districts_meet() -> None:
    placed = place_one(element("core-1", "core", name="达州市主城区"))
    assert placed.geometry.distance(square("A").intersection(square("B"))) < 1e-4
    assert "取市辖区A区、B区相接处，示意" in placed.explanation_zh


def test_a_given_seat_goes_before_the_rule_of_codes() -> None:
    placed = place_one(element("core-1", "core", name="主城区"), seat=(CODES["F"],))
    assert placed.geometry.distance(middle("F")) < 1e-6


def test_a_core_with_located_places_stands_among_them() -> None:
    places = (place("p01", "A", 107.05, 31.05), place("p02", "A", 107.07, 31.05))
    placed = place_one(element("core-1", "core", "A", "p01 p02"), places=places)
    assert placed.geometry.distance(Point(107.06, 31.05)) < 1e-3
    assert placed.basis == "derived"


def test_one_located_place_of_three_does_not_move_a_core_out_of_its_district() -> None:
    places = (place("p01", "B", 107.25, 31.05), place("p02", "A"), place("p03", "A"))
    placed = place_one(element("core-1", "core", "A", "p01 p02 p03"), places=places)
    assert square("A").covers(placed.geometry)
    assert "地点p02、地点p03无可靠坐标" in placed.explanation_zh


def test_a_belt_is_one_simple_ribbon_through_its_members_inside_the_region() -> None:
    placed = place_one(element("belt-1", "belt", "DEC"))
    context = make_context()
    assert placed.geometry.geom_type == "Polygon"
    assert not placed.geometry.interiors
    assert context.region.buffer(1e-4).covers(placed.geometry)
    for name in "DEC":
        assert placed.geometry.intersects(square(name))
    assert placed.centerline is not None
    assert placed.centerline.is_simple
    assert placed.explanation_zh == "由D区、E区、C区的辖区中心点连线平滑，示意"


def test_the_ends_of_a_belt_taper() -> None:
    placed = place_one(element("belt-1", "belt", "AC"))
    assert placed.centerline is not None
    shape, line = crs.to_metric(placed.geometry, 108), crs.to_metric(placed.centerline, 108)
    widths = [_width_at(shape, line, share) for share in (0.02, 0.5, 0.98)]
    assert widths[0] < 0.6 * widths[1]
    assert widths[2] < 0.9 * widths[1]


def _width_at(shape: shapely.Geometry, line: shapely.LineString, share: float) -> float:
    at, ahead = (line.interpolate(part, normalized=True) for part in (share, share + 0.01))
    across_x, across_y = -(ahead.y - at.y), ahead.x - at.x
    scale = 20_000 / (across_x**2 + across_y**2) ** 0.5
    ends = [(at.x + sign * scale * across_x, at.y + sign * scale * across_y) for sign in (-1, 1)]
    return float(shape.intersection(shapely.LineString(ends)).length)


def test_a_belt_begins_at_the_member_that_the_plan_names_first() -> None:
    forth, back = (place_one(element("belt-1", "belt", members)) for members in ("AC", "CA"))
    assert forth.centerline is not None
    assert back.centerline is not None
    assert forth.centerline.coords[0][0] < forth.centerline.coords[-1][0]
    assert back.centerline.coords[0][0] > back.centerline.coords[-1][0]


def test_a_belt_with_one_member_is_drawn_along_it_and_reported() -> None:
    item = element("belt-1", "belt", "A")
    placed = place_one(item)
    assert square("A").covers(placed.geometry)
    assert "规划只写明A区一处" in placed.explanation_zh
    (finding,) = find_placement_errors([item], make_context())
    assert (finding.level, finding.rule) == ("warning", "one_stop")
    assert "belt-1" in str(finding)


def test_the_roles_of_members_are_said() -> None:
    item = replace(
        element("belt-1", "belt", "AB"), members=(Member(CODES["A"], "main"), Member(CODES["B"], "supporting"))
    )
    assert "（以A区为主体，B区为补充）" in place_one(item).explanation_zh


def test_two_belts_of_the_same_members_keep_clear_of_each_other() -> None:
    first, second = place_elements([element("belt-1", "belt", "AC"), element("belt-2", "belt", "AC")], make_context())
    shared = first.geometry.intersection(second.geometry).area
    assert shared < 0.5 * min(first.geometry.area, second.geometry.area)


def test_a_belt_goes_around_a_bay_in_the_region() -> None:
    # a U of squares: the straight way from A to C would leave the region
    base = make_context()
    kept = [letter for letter in CODES if letter != "B"]
    region = shapely.union_all([square(letter) for letter in kept])
    context = replace(base, region=region, districts=tuple(d for d in base.districts if d.district_code != CODES["B"]))
    (placed,) = place_elements([element("belt-1", "belt", "AC")], context)
    assert region.buffer(1e-4).covers(placed.geometry)
    assert placed.geometry.intersects(square("E"))


def test_an_element_without_any_position_stands_beside_the_region_and_says_so() -> None:
    item = element("park-1", "park")
    placed = place_one(item)
    assert placed.is_beside
    assert not make_context().region.intersects(placed.geometry)
    assert placed.explanation_zh == "规划未写明其位置，示意置于市域之外"
    assert [finding.rule for finding in find_placement_errors([item], make_context())] == ["no_position"]


def test_elements_of_one_district_do_not_stand_on_each_other() -> None:
    items = [element(f"park-{number}", "park", "A") for number in range(1, 5)]
    points = [placed.geometry for placed in place_elements(items, make_context())]
    assert all(square("A").covers(point) for point in points)
    assert min(one.distance(other) for one in points for other in points if one is not other) > 0.01


def test_rings_of_neighbouring_cores_do_not_touch() -> None:
    context = make_context(places=(place("p01", "A", 107.10, 31.10), place("p02", "A", 107.12, 31.10)))
    one, other = place_elements([element("c1", "core", "A", "p01"), element("c2", "core", "A", "p02")], context)
    assert one.rings[-1].distance(other.rings[-1]) > 0


def test_what_is_drawn_first_lies_below() -> None:
    kinds = ["core", "axis", "belt", "ring", "zone"]
    items = [element(f"{kind}-1", kind, "ABCD") for kind in kinds]
    assert [placed.kind for placed in place_elements(items, make_context())] == ["zone", "ring", "belt", "axis", "core"]


def test_an_unknown_kind_and_an_unknown_member_still_get_an_honest_place() -> None:
    odd = LayoutElement("x-1", "tower", "塔", members=(Member("999999"),))
    placed = place_one(odd)
    assert placed.is_beside


def test_a_functional_zone_claimed_by_another_zone_is_left_out() -> None:
    other = LayoutElement("zone-2", "zone", "智慧区", members=(Member(ZONE),))
    context = make_context(has_zone=True)
    first, second = place_elements([element("zone-1", "zone", "A"), other], context)
    assert first.geometry.intersection(second.geometry).area < 1e-9
    assert "不含划入其他分区的高新区" in first.explanation_zh
    assert first.is_schematic


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("members", ["", "A", "AC", "ABCDEF"])
def test_every_kind_has_a_valid_shape_for_any_number_of_members(kind: str, members: str) -> None:
    placed = place_one(element("e-1", kind, members))
    assert placed.geometry.is_valid
    assert not placed.geometry.is_empty
    assert placed.explanation_zh
    assert placed.explanation_en
    region = make_context().region
    assert placed.is_beside != region.buffer(0.02).covers(placed.geometry)


element_lists = st.lists(
    st.tuples(st.sampled_from(ALL_KINDS), st.lists(st.sampled_from("ABCDEF"), max_size=4, unique=True)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(element_lists, st.randoms(use_true_random=False))
def test_placement_never_depends_on_row_order(specs: list[tuple[str, list[str]]], random: object) -> None:
    items = [element(f"e-{number}", kind, "".join(members)) for number, (kind, members) in enumerate(specs)]
    context = make_context(places=(place("p01", "A"), place("p02", "B")), has_zone=True)
    shuffled = list(items)
    random.shuffle(shuffled)
    turned = replace(context, districts=context.districts[::-1], places=context.places[::-1])
    placed = place_elements(items, context)
    assert placed == place_elements(shuffled, turned)
    assert all(one.geometry.is_valid and not one.geometry.is_empty for one in placed)
