"""The files that a bureau has → tables: CSV, Excel, GeoJSON, GeoPackage, zipped Shapefile; a road file is recognised.

GDAL reads geometry from a copy in a folder of its own, by the one driver that the content calls for: nothing else that
GDAL can open (addresses on the internet, virtual files that name others) is ever opened.
"""

from __future__ import annotations

import json
import logging
import tempfile
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from data.finding import Finding
from data.record_import.sheet import EMPTY, FileError, too_large
from data.supply_demand.raw_table import RawTable, read_sheet
from data.words import Words
from geo.reach.archive import has_shapefile, unpack_shapefile
from geo.reach.guarded import Bounds, guarded
from geo.reach.input_words import BROKEN, GEOMETRY, ROADS_ELSEWHERE, SHAPES

FileKind = Literal["sheet", "geojson", "geopackage", "shapefile", "roads"]
LARGEST_BYTES: Final = 60_000_000
MOST_FEATURES: Final = 200_000
MOST_FIELDS: Final = 60
LARGEST_DEGREE: Final = 360.0
DEGREE_KM: Final = 111.0  # good enough to tell a grid cell from a county
BOUNDS: Final = Bounds(seconds=90, memory_mb=3000)  # of reading a file that was uploaded
SQLITE: Final = b"SQLite format 3\0"
PBF_HEADER: Final = b"OSMHeader"
ENCODINGS: Final = ("UTF-8", "GB18030")
POINT, LINE, POLYGON = 0, 1, 2

logger = logging.getLogger(__name__)
Geometries = NDArray[np.object_]


def kind_of_file(file_name: str, content: bytes) -> FileKind:
    """Return what a file is, by its content; what is none of the others is read as a table."""
    if PBF_HEADER in content[:64]:
        return "roads"
    if content.startswith(SQLITE):
        return "geopackage"
    if content.startswith(b"PK"):
        return "shapefile" if has_shapefile(content) or file_name.lower().endswith(".zip") else "sheet"
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "geojson" if head.startswith(b"{") or file_name.lower().endswith((".geojson", ".json")) else "sheet"


def read_upload(file_name: str, content: bytes) -> RawTable:
    """Return the table of a file like `read_input_file`, read in a process of its own, bounded in time and memory.

    A table of plain text is read here: only Python looks at it.
    """
    if kind_of_file(file_name, content) == "sheet" and not content.startswith(b"PK"):
        return read_input_file(file_name, content)
    return guarded(read_input_file, file_name, content, bounds=BOUNDS, fault=FileError)


def read_input_file(file_name: str, content: bytes) -> RawTable:
    """Return the table of a file of any of the kinds but roads.

    Raises FileError, in words for the reader, for what cannot be read; nothing of it is kept then.
    """
    if not content.strip():
        raise FileError(EMPTY)
    if len(content) > LARGEST_BYTES:
        raise FileError(too_large(len(content), LARGEST_BYTES))
    match kind_of_file(file_name, content):
        case "sheet":
            return read_sheet(file_name, content)
        case "roads":
            raise FileError(ROADS_ELSEWHERE)
        case "geojson":
            _check_geojson(content)
            return _read_copy(file_name, content, "layer.geojson", "GeoJSON")
        case "geopackage":
            return _read_copy(file_name, content, "layer.gpkg", "GPKG")
        case "shapefile":
            with tempfile.TemporaryDirectory() as folder:
                return _read_shapefile(file_name, unpack_shapefile(content, Path(folder)))


def _check_geojson(content: bytes) -> None:
    """Refuse what is no GeoJSON with the place where it breaks, which GDAL does not tell."""
    try:
        parsed = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FileError(Words("GeoJSON 应为 UTF-8 编码", "GeoJSON should be in UTF-8")) from None
    except json.JSONDecodeError as error:
        raise FileError(
            Words(
                f"不是完整的 GeoJSON：第{error.lineno}行第{error.colno}列处读不下去",
                f"no complete GeoJSON: it breaks at line {error.lineno}, column {error.colno}",
            )
        ) from None
    except RecursionError:
        raise FileError(Words("不是 GeoJSON：层层嵌套过深", "no GeoJSON: it is nested too deeply")) from None
    kind = parsed.get("type") if isinstance(parsed, dict) else None
    features = parsed.get("features") if isinstance(parsed, dict) else None
    if kind != "FeatureCollection" or not isinstance(features, list) or not features:
        raise FileError(
            Words("应为有要素的 GeoJSON FeatureCollection", "a GeoJSON FeatureCollection with features is expected")
        )


def _read_copy(file_name: str, content: bytes, name: str, driver: str) -> RawTable:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return _read_layer(file_name, path, driver, "UTF-8")


def _read_shapefile(file_name: str, path: Path) -> RawTable:
    # what a .cpg says is often wrong: the texts themselves tell
    encoding = ENCODINGS[0] if _is_utf8(path.with_suffix(".dbf").read_bytes()) else ENCODINGS[1]
    return _read_layer(file_name, path, "ESRI Shapefile", encoding)


def _is_utf8(table: bytes) -> bool:
    """Tell whether the records of a .dbf are UTF-8; a text cut at the width of its field counts as one."""
    header = int.from_bytes(table[8:10], "little")
    texts = table[header:].split(b" ")
    broken = sum(1 for text in texts if text and _is_broken(text))
    whole = sum(1 for text in texts if not text.isascii())
    return broken * 20 <= whole


def _is_broken(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason != "unexpected end of data"
    return False


def _read_layer(file_name: str, path: Path, driver: str, encoding: str) -> RawTable:
    import pyogrio

    try:
        layer = _chosen_layer(path)
        info = pyogrio.read_info(f"{path}", layer=layer, encoding=encoding)
        if info["driver"] != driver:
            raise FileError(BROKEN)
        if info["features"] > MOST_FEATURES:
            raise FileError(
                Words(
                    f"有 {info['features']} 个要素，应不超过 {MOST_FEATURES}",
                    f"{info['features']} features, at most {MOST_FEATURES}",
                )
            )
        meta, _, geometry, fields = pyogrio.raw.read(
            f"{path}", layer=layer, encoding=encoding, force_2d=True, max_features=MOST_FEATURES + 1
        )
    except FileError:
        raise
    except Exception as error:  # what a broken file makes of GDAL has no common class
        logger.warning("an uploaded file cannot be read: %r", error)
        raise FileError(BROKEN) from error
    if geometry is None or not len(geometry):
        raise FileError(Words("文件里没有要素", "the file holds no features"))
    return _table(file_name, meta, shapely.from_wkb(geometry, on_invalid="ignore"), fields)


def _chosen_layer(path: Path) -> str:
    """Return the only layer with geometry."""
    import pyogrio

    layers = [str(name) for name, kind in pyogrio.list_layers(f"{path}") if kind is not None]
    if len(layers) != 1:
        names = [f"“{layer}”" for layer in layers[:6]]
        zh, en = f"（{'、'.join(names)}）" if names else "", f" ({', '.join(names)})" if names else ""
        raise FileError(
            Words(
                f"应有一个带图形的图层，现有 {len(layers)} 个{zh}，请另存为只含一个图层的文件",
                f"one layer with geometry is expected, there are {len(layers)}{en}; save a file with one layer",
            )
        )
    return layers[0]


def _table(file_name: str, meta: Any, shapes: Geometries, fields: Any) -> RawTable:
    kinds = shapely.get_dimensions(shapes)
    is_bad = ~np.isin(kinds, (POINT, POLYGON))
    if is_bad.all():
        what = _what_is(int(kinds[0]))
        raise FileError(
            Words(f"{len(kinds)} 个要素{what}，应为点或面", f"features: {len(kinds)}, {what.en}; {SHAPES.en}")
        )
    is_area = kinds == POLYGON
    shapes = np.where(shapely.is_valid(shapes), shapes, shapely.make_valid(shapes))
    points = np.where(is_bad[:, None], np.nan, _positions(shapes))
    headings = tuple(str(name) for name in meta["fields"][:MOST_FIELDS])
    columns = [[_text(value) for value in values] for values in fields[:MOST_FIELDS]]
    rows = tuple(zip(*columns, strict=True)) if columns else ((),) * len(points)
    declared = str(meta["crs"] or "")
    notes = (f"{int(is_area.sum())} 个面取面内一点作为位置",) if is_area.any() else ()
    return RawTable(
        file_name,
        headings,
        tuple(range(1, len(points) + 1)),
        rows,
        numbers=points,
        areas_km2=np.where(is_area, _areas_km2(shapes), 0.0),
        declared=declared,
        faults=tuple(
            Finding(file_name, int(k) + 1, GEOMETRY, "", _what_is(int(kinds[k])), SHAPES, rule="geometry")
            for k in np.flatnonzero(is_bad)
        ),
        notes=notes,
    )


def _what_is(dimension: int) -> Words:
    return (
        Words("是线", "is a line")
        if dimension == LINE
        else Words("没有图形或图形已损坏", "has no geometry, or a broken one")
    )


def _positions(shapes: Geometries) -> NDArray[np.float64]:
    dimension = shapely.get_dimensions(shapes)
    inside = np.where(dimension == POLYGON, shapely.point_on_surface(shapes), shapely.centroid(shapes))
    positions: NDArray[np.float64] = np.column_stack([shapely.get_x(inside), shapely.get_y(inside)])
    return positions


def _areas_km2(shapes: Geometries) -> NDArray[np.float64]:
    """Return rough sizes: degrees at their own latitude, metres as they are."""
    areas = shapely.area(shapes)
    x, y = _positions(shapes).T
    is_degrees = np.maximum(np.abs(x), np.abs(y)) <= LARGEST_DEGREE
    latitude = np.minimum(np.abs(x), np.abs(y))  # in China the smaller number of the two is the latitude
    sizes: NDArray[np.float64] = np.where(is_degrees, areas * DEGREE_KM**2 * np.cos(np.radians(latitude)), areas / 1e6)
    return sizes


def _text(value: Any) -> str:
    """Return a value of a field as people read it."""
    if value is None or (isinstance(value, float | np.floating) and np.isnan(value)):
        return ""
    if isinstance(value, float | np.floating):
        return f"{value:.15g}"
    return str(value)
