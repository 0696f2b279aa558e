"""The files as cards: what each is for, and the button that makes it when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from data.takeaway.extract import Extract
from data.takeaway.files import csv_zip_bytes, workbook_bytes
from pages.downloads.choices import Choice
from pages.shared.files import XLSX_TYPE, file_name
from pages.shared.labels import in_language, word
from pages.shared.markup import esc, show

ZIP_TYPE, GEOJSON_TYPE = "application/zip", "application/geo+json"
GPKG_TYPE, KML_TYPE = "application/geopackage+sqlite3", "application/vnd.google-earth.kml+xml"


def show_table_files(choice: Choice) -> None:
    """Show the files of tables."""
    _show_file("xlsx", "xlsx", XLSX_TYPE, choice, workbook_bytes, is_empty=not choice.extract.tables)
    _show_file("csv", "zip", ZIP_TYPE, choice, csv_zip_bytes, is_empty=not choice.extract.tables)


def show_map_files(choice: Choice) -> None:
    """Show the files of layers."""

    def geojson(extract: Extract) -> bytes:
        from geo.geo_files import geojson_bytes  # GDAL: loaded when somebody asks

        return geojson_bytes(extract, choice.layers)

    def geopackage(extract: Extract) -> bytes:
        from geo.geo_files import geopackage_bytes

        return geopackage_bytes(extract, choice.layers)

    def kml(extract: Extract) -> bytes:
        from geo.kml_file import kml_bytes

        return kml_bytes(extract, choice.layers)

    for name, mime, write in (
        ("geojson", GEOJSON_TYPE, geojson),
        ("gpkg", GPKG_TYPE, geopackage),
        ("kml", KML_TYPE, kml),
    ):
        _show_file(name, name, mime, choice, write, is_empty=not choice.layers)


def _show_file(
    name: str, suffix: str, mime: str, choice: Choice, write: Callable[[Extract], bytes], *, is_empty: bool
) -> None:
    def make() -> bytes:
        with in_language(choice.extract.language):
            return write(choice.now())

    plan = choice.extract.plan
    with st.container(key=f"file_{name}", horizontal=True, vertical_alignment="center"):
        told = f"<p>{esc(word(f'downloads.{name}_note'))}</p>"
        show(f'<div class="file"><b>{esc(word(f"downloads.{name}"))}</b>{told}</div>')
        st.download_button(
            suffix.upper(),
            make,
            file_name=file_name(
                suffix, plan.region_name, word("page.downloads"), plan.plan_id, date.today().isoformat()
            ),
            mime=mime,
            on_click="ignore",
            key=f"download_{name}",
            icon=":material/download:",
            disabled=is_empty,
        )
