"""What is to be taken: tables, layers, districts, kinds of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    kept = _choose_all("tables", tables, lambda name: TABLES[name][at])
    layers = _choose_all("layers", list(LAYERS), lambda name: LAYERS[name][at])
    names = {district.district_code: name_of(district) for district in plan.districts}
    districts = widgets.choose_many(
        st.multiselect,
        "district",
        word("downloads.districts"),
        list(names),
        placeholder=word("downloads.all_districts"),
        format_func=lambda code: names[code],
    )
    kinds = _choose_all("row_kinds", ROW_KINDS, lambda kind: value_label("row_kind", kind))
    is_every_kind = set(kinds) == set(ROW_KINDS)
    moment = datetime.now(BEIJING)
    chosen = frozenset(districts), frozenset() if is_every_kind else frozenset(kinds)
    return Choice(Extract(plan, language(), tuple(kept), moment, *chosen), tuple(layers))


def _choose_all(name: str, options: Sequence[str], label: Callable[[str], str]) -> list[str]:
    """Show options of which all are chosen at first; return the chosen ones in their order."""
    chosen = widgets.choose_many(
        st.pills,
        name,
        word(f"downloads.{name}"),
        options,
        default=options,
        selection_mode="multi",
        format_func=label,
    )
    return [option for option in options if option in chosen]
