"""A placed element in the making, in metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from layouts.layout import LayoutElement

Basis = Literal["stated", "derived", "schematic"]


@dataclass(frozen=True)
class Draft:
    """One element's shape in metres; `is_beside` when it stands outside its region because nothing says where it is."""

    element: LayoutElement
    geometry: BaseGeometry
    anchor: Point
    basis: Basis
    explanation_zh: str
    explanation_en: str
    centerline: LineString | None = None
    rings: tuple[Polygon, ...] = ()
    is_beside: bool = False
