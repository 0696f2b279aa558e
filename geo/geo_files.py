"""The layers of an extract as GeoJSON and GeoPackage, each with plan, version, filters, time and sources."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import pandas as pd
import pyogrio

from data.export import Note
from data.takeaway.extract import Extract
from data.takeaway.files import all_notes
from geo.layer_frames import LAYERS, Frame, layer_frames
from geo.qgis_styles import style_of

METADATA_TABLE: Final = "metadata"
NUMBER_SIGNS: Final = 5
STYLE_TABLE: Final = """CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT,
 f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT,
 useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME)"""
ADD_STYLE: Final = """INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
 styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)
 VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)"""
ADD_CONTENTS: Final = """INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
 VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)"""
GEOJSON_ABOUT: Final = "about"


def geojson_bytes(extract: Extract, layers: Iterable[str] = LAYERS) -> bytes:
    """Return one GeoJSON collection of the layers; `layer` of each feature names its own.

    Longitude and latitude in degrees (RFC 7946; CGCS2000 agrees with WGS84 to within a decimetre). What the file says
    of itself stands in its member `about`.
    """
    return frames_as_geojson(layer_frames(extract, layers), all_notes(extract))


def frames_as_geojson(frames: Mapping[str, Frame], notes: Iterable[Note]) -> bytes:
    """Return one GeoJSON collection of layers; `notes` are what the file says of itself."""
    features = []
    for name, frame in frames.items():
        for feature in json.loads(_plain(frame).to_json(drop_id=True, to_wgs84=False))["features"]:
            feature["properties"] = {"layer": name, **feature["properties"]}
            features.append(feature)
    collection = {"type": "FeatureCollection", GEOJSON_ABOUT: dict(notes), "features": features}
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def geopackage_bytes(extract: Extract, layers: Iterable[str] = LAYERS) -> bytes:
    """Return a GeoPackage: a layer per class in EPSG:4490 with a QGIS style each, and a table `metadata`."""
    return frames_as_geopackage(layer_frames(extract, layers), LAYERS, extract, all_notes(extract))


def frames_as_geopackage(
    frames: Mapping[str, Frame], titles: Mapping[str, tuple[str, str]], extract: Extract, notes: Iterable[Note]
) -> bytes:
    """Return a GeoPackage of layers; `titles` (zh, en) by layer, `notes` for the table `metadata`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{extract.plan.plan_id}.gpkg"
        for name, frame in frames.items():
            told = {
                "IDENTIFIER": titles[name][0 if extract.language == "zh" else 1],
                "DESCRIPTION": extract.plan.title,
            }
            pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", layer_metadata=told, append=path.exists())
        _write_metadata(path, extract, notes)
        with closing(sqlite3.connect(path)) as connection, connection:
            _write_styles(connection, frames, titles, extract)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("VACUUM")
        return path.read_bytes()


def _plain(frame: Frame) -> Frame:
    """Return a layer whose whole numbers read as such: 300, not 300.0."""
    plain = frame.copy()
    for column in plain.columns.drop("geometry"):
        if pd.api.types.is_float_dtype(plain[column]) and (plain[column].dropna() % 1 == 0).all():
            plain[column] = plain[column].astype("Int64").astype(object).where(plain[column].notna(), None)
    return plain


def _write_metadata(path: Path, extract: Extract, notes: Iterable[Note]) -> None:
    rows = pd.DataFrame(list(notes), columns=["name", "text"])
    told = {"IDENTIFIER": METADATA_TABLE, "DESCRIPTION": extract.plan.title}
    plan, moment = extract.plan, extract.made_at.isoformat(timespec="minutes")
    whole = {"PLAN": plan.plan_id, "VERSION": plan.data_version, "MADE_AT": moment}
    options = {"layer_metadata": told, "dataset_metadata": whole, "append": path.exists()}
    pyogrio.write_dataframe(rows, path, layer=METADATA_TABLE, driver="GPKG", **options)


def _write_styles(
    connection: sqlite3.Connection, frames: Mapping[str, Frame], titles: Mapping[str, tuple[str, str]], extract: Extract
) -> None:
    moment = extract.made_at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    connection.execute(STYLE_TABLE)
    connection.execute(ADD_CONTENTS, (moment,))
    for name, frame in frames.items():
        style = style_of(name, dict(zip(frame["id"], frame["colour"], strict=True)) if "colour" in frame else {})
        connection.execute(ADD_STYLE, (name, name, style, titles[name][0], moment))
    connection.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))
