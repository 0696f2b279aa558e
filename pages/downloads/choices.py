"""What is to be taken: tables, layers, districts, kinds of rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st

from data.plan import Plan
from data.record import BEIJING
from data.takeaway.extract import TABLES, Extract
from data.takeaway.tables import known_tables
from geo.layer_frames import LAYERS
from pages.shared import widgets
from pages.shared.labels import language, name_of, value_label, word

ROW_KINDS = ("project", "component", "programme")


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen extract and the chosen layers."""

    extract: Extract
    layers: tuple[str, ...]

    def now(self) -> Extract:
        """Return the extract with the moment at which somebody asks for the file."""
        return replace(self.extract, made_at=datetime.now(BEIJING))


def choose(plan: Plan) -> Choice:
    """Show the choices; tables and layers keep their order."""
    at = 0 if language() == "zh" else 1
    tables = [name for name in known_tables() if name not in plan.tables or plan.tables[name].rows]
    kept = widgets.choose_many(
        st.pills,
        "tables",
        word("downloads.tables"),
        tables,
        default=tables,
        selection_mode="multi",
        format_func=lambda name: TABLES[name][at],
    )
    layers = widgets.choose_many(
        st.pills,
        "layers",
        word("downloads.layers"),
        list(LAYERS),
        default=list(LAYERS),
        selection_mode="multi",
        format_func=lambda name: LAYERS[name][at],
    )
    names = {district.district_code: name_of(district) for district in plan.districts}
    districts = widgets.choose_many(
        st.multiselect,
        "district",
        word("downloads.districts"),
        list(names),
        placeholder=word("downloads.all_districts"),
        format_func=lambda code: names[code],
    )
    kinds = widgets.choose_many(
        st.pills,
        "rows",
        word("downloads.row_kinds"),
        ROW_KINDS,
        default=ROW_KINDS,
        selection_mode="multi",
        format_func=lambda kind: value_label("row_kind", kind),
    )
    everything = set(kinds) == set(ROW_KINDS)
    extract = Extract(
        plan,
        language(),
        tuple(name for name in tables if name in kept),
        datetime.now(BEIJING),
        frozenset(districts),
        frozenset() if everything else frozenset(kinds),
    )
    return Choice(extract, tuple(name for name in LAYERS if name in layers))
