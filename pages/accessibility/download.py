"""What the reader takes along: tables, layers and the map, made when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import streamlit as st

from data.takeaway.results import result_csv_zip, result_workbook
from geo.map_spec import MapSpec
from pages.accessibility.file_sources import flags, layer_titles, marks
from pages.accessibility.overlays import reach_areas
from pages.accessibility.printing import map_file
from pages.accessibility.result_tables import result_file
from pages.accessibility.results import Question, accessibility_of, counts_of, coverage_of
from pages.shared import queries
from pages.shared.files import XLSX_TYPE, file_name
from pages.shared.labels import in_language, language, region_of, word

Make = Callable[[], bytes]
KINDS: dict[str, tuple[str, str]] = {
    "xlsx": ("xlsx", XLSX_TYPE),
    "csv": ("zip", "application/zip"),
    "geojson": ("geojson", "application/geo+json"),
    "gpkg": ("gpkg", "application/geopackage+sqlite3"),
    "pdf": ("pdf", "application/pdf"),
    "png": ("png", "image/png"),
    "svg": ("svg", "image/svg+xml"),
}


def show_downloads(question: Question, spec: MapSpec) -> None:
    """Show the files in a popover; each carries sources and assumptions."""
    makers: dict[str, Make] = {
        "xlsx": lambda: result_workbook(result_file(question)),
        "csv": lambda: result_csv_zip(result_file(question)),
        "geojson": lambda: layer_bytes(question, "geojson"),
        "gpkg": lambda: layer_bytes(question, "gpkg"),
    }
    if plan_map := queries.map_of(question.plan.plan_id):
        for kind in ("pdf", "png", "svg"):
            makers[kind] = lambda kind=kind: map_file(question, spec, plan_map.url, kind)  # type: ignore[misc]
    view = word("access.view_capacity" if spec.choropleth else "access.view_coverage")
    with st.popover(word("access.download"), icon=":material/download:"):
        st.caption(word("access.download_note"))
        for kind, make in makers.items():
            file_button(question, kind, make, view)


def layer_bytes(question: Question, kind: str) -> bytes:
    """Return people, facilities and reach areas with what was computed, as GeoJSON or GeoPackage."""
    from geo.geo_files import frames_as_geojson, frames_as_geopackage  # GDAL: loaded when somebody asks
    from geo.reach.result_layers import result_frames

    found, access, result = coverage_of(question), accessibility_of(question), result_file(question)
    minutes = np.where(np.isfinite(found.nearest_min), found.nearest_min.round(1), np.nan)
    computed = {
        "minutes": minutes,
        "is_covered": found.is_covered,
        "covered_within_min": [question.choices.minutes] * len(minutes),
        "beds_per_1000": access.per_1000.round(3),
        **flags(question, len(minutes)),
    }
    counts = counts_of(question.inputs.facilities, question.choices)
    inputs = question.inputs
    frames = result_frames(inputs.demand, inputs.facilities, computed, counts, reach_areas(question))
    if kind == "geojson":
        return frames_as_geojson(frames, result.notes)
    return frames_as_geopackage(frames, layer_titles(question), result.extract, result.notes)


def file_button(question: Question, kind: str, make: Make, view: str, label: str = "") -> None:
    """Show a button that makes a file of a view when it is pressed, in the language of now."""
    tongue = language()

    def write() -> bytes:
        with in_language(tongue):
            return make()

    suffix, mime = KINDS[kind]
    parts = (region_of(question.plan), word("page.accessibility"), view, "".join(marks(question)))
    st.download_button(
        label or word(f"access.file_{kind}"),
        write,
        file_name=file_name(suffix, *parts, date.today().isoformat()),
        mime=mime,
        on_click="ignore",
        key=f"access_{kind}_{view}",
        width="stretch",
    )
