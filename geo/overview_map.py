"""Small maps that show where plans are: one panel per province, as SVG that needs no script.

A panel shows the regions of its plans among their neighbours, never an outline that the boundary data
lack. It is drawn in the Gauss-Krüger zone of its middle; edges are simplified together, so that
neighbours still meet. Nothing depends on the order of the plans.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from data.plan import Plan
from geo import boundaries, crs
from geo.base_layers import is_coastal
from geo.boundaries import Boundary, Level

WIDTH_PX: Final = 480
HEIGHT_PX: Final = 340
MARGIN: Final = {"province": 0.05, "prefecture": 0.55, "county": 0.85}  # of the regions' longer side
DETAIL_PX: Final = 1.0
SMALLEST_NAMED_PX: Final = 1500  # square pixels of a neighbour
GLYPH_PX: Final = 16  # at 480 pixels; at the 360 of a page, twelve
LINE_PX: Final = 21
EDGE_PX: Final = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn: its code or plan id, its name, its SVG path, where its name stands (pixels)."""

    id: str
    name: str
    path: str
    label: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One province with plans: neighbours, lines between its units, the plans' regions, the largest first."""

    province_code: str
    province_name: str
    context: tuple[Shape, ...]
    units: tuple[Shape, ...]
    plans: tuple[Shape, ...]
    is_coastal: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """The window of a panel: metres of one zone, and the pixels they become."""

    meridian: int
    box: tuple[float, float, float, float]

    @property
    def metres_per_px(self) -> float:
        return (self.box[2] - self.box[0]) / WIDTH_PX

    def pixels(self, geometry: BaseGeometry) -> BaseGeometry:
        west, _, _, north = self.box
        return shapely.transform(geometry, lambda m: (m - (west, north)) * (1, -1) / self.metres_per_px)


def overview_panels(plans: Sequence[Plan]) -> tuple[Panel, ...]:
    """Return the panels of all plans whose region has a boundary, by province code."""
    provinces: dict[str, dict[str, Boundary]] = {}
    for plan in sorted(plans, key=lambda plan: plan.plan_id):
        if boundaries.has_boundary(plan.region_code):
            region = boundaries.boundary(plan.region_code)
            provinces.setdefault(region.province_code or region.code, {})[plan.plan_id] = region
    return tuple(_panel(code, regions) for code, regions in sorted(provinces.items()))


def panel_svg(panel: Panel, links: Mapping[str, str], titles: Mapping[str, str], label: str) -> str:
    """Return a panel as markup; `links` and `titles` are by plan id, `label` says what is shown.

    Styled by the classes `ov-sea`, `ov-land`, `ov-context`, `ov-unit`, `ov-plan`, `ov-name`, `ov-plan-name`.
    """
    ground = "ov-sea" if panel.is_coastal else "ov-land"
    parts = [
        f'<rect class="{ground}" width="{WIDTH_PX}" height="{HEIGHT_PX}"/>',
        *(f'<path class="ov-context" d="{shape.path}"/>' for shape in panel.context),
        _link(panel.plans[0], 0, links, titles),
        *(f'<path class="ov-unit" d="{shape.path}"/>' for shape in panel.units),
        *(_link(shape, rank, links, titles) for rank, shape in enumerate(panel.plans) if rank),
        *(_name(shape, "ov-name") for shape in panel.context),
        *(_name(shape, "ov-plan-name") for shape in panel.plans),
    ]
    return (
        f'<svg class="overview-map" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" role="group" '
        f'aria-label="{html.escape(label)}">{"".join(parts)}</svg>'
    )


def _link(shape: Shape, rank: int, links: Mapping[str, str], titles: Mapping[str, str]) -> str:
    title = html.escape(titles.get(shape.id, shape.name))
    place = f'<path class="ov-plan ov-plan-{min(rank, 1)}" d="{shape.path}"><title>{title}</title></path>'
    if shape.id not in links:
        return place
    plan_id, address = html.escape(shape.id), html.escape(links[shape.id])
    return f'<a href="{address}" target="_self" data-plan="{plan_id}" aria-label="{title}">{place}</a>'


def _name(shape: Shape, kind: str) -> str:
    if shape.label is None:
        return ""
    x, y = shape.label
    return f'<text class="{kind}" x="{x:.0f}" y="{y:.0f}">{html.escape(shape.name)}</text>'


def _panel(province_code: str, regions: Mapping[str, Boundary]) -> Panel:
    frame = _frame(list(regions.values()))
    level = _level(list(regions.values()))
    units, around = _units(regions, level, frame)
    drawn = _drawn([*units, *around], frame)
    inner, outer = drawn[: len(units)], drawn[len(units) :]
    ranked = sorted(regions.items(), key=lambda item: (-item[1].polygon.area, item[0]))
    areas = [_area(region, units, inner, frame) for _, region in ranked]
    labels = _plan_labels([region.name for _, region in ranked], areas)
    return Panel(
        province_code,
        boundaries.boundary(province_code).short_name,
        tuple(_context(around, outer, labels)),
        tuple(Shape(unit.code, unit.name, _path(polygon)) for unit, polygon in zip(units, inner, strict=True)),
        tuple(
            Shape(plan_id, region.name, _path(area), label)
            for (plan_id, region), area, label in zip(ranked, areas, labels, strict=True)
        ),
        any(is_coastal(region.code) for region in regions.values()),
    )


def _level(regions: Sequence[Boundary]) -> Level:
    # neighbours are of the highest level that a plan of the panel covers
    order: tuple[Level, ...] = ("province", "prefecture", "county")
    return next(level for level in order if any(region.level == level for region in regions))


def _frame(regions: Sequence[Boundary]) -> _Frame:
    union = shapely.union_all([region.polygon for region in regions])
    meridian = crs.meridian_of(union)
    west, south, east, north = crs.to_metric(union, meridian).bounds
    margin = MARGIN[_level(regions)] * max(east - west, north - south)
    width, height = east - west + 2 * margin, north - south + 2 * margin
    # the shorter side grows until the window has the panel's shape
    width = max(width, height * WIDTH_PX / HEIGHT_PX)
    height = width * HEIGHT_PX / WIDTH_PX
    x, y = (west + east) / 2, (south + north) / 2
    return _Frame(meridian, (x - width / 2, y - height / 2, x + width / 2, y + height / 2))


def _units(regions: Mapping[str, Boundary], level: Level, frame: _Frame) -> tuple[list[Boundary], list[Boundary]]:
    """Return the units that the plans' regions are made of, and those around them."""
    tops = {region.code: region for region in regions.values() if region.level == level}
    inner = [unit for region in tops.values() for unit in (boundaries.children(region.code) or (region,))]
    window = crs.from_metric(shapely.box(*frame.box).segmentize(frame.metres_per_px * 20), frame.meridian)
    around = [unit for unit in boundaries.units_within(window, level) if not _overlaps(unit, tops)]
    return inner, around


def _overlaps(unit: Boundary, regions: Mapping[str, Boundary]) -> bool:
    return any(
        boundaries.is_part_of(unit, region) or unit.code in (region.prefecture_code, region.province_code)
        for region in regions.values()
    )


def _drawn(units: Sequence[Boundary], frame: _Frame) -> list[BaseGeometry]:
    """Return the units' polygons in pixels, simplified together and cut to the window."""
    metric = [crs.to_metric(_near(unit, frame), frame.meridian) for unit in units]
    simple = shapely.coverage_simplify(metric, DETAIL_PX * frame.metres_per_px)
    return [frame.pixels(shapely.clip_by_rect(polygon, *frame.box)) for polygon in simple]


def _near(unit: Boundary, frame: _Frame) -> BaseGeometry:
    # far parts of a large neighbour cannot be drawn in this zone: cut in degrees first, with room to spare
    west, south, east, north = crs.from_metric(shapely.box(*frame.box), frame.meridian).bounds
    spare = max(east - west, north - south) / 2
    return shapely.clip_by_rect(unit.polygon, west - spare, south - spare, east + spare, north + spare)


def _area(region: Boundary, units: Sequence[Boundary], drawn: Sequence[BaseGeometry], frame: _Frame) -> BaseGeometry:
    parts = [polygon for unit, polygon in zip(units, drawn, strict=True) if boundaries.is_part_of(unit, region)]
    if parts:
        return shapely.union_all(parts)
    # a region below the panel's units, such as a county among prefectures
    return frame.pixels(crs.to_metric(region.polygon, frame.meridian)).simplify(DETAIL_PX)


def _plan_labels(names: Sequence[str], areas: Sequence[BaseGeometry]) -> list[tuple[float, float]]:
    """Return where the plans' names stand: inside their region, beside the regions of smaller plans."""
    labels = []
    for at, area in enumerate(areas):
        smaller = shapely.union_all([other.buffer(LINE_PX) for other in areas[at + 1 :]])
        free = area.difference(smaller)
        point = boundaries.point_inside(free if free.area > LINE_PX**2 else area)
        reach = len(names[at]) * GLYPH_PX / 2 + EDGE_PX
        labels.append((min(max(point.x, reach), WIDTH_PX - reach), min(max(point.y, LINE_PX), HEIGHT_PX - EDGE_PX)))
    return labels


def _context(
    units: Sequence[Boundary], drawn: Sequence[BaseGeometry], taken: Sequence[tuple[float, float]]
) -> list[Shape]:
    boxes = [_name_box(point, "四川省") for point in taken]
    shapes = []
    for unit, polygon in zip(units, drawn, strict=True):
        if polygon.is_empty:
            continue
        label = _context_label(unit.short_name, polygon, boxes)
        if label:
            boxes.append(_name_box(label, unit.short_name))
        shapes.append(Shape(unit.code, unit.short_name, _path(polygon), label))
    return shapes


def _context_label(name: str, polygon: BaseGeometry, taken: Sequence[BaseGeometry]) -> tuple[float, float] | None:
    if polygon.area < SMALLEST_NAMED_PX:
        return None
    point = boundaries.point_inside(polygon)
    box = _name_box((point.x, point.y), name)
    inside = shapely.box(EDGE_PX, EDGE_PX, WIDTH_PX - EDGE_PX, HEIGHT_PX - EDGE_PX)
    return (point.x, point.y) if inside.contains(box) and not any(box.intersects(other) for other in taken) else None


def _name_box(point: tuple[float, float], name: str) -> BaseGeometry:
    x, y = point
    half = len(name) * GLYPH_PX / 2
    return shapely.box(x - half, y - LINE_PX, x + half, y + EDGE_PX)


def _path(geometry: BaseGeometry) -> str:
    """Return the outline of polygons as SVG path data, to a tenth of a pixel; specks are left out."""
    polygons = [part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, shapely.Polygon)]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return "".join(_ring(ring) for ring in rings if shapely.Polygon(ring).area > DETAIL_PX)


def _ring(ring: shapely.LinearRing) -> str:
    # steps from corner to corner, in tenths of a pixel: a third shorter than positions, and no error adds up
    tenths = (shapely.get_coordinates(ring)[:-1] * 10).round().astype(int)
    steps = [f"{x / 10:g} {y / 10:g}" for x, y in tenths[1:] - tenths[:-1]]
    return f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l{' '.join(steps).replace(' -', '-')}z"
