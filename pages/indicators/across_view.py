"""跨规划: one indicator in all plans that state it, on one chart and in one table, with what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.across import Difference, Line, differences, lines_of, shared_ids
from data.actuals import Years, actuals_of
from data.plan import Plan
from data.progress import Progress
from data.series import Series
from pages.indicators.across_chart import Drawn, across_spec, drawn_lines, is_truncated
from pages.indicators.values import value_words, when
from pages.shared import queries, recording, widgets
from pages.shared.citation import cited
from pages.shared.labels import in_brackets, joined, language, period, region_of, unit_text, value_label, word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.selection import split

COLUMNS = [1.75, 1]
WIDTH_PX = 460


def show_across(plan: Plan, rows: Sequence[Progress], choice: str) -> None:
    """Show the chosen indicator; the selected one first, where other plans state it too."""
    plans = queries.plans()
    series = {other.plan_id: queries.series(other.plan_id) for other in plans}
    shared = shared_ids(series)
    if not shared:
        st.info(word("across.none"))
        return
    chosen = _choose(plan, plans, series, shared, choice)
    lines = lines_of(plans, series, chosen)
    unit = lines[0].series.unit
    drawn = drawn_lines(lines, unit, _actuals(lines))
    name = _name(lines[0].series)
    left, right = st.columns(COLUMNS, gap="small")
    with left, st.container(key="across_card"):
        show_markup(f'<h3 class="across-title">{esc(name + in_brackets(unit_text(unit) or word("across.count")))}</h3>')
        _show_chart(drawn, name, chosen)
        show_markup(_table(drawn))
    with right, st.container(key="side"):
        show_markup(_notes(lines) + _related(lines[0].series, series, plans))


def _choose(
    plan: Plan, plans: Sequence[Plan], series: Mapping[str, Sequence[Series]], shared: list[str], choice: str
) -> str:
    selected = next((one for one in series[plan.plan_id] if _is_selected(one, choice)), None)
    default = selected.indicator.id if selected and selected.indicator.id in shared else shared[0]
    names = {one.indicator.id: _name(one) for rows in series.values() for one in rows}
    counts = {key: sum(any(one.indicator.id == key for one in series[p.plan_id]) for p in plans) for key in shared}
    options = {key: word("across.option", name=names[key], n=counts[key]) for key in shared}
    return widgets.choose(
        st.selectbox, "ind", word("across.choose"), shared, default=default, width=WIDTH_PX,
        format_func=options.__getitem__,
    )  # fmt: skip


def _is_selected(series: Series, choice: str) -> bool:
    kind, value_id = split(choice)
    return kind == "indicator" and any(row.value_id == value_id for row in series.rows)


def _actuals(lines: Sequence[Line]) -> dict[str, Years]:
    found: dict[str, Years] = {}
    for plan_id in dict.fromkeys(line.plan.plan_id for line in lines):
        recorded = actuals_of(recording.present(plan_id, "indicator"), plan_id)
        found |= {f"{plan_id}/{key}": years for key, years in recorded.items()}
    return found


def _show_chart(drawn: Sequence[Drawn], name: str, key: str) -> None:
    spec = across_spec(drawn, word("across.label", name=name))
    if spec is None:
        show_markup(f'<p class="hint">{esc(word("across.undated"))}</p>')
        return
    st.vega_lite_chart(spec, width="stretch", theme=None, key=f"across_{key}")
    notes = [word("across.marks"), word("chart.truncated") if is_truncated(drawn) else ""]
    show_markup(f'<p class="hint">{esc(" ".join(note for note in notes if note))}</p>')


def _notes(lines: Sequence[Line]) -> str:
    """Return the definition and what keeps the plans from being compared blindly."""
    names = {line.plan.plan_id: f"{region_of(line.plan)} {period(line.plan)}" for line in lines}
    definition = lines[0].series.indicator.definition
    boxes = "".join(_difference(found, names) for found in differences(lines))
    dropped = [names[line.plan.plan_id] for line in lines if line.factor is None]
    left_out = f'<p class="ambiguity">{esc(word("across.dropped", plans=joined(dropped)))}</p>' if dropped else ""
    return (
        f'<div class="card"><h4>{esc(word("indicator.definition"))}</h4><p>{esc(definition)}</p>'
        f"<h4>{esc(word('across.differences'))}</h4>{left_out}{boxes or esc(word('across.same'))}</div>"
    )


def _difference(found: Difference, names: Mapping[str, str]) -> str:
    items = "".join(
        f"<li><b>{esc(names[plan_id])}</b> {esc(_said(found.kind, text))}</li>" for plan_id, text in found.said
    )
    return f'<div class="difference"><b>{esc(word(f"difference.{found.kind}"))}</b><ul>{items}</ul></div>'


def _said(kind: str, text: str) -> str:
    if kind == "area":
        return word(f"area.{text}")
    return text or word("indicator.no_year" if kind == "years" else "common.not_stated")


def _related(one: Series, series: Mapping[str, Sequence[Series]], plans: Sequence[Plan]) -> str:
    """Return indicators that are close but defined otherwise, with the plans that state them."""
    regions = {plan.plan_id: region_of(plan) for plan in plans}
    found: dict[str, list[str]] = {}
    for plan_id, rows in series.items():
        for other in rows:
            if other.indicator.id in one.indicator.related:
                found.setdefault(_name(other), []).append(regions[plan_id])
    items = "".join(
        f"<li><span>{esc(name)}</span><span>{esc(joined(where))}</span></li>" for name, where in found.items()
    )
    if not items:
        return ""
    note = f'<div class="hint">{esc(word("indicator.related_note"))}</div>'
    return f'<div class="card"><h4>{esc(word("indicator.related"))}</h4>{note}<ul class="plainlist">{items}</ul></div>'


def _table(drawn: Sequence[Drawn]) -> str:
    """Return every stated value of the plans, each with its source."""
    heads = ("across.plan", "indicator.printed", "indicator.kind", "indicator.year", "indicator.value", "cite.section")
    head = "".join(f"<th>{esc(word(key))}</th>" for key in heads)
    body = "".join(_rows(one) for one in drawn)
    rows = f'<table class="across"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="table-card">{rows}</div>'


def _rows(one: Drawn) -> str:
    """Return a plan's values; its name, and the indicator's as printed, stand where they change."""
    plan = one.line.plan
    title = f'<i class="dot" style="background:{esc(one.colour)}"></i>{esc(region_of(plan))} {esc(period(plan))}'
    lines, before = [], ""
    for at, row in enumerate(one.line.rows()):
        cells = (
            "" if at else title,
            "" if row.name == before else esc(row.name),
            esc(value_label("value_kind", row.value_kind)),
            esc(when(row) or word("indicator.no_year")),
            cited(value_words(row) or word("common.not_stated"), plan, row),
            esc(row.section),
        )
        before = row.name
        lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return "".join(lines)


def _name(one: Series) -> str:
    return (one.indicator.name_en if language() == "en" else "") or one.indicator.name
