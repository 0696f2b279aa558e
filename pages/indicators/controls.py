"""What the reader can choose on 监测评估: text, kind, year, level; one by one or year by year."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.plan import Plan
from data.schema import load_schema
from pages.indicators.values import UNDATED, UNLEVELLED, Filters, level_of, year_of
from pages.indicators.yearly import YearLine, has_value
from pages.shared import parameters, widgets
from pages.shared.filtering import choose_any, choose_words, filter_line
from pages.shared.labels import value_label, word
from pages.shared.selection import split


def choose_filters(plan: Plan) -> Filters:
    """Show the filters; only what the plan has is offered."""
    rows, fields = plan.indicator_values, load_schema().fields
    has_kinds, has_levels = {row.value_kind for row in rows}, {level_of(row) for row in rows}
    kinds = [kind for kind in fields["value_kind"].allowed if kind in has_kinds]
    levels = [level for level in (*fields["level"].allowed, UNLEVELLED) if level in has_levels]
    with filter_line():
        text = choose_words()
        chosen_kinds = choose_any("kind", word("indicator.kind"), kinds, _kind_name)
        years = choose_any("year", word("indicator.year_filter"), sorted({year_of(row) for row in rows}), _year_name)
        chosen_levels = choose_any("level", word("indicator.level"), levels, _level_name) if len(levels) > 1 else ()
    return Filters(chosen_kinds, years, chosen_levels, text)


def choose_view(lines: Sequence[YearLine], choice: str) -> str:
    """Offer the values one by one or year by year; a selected value that no year shows opens the former."""
    if not lines:
        return "values"
    kind, value_id = split(choice)
    is_unlisted = kind == "indicator" and not has_value(lines, value_id)
    return widgets.choose(
        st.segmented_control, "view", word("indicator.view"), ("years", "values"),
        default="values" if is_unlisted else "years", format_func=_view_name, label_visibility="collapsed",
    )  # fmt: skip


def reset_filters() -> None:
    """Clear every filter."""
    for name in ("q", "kind", "year", "level"):
        parameters.write(name, "")


def _view_name(view: str) -> str:
    return word(f"indicator.view_{view}")


def _kind_name(kind: str) -> str:
    return value_label("value_kind", kind)


def _year_name(year: str) -> str:
    return word("indicator.no_year") if year == UNDATED else year


def _level_name(level: str) -> str:
    return word("common.not_stated") if level == UNLEVELLED else value_label("level", level)
