"""Tables whose rows can be picked: the twin of every map. Numbers right-aligned, units once in the heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import parameters
from pages.shared.labels import in_brackets, word

MEASURE_COLUMNS: dict[str, tuple[str, str, str]] = {
    # column: word, unit word, printf format
    "age_60_plus": ("measure.age_60_plus", "unit.wan_people", "%.2f"),
    "age_65_plus": ("measure.age_65_plus", "unit.wan_people", "%.2f"),
    "age_80_plus": ("measure.age_80_plus", "unit.wan_people", "%.2f"),
    "population": ("measure.population", "unit.wan_people", "%.2f"),
    "share_60_plus": ("measure.share_60_plus", "unit.pct", "%.1f"),
    "project_count": ("measure.project_count", "unit.count", "%d"),
    "bed_count": ("measure.bed_count", "unit.beds", "localized"),
    "investment": ("measure.investment", "unit.yi_yuan", "%.2f"),
    "floor_area": ("measure.floor_area", "unit.m2", "localized"),
    "beds_per_1000": ("measure.beds_per_1000", "unit.per_1000", "%.2f"),
    "investment_per_1000": ("measure.investment_per_1000", "unit.wan_yuan_per_1000", "%.1f"),
}
BAR_COLUMNS = ("age_60_plus", "investment")
ROW_HEIGHT_PX = 35


def selectable_table(
    columns: Mapping[str, Sequence[Any]], ids: Sequence[str], choice: str, *, key: str,
    on_select: Callable[[str], None], first_label: str, labels: Mapping[str, str] | None = None, height: int | None = None,
) -> None:
    """Show a table; picking a row calls `on_select` with its id, picking it again with "".

    Blank cells read “not stated”. The row of `choice` is marked.
    """
    at = ids.index(choice) if choice in ids else None
    widget_key = f"table_{key}_{choice if at is not None else ''}"

    def report() -> None:
        rows = parameters.table_selection(widget_key)
        on_select(ids[rows[0]] if rows and rows[0] < len(ids) else "")

    frame = pd.DataFrame(dict(columns))
    tall = height or min(ROW_HEIGHT_PX * (len(ids) + 1) + 3, ROW_HEIGHT_PX * 13)
    st.dataframe(
        frame, key=widget_key, hide_index=True, height=tall, on_select=report, selection_mode="single-row",
        selection_default={"selection": {"rows": [at]}} if at is not None else None,
        column_config=_configuration(frame, first_label, labels or {}), placeholder=word("common.not_stated"),
    )


def _configuration(frame: pd.DataFrame, first_label: str, labels: Mapping[str, str]) -> dict[str, Any]:
    configuration: dict[str, Any] = {}
    for position, name in enumerate(map(str, frame.columns)):
        if name in MEASURE_COLUMNS:
            configuration[name] = _number_column(name, frame[name])
        else:
            label = first_label if position == 0 else labels.get(name, name)
            configuration[name] = st.column_config.TextColumn(label, pinned=position == 0)
    return configuration


def _number_column(name: str, values: pd.Series) -> Any:
    title, unit, number_format = MEASURE_COLUMNS[name]
    label = word(title) + (in_brackets(word(unit)) if word(unit) and word(unit).lower() != word(title).lower() else "")
    if name in BAR_COLUMNS and values.notna().any() and float(values.max()) > 0:
        return st.column_config.ProgressColumn(label, format=number_format, min_value=0, max_value=float(values.max()))
    return st.column_config.NumberColumn(label, format=number_format)
