"""The way of a file: what it holds, template, upload, columns, then the check of its coordinates."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import get_args

import streamlit as st

from data.finding import Finding
from data.plan import Plan
from data.record_import.sheet import FileError
from data.supply_demand.columns import COLUMNS, Columns, TableKind, has_needed, recognised
from data.supply_demand.input_set import InputSet
from data.supply_demand.raw_table import RawTable
from data.supply_demand.rows import read_rows
from data.supply_demand.template import template
from data.words import words_of
from geo.reach.input_files import read_upload
from geo.reach.input_reading import Placed, place_rows, systems_of
from pages.accessibility.loading_check import show_check
from pages.accessibility.loading_roads import show_roads
from pages.accessibility.loading_tables import show_faults, told
from pages.shared import identity, parameters, widgets
from pages.shared.files import XLSX_TYPE, file_name
from pages.shared.identity_panel import show_sign_in
from pages.shared.labels import language, word
from pages.shared.markup import esc, plain, show

KINDS: tuple[TableKind, ...] = get_args(TableKind)
ROADS = "roads"
FILE_TYPES = ["csv", "xlsx", "geojson", "json", "gpkg", "zip"]
LARGEST_MB = 60
UPLOAD, TABLE, PLACED = "loading_file", "loading_table", "loading_placed"
GEOMETRY_KEYS = ("lon", "lat")
Adopt = Callable[[InputSet, str], str]


def show_file(plan: Plan, inputs: InputSet, adopt: Adopt) -> None:
    """Show the whole way from template to adoption."""
    show(f'<p class="hint">{esc(word("loading.steps"))}</p>')
    kind = _choose_kind()
    if kind is not None:
        _show_template(plan, kind)
    if identity.is_oidc() and identity.author() is None:
        show_sign_in("loading")
        return
    show(f'<style>.st-key-loading_upload {{ --choose: "{esc(word("records.choose_file"))}"; }}</style>')
    if kind is None:
        show_roads(plan, inputs, adopt)
        return
    key = f"{UPLOAD}_{kind}_{parameters.counter(UPLOAD)}"
    with st.container(key="loading_upload"):
        file = st.file_uploader(word("loading.upload"), type=FILE_TYPES, key=key, max_upload_size=LARGEST_MB)
    if file is None:
        return
    table = _table_once(file.name, file.getvalue(), file.file_id)
    if isinstance(table, Finding):
        st.error(f"{plain(file.name)}{word('loading.colon')}{plain(told(table.expectation))}")
        return
    columns = _choose_columns(table, kind, file.file_id)
    placed = _placed_once(plan, table, kind, columns, file.file_id)
    if placed.faults:
        show_faults(file.name, placed.faults, placed.fault_count)
        if placed.check is not None and not systems_of(placed):
            st.error(word("loading.none_fits", region=plain(plan.region_name)))
        return
    show_check(plan, inputs, placed, partial(_adopt_once, adopt), file.file_id)


def _adopt_once(adopt: Adopt, inputs: InputSet, message: str) -> str:
    """Adopt a set; forget its file then, so that the upload is empty again. Return what went wrong."""
    fault = adopt(inputs, message)
    if not fault:
        parameters.drop(TABLE)
        parameters.drop(PLACED)
        parameters.counter(UPLOAD, step=1)
    return fault


def _choose_kind() -> TableKind | None:
    """Return the kind of table; None stands for roads."""
    chosen = widgets.choose(
        st.segmented_control,
        "load",
        word("loading.kind"),
        (*KINDS, ROADS),
        default=KINDS[0],
        format_func=lambda kind: word(f"loading.{kind}"),
    )
    return next((kind for kind in KINDS if kind == chosen), None)


def _show_template(plan: Plan, kind: TableKind) -> None:
    st.download_button(
        word("loading.template", kind=word(f"loading.{kind}")),
        partial(template, plan, kind),
        file_name=file_name("xlsx", plan.region_name, word(f"loading.{kind}"), plan.plan_id),
        mime=XLSX_TYPE,
        on_click="ignore",
        key=f"loading_template_{kind}",
        icon=":material/download:",
    )


def _table_once(name: str, content: bytes, file_id: str) -> RawTable | Finding:
    """Return the table of an uploaded file, read once."""
    known = parameters.kept(TABLE)
    if known is None or known[0] != file_id:
        known = (file_id, _read(name, content))
        parameters.keep(TABLE, known)
    found: RawTable | Finding = known[1]
    return found


def _read(name: str, content: bytes) -> RawTable | Finding:
    try:
        return read_upload(name, content)
    except FileError as error:
        return Finding(name, None, "", "", "", words_of(error), rule="file")


def _choose_columns(table: RawTable, kind: TableKind, file_id: str) -> Columns:
    """Show what each column stands for, to be changed where it was not recognised; return what is chosen."""
    known = recognised(table.headings, kind)
    if table.numbers is not None:
        known = {key: at for key, at in known.items() if key not in GEOMETRY_KEYS}
    asked = [column for column in COLUMNS[kind] if table.numbers is None or column.key not in GEOMETRY_KEYS]
    options = [-1, *range(len(table.headings))]
    chosen: dict[str, int] = {}
    with st.expander(_columns_title(table, kind, known), expanded=not has_needed(known, kind)):
        boxes = st.columns(3)
        for number, column in enumerate(asked):
            at = boxes[number % len(boxes)].selectbox(
                column.heading if language() == "zh" else column.heading_en,
                options,
                index=known.get(column.key, -1) + 1,
                format_func=lambda at: plain(table.headings[at]) or f"{at + 1}" if at >= 0 else "—",
                key=f"loading_column_{file_id}_{kind}_{column.key}",
            )
            if at >= 0:
                chosen[column.key] = at
    return chosen


def _columns_title(table: RawTable, kind: TableKind, known: Columns) -> str:
    names = {column.key: column.heading if language() == "zh" else column.heading_en for column in COLUMNS[kind]}
    found = word("loading.between").join(names[key] for key in known)
    used = set(known.values())
    unused = sum(1 for at, heading in enumerate(table.headings) if heading.strip() and at not in used)
    return plain(word("loading.columns", names=found or "—", n=unused))


def _placed_once(plan: Plan, table: RawTable, kind: TableKind, columns: Columns, file_id: str) -> Placed:
    """Return the rows with their places; looked up again only when file, columns or plan are others."""
    mark = (file_id, kind, tuple(sorted(columns.items())), plan.plan_id)
    known = parameters.kept(PLACED)
    if known is None or known[0] != mark:
        known = (mark, place_rows(read_rows(table, kind, columns), plan))
        parameters.keep(PLACED, known)
    placed: Placed = known[1]
    return placed
