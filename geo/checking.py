"""What is wrong with a plan folder as far as geometry can tell: boundaries, positions, elements, rivers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from data.finding import Finding
from data.finding import Level as FindingLevel
from data.plan import District, Place, Plan
from geo import boundaries, crs
from geo.base_layers import read_rivers, rivers_file
from layouts.layout import LayoutElement

TOWN_TOLERANCE_KM = 1.0  # a town's point may lie across the generalised line
SMALLEST_SHARE_INSIDE = 0.5


_FILES = {
    "plan": ("plan.yaml", "plan_id"),
    "districts": ("districts.csv", "district_code"),
    "places": ("places.csv", "place_id"),
    "layout": ("layout.yaml", "element_id"),
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a plan's file, to say something about."""

    plan: Plan
    table: str
    row_id: str
    column: str
    value: str

    def finding(self, rule: str, message: str, expectation: str, level: FindingLevel = "error") -> Finding:
        file, key = _FILES[self.table]
        rows = self.plan.tables[self.table].rows if self.table in self.plan.tables else ()
        line = next((row.line for row in rows if self.row_id and row.get(key) == self.row_id), None)
        return Finding(file, line, self.column, self.value, message, expectation, level, rule)


def check_geometry(plan: Plan) -> list[Finding]:
    """Return every fault of a plan that needs geometry to be seen; what `data.checking` finds is not repeated."""
    return [
        *_check_region(plan),
        *_check_districts(plan),
        *_check_places(plan),
        *_check_elements(plan),
        *_check_rivers(plan),
    ]


def host_boundary_code(plan: Plan, code: str) -> str:
    """Return the code of the polygon that holds a unit: its own, or the county's that holds a functional zone.

    "" where no polygon is known; a code that the plan does not list stands for itself.
    """
    unit = next((district for district in plan.districts if district.district_code == code), None)
    candidates = (code,) if unit is None else (unit.boundary_code, unit.parent_code if unit.is_zone else "")
    return next((candidate for candidate in candidates if boundaries.has_boundary(candidate)), "")


def _check_region(plan: Plan) -> Iterator[Finding]:
    if not boundaries.has_boundary(plan.region_code):
        cell = _Cell(plan, "plan", "", "region_code", plan.region_code)
        yield cell.finding("unknown_boundary", "没有边界", "应为天地图图层中的6位省、市、县代码，如 511700")


def _check_districts(plan: Plan) -> Iterator[Finding]:
    uses = Counter(district.boundary_code for district in plan.districts if district.boundary_code)
    for district in plan.districts:
        if district.boundary_code:
            yield from _check_boundary(plan, district, uses[district.boundary_code])
        elif district.is_zone:
            yield from _check_zone(plan, district)
        elif district.kind != "township":
            cell = _Cell(plan, "districts", district.district_code, "boundary_code", "")
            expectation = "填6位代码；功能区的 kind 应为 functional_zone"
            yield cell.finding("boundary_missing", "没有填写边界代码，地图上画不出这个单元", expectation)


def _check_boundary(plan: Plan, district: District, uses: int) -> Iterator[Finding]:
    code = district.boundary_code
    cell = _Cell(plan, "districts", district.district_code, "boundary_code", code)
    if not boundaries.has_boundary(code):
        known = "、".join(unit.code for unit in _units_of_region(plan)) or "6位省、市、县代码"
        yield cell.finding("unknown_boundary", "没有边界", f"应为：{known}；没有公开边界的功能区留空")
        return
    if uses > 1:
        expectation = "一个多边形只属于一个单元；功能区留空并填 parent_code"
        yield cell.finding("boundary_shared", f"被{uses}个单元使用", expectation)
    if boundaries.has_boundary(plan.region_code):
        polygon = boundaries.district_polygon(code)
        inside = polygon.intersection(boundaries.region_polygon(plan.region_code)).area / polygon.area
        if inside < SMALLEST_SHARE_INSIDE:
            name = boundaries.boundary(code).name
            yield cell.finding("boundary_outside_region", f"（{name}）不在{plan.region_name}内", "应为本地区的单元")


def _check_zone(plan: Plan, zone: District) -> Iterator[Finding]:
    if not boundaries.has_boundary(zone.parent_code):
        cell = _Cell(plan, "districts", zone.district_code, "parent_code", zone.parent_code)
        expectation = "填功能区所在县（市、区）的6位代码"
        yield cell.finding("zone_without_parent", "没有边界，功能区无法落图", expectation)


def _check_places(plan: Plan) -> Iterator[Finding]:
    for place in plan.places:
        if place.lon is not None and place.lat is not None:
            yield from _check_position(plan, place, float(place.lon), float(place.lat))


def _check_position(plan: Plan, place: Place, lon: float, lat: float) -> Iterator[Finding]:
    cell = _Cell(plan, "places", place.place_id, "lon,lat", f"{lon}, {lat}")
    if not crs.is_in_china(lon, lat):
        if crs.is_in_china(lat, lon):
            yield cell.finding("position_swapped", "经纬度写反了", f"lon 应为 {lat}，lat 应为 {lon}")
        else:
            yield cell.finding("position_outside_china", "不在中国范围内", "WGS84 经纬度，如 107.468, 31.209")
        return
    host = host_boundary_code(plan, place.district_code or plan.region_code)
    if not host:
        return
    distance = crs.distance_km(shapely.Point(lon, lat), boundaries.district_polygon(host))
    name = boundaries.boundary(host).name
    if distance > TOWN_TOLERANCE_KM:
        yield cell.finding("place_outside_district", f"在{name}以外 {distance:.1f} 公里", f"应在{name}（{host}）之内")
    elif distance > 0:
        message = f"在{name}界线外 {distance * 1000:.0f} 米"
        yield cell.finding("place_near_border", message, "边界为示意线，请核对所属区县", "warning")


def _check_elements(plan: Plan) -> Iterator[Finding]:
    for element in plan.elements:
        if not _can_be_placed(plan, element):
            cell = _Cell(plan, "layout", element.element_id, "members", element.name)
            expectation = "有依据时填 members 或 place_ids；规划未载明就保持空白"
            yield cell.finding("element_unplaced", "没有可以落图的成员或地点，位置只能示意", expectation, "warning")


def _can_be_placed(plan: Plan, element: LayoutElement) -> bool:
    places = [place for place in plan.places if place.place_id in element.place_ids]
    return any(host_boundary_code(plan, member.district) for member in element.members) or any(
        place.lon is not None or (place.district_code and host_boundary_code(plan, place.district_code))
        for place in places
    )


def _check_rivers(plan: Plan) -> Iterator[Finding]:
    path = rivers_file(plan)
    if path is None or path.parent != plan.folder:
        return
    try:
        read_rivers(path)
    except ValueError as error:
        expectation = "GeoJSON FeatureCollection，WGS84 经纬度，线要素"
        yield Finding(path.name, None, "", "", str(error), expectation, "error", "rivers")


def _units_of_region(plan: Plan) -> tuple[boundaries.Boundary, ...]:
    if not boundaries.has_boundary(plan.region_code):
        return ()
    return boundaries.children(plan.region_code) or (boundaries.boundary(plan.region_code),)
