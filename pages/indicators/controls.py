"""What the reader can choose on 监测评估: the view, text, kind, theme, year, level, status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from data.indicator_status import STATUSES, Status
from data.indicator_theme import themes
from data.plan import Plan
from data.progress import Progress, counts_by_status
from data.schema import load_schema
from pages.indicators.chosen import ProgressFilters
from pages.indicators.values import UNDATED, UNLEVELLED, Filters, level_of, year_of
from pages.indicators.yearly import YearLine, has_value
from pages.shared import parameters, widgets
from pages.shared.filtering import choose_any, choose_words, filter_line
from pages.shared.labels import language, value_label, word
from pages.shared.selection import split

VIEWS = ("progress", "monitor", "years", "values", "across", "derived")
MONITORING = ("progress", "monitor")


def choose_view(rows: Sequence[Progress], lines: Sequence[YearLine], choice: str) -> str:
    """Offer the views that the plan has something for; a selection that 进度 does not show opens 逐条.

    `lines` are what the plan states for two years and more.
    """
    lacking = (() if rows else MONITORING) + (() if lines else ("years",))
    views = [view for view in VIEWS if view not in lacking]
    kind, value_id = split(choice)
    is_unlisted = kind == "indicator" and not any(row.has_value(value_id) for row in rows)
    default = "values" if is_unlisted and not has_value(lines, value_id) else "years" if is_unlisted else "progress"
    return widgets.choose(
        st.segmented_control, "view", word("indicator.view"), views,
        default=default if default in views else "values", format_func=_view_name, label_visibility="collapsed",
    )  # fmt: skip


def choose_filters(plan: Plan) -> Filters:
    """Show the filters of single values; only what the plan has is offered."""
    has_kinds = {row.value_kind for row in plan.indicator_values}
    kinds = [kind for kind in load_schema().fields["value_kind"].allowed if kind in has_kinds]
    with filter_line():
        text = choose_words()
        chosen_kinds = choose_any("kind", word("indicator.kind"), kinds, _kind_name)
        years, levels = _choose_years(plan), _choose_levels(plan)
    return Filters(chosen_kinds, years, levels, text)


def choose_progress_filters(plan: Plan, rows: Sequence[Progress]) -> ProgressFilters:
    """Show the filters of indicators with targets; the status is chosen at its counts."""
    has_themes = {row.theme for row in rows}
    names = theme_names()
    with filter_line():
        text = choose_words()
        chosen = choose_any("theme", word("indicator.theme"), [t for t in names if t in has_themes], names.__getitem__)
        years, levels = _choose_years(plan), _choose_levels(plan)
    return ProgressFilters(chosen, years, levels, (), text)


def theme_names() -> Mapping[str, str]:
    """Return the themes in their order with their names."""
    return {theme.id: theme.en if language() == "en" else theme.zh for theme in themes()}


def reset_filters() -> None:
    """Clear every filter."""
    for name in ("q", "kind", "year", "level", "theme", "status"):
        parameters.write(name, "")


def choose_statuses(asked: Sequence[Progress], filters: ProgressFilters) -> ProgressFilters:
    """Show how many of the asked-for indicators have which status; each count is a choice."""
    counts = counts_by_status(row.headline(filters.target_years) for row in asked)

    def name(status: Status) -> str:
        return word("status.count", n=counts[status], name=word(f"status.{status}"))

    with st.container(key="status_tiles"):
        chosen = widgets.choose_many(
            st.pills, "status", word("status.choose"), STATUSES,
            format_func=name, selection_mode="multi", label_visibility="collapsed",
        )  # fmt: skip
    return replace(filters, statuses=tuple(chosen))


def _choose_years(plan: Plan) -> tuple[str, ...]:
    years = sorted({year_of(row) for row in plan.indicator_values})
    return choose_any("year", word("indicator.year_filter"), years, _year_name)


def _choose_levels(plan: Plan) -> tuple[str, ...]:
    has_levels = {level_of(row) for row in plan.indicator_values}
    levels = [level for level in (*load_schema().fields["level"].allowed, UNLEVELLED) if level in has_levels]
    return choose_any("level", word("indicator.level"), levels, _level_name) if len(levels) > 1 else ()


def _view_name(view: str) -> str:
    return word(f"indicator.view_{view}")


def _kind_name(kind: str) -> str:
    return value_label("value_kind", kind)


def _year_name(year: str) -> str:
    return word("indicator.no_year") if year == UNDATED else year


def _level_name(level: str) -> str:
    return word("common.not_stated") if level == UNLEVELLED else value_label("level", level)
