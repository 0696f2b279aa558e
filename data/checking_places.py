"""Rules for units and places: zones and their counties, people counted once, honest positions."""

from __future__ import annotations

from collections.abc import Iterator

from data.checking_row import checked_rows
from data.finding import Finding
from data.plan import Plan

# a box around China, to catch exchanged or foreign coordinates; degrees
WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0


def find_position_errors(plan: Plan) -> Iterator[Finding]:
    """Yield faults of lon/lat: incomplete, without source, against the stated basis, outside China."""
    for checked in checked_rows(plan, "places"):
        place = checked.value
        is_located = place.location_basis in {"exact", "town"}
        if (place.lon is None) != (place.lat is None):
            yield checked.finding("position_incomplete", "lon", "经纬度只有一个", "lon 与 lat 同时填写或留空")
            continue
        if place.lon is None:
            if is_located:
                message, expectation = "却没有经纬度", "没有坐标时用 district 或 unlocated"
                yield checked.finding("position_missing", "location_basis", message, expectation, level="warning")
            continue
        if not is_located:
            message, expectation = "却有经纬度", "有坐标时用 exact 或 town；不确定的坐标留空"
            yield checked.finding("position_against_basis", "location_basis", message, expectation)
        if not place.location_source:
            yield checked.finding("position_without_source", "location_source", "有经纬度而没有来源", "写明坐标出处")
        if not (WEST <= place.lon <= EAST and SOUTH <= place.lat <= NORTH):
            expectation = f"经度 {WEST:g}—{EAST:g}，纬度 {SOUTH:g}—{NORTH:g}；检查两者是否写反"
            yield checked.finding("position_outside_china", "lon", "位置在中国范围之外", expectation)


def find_zone_errors(plan: Plan) -> Iterator[Finding]:
    """Yield faults of units: a zone without its county, a unit that is its own parent, no boundary."""
    units = {district.district_code: district for district in plan.districts}
    for checked in checked_rows(plan, "districts"):
        district = checked.value
        if not district.is_zone:
            if not district.boundary_code:
                message = "没有边界代码，地图上画不出来"
                yield checked.finding("boundary_blank", "boundary_code", message, level="warning")
            continue
        parent = units.get(district.parent_code)
        if parent is None or parent.is_zone:
            expectation = "功能区须写明所在的县（市、区），且其在本表中"
            yield checked.finding("zone_without_county", "parent_code", "不是本表中的县（市、区）", expectation)


def find_population_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `population_counted_twice` and `population_unknown` for the census codes of the units."""
    counted: dict[str, str] = {}
    for checked in checked_rows(plan, "districts"):
        for code in checked.value.population_scope:
            if code in counted:
                message = f"中的 {code} 已计入“{counted[code]}”"
                yield checked.finding("population_counted_twice", "population_scope", message, "每个普查代码只计一次")
            if code not in plan.population:
                message = f"中的 {code} 没有普查人口"
                expectation = "参考人口表或本规划 population.csv 中的代码"
                yield checked.finding("population_unknown", "population_scope", message, expectation, level="warning")
            counted.setdefault(code, checked.value.name)


def find_age_errors(plan: Plan) -> Iterator[Finding]:
    """Yield `age_groups_disagree` where older age groups are larger than the ones that hold them."""
    for checked in checked_rows(plan, "population"):
        columns = ("population", "age_60_plus", "age_65_plus", "age_80_plus")
        cells = [checked.row.get(column) for column in columns]
        numbers = [int(cell) for cell in cells if cell.isascii() and cell.isdigit()]
        if numbers != sorted(numbers, reverse=True):
            message = "人口应不少于60岁及以上，60岁及以上应不少于65岁及以上，依此类推"
            yield checked.finding("age_groups_disagree", "population", message)


RULES = (find_position_errors, find_zone_errors, find_population_errors, find_age_errors)
