"""A scene as it will be told: its map, its figures with their source, its table, its sources and notes."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.map_bundle import PlanMap
from pages.briefing.scene import Scene, SceneChart, SceneFigure, SceneTable
from pages.shared.labels import word
from pages.shared.map_panel import map_frame_style, sequence_of, show_map
from pages.shared.markup import esc, show

MAP = "briefing"
MOST_SOURCES_OPEN = 2
MARKED = ("derived", "inferred", "reference", "recorded")


def show_preview(scene: Scene, plan_map: PlanMap | None) -> None:
    """Show a scene; its map is the one that the talk draws."""
    with st.container(key="briefing_preview"):
        show(f'<div class="scene-head"><h2>{esc(scene.title)}</h2><p>{esc(scene.sentence)}</p></div>')
        if scene.map is not None and plan_map is not None:
            left, right = st.columns([1.5, 1], gap="small")
            with left:
                show(map_frame_style())
                spec = replace(scene.map, zooms_to_selection=True, sequence=sequence_of(MAP))
                show_map(spec, plan_map.url, MAP, _ignore)
            with right:
                _show_some(_figures(scene) + _chart(scene.chart))
            _show_some(_table(scene.table))
        else:
            left, right = st.columns([1, 1.5], gap="small")
            with left:
                _show_some(_figures(scene))
            with right:
                _show_some(_table(scene.table) + _chart(scene.chart))
        show(_sources(scene) + _notes(scene.notes))


def _show_some(markup: str) -> None:
    if markup:
        show(markup)


def _ignore(_choice: str) -> None:
    """A click on the preview's map chooses nothing."""


def _figures(scene: Scene) -> str:
    tiles = "".join(_figure(figure) for figure in scene.figures)
    return f'<div class="scene-figures">{tiles}</div>' if tiles else ""


def _figure(figure: SceneFigure) -> str:
    unit = f" <small>{esc(figure.unit)}</small>" if figure.unit else ""
    mark = f'<span class="tone">{esc(word(f"briefing.basis_{figure.basis}"))}</span>' if figure.basis in MARKED else ""
    silent = " unstated" if figure.basis == "unstated" else ""
    tile = f'<span class="value{silent}">{esc(figure.value)}{unit}</span><span class="label">{esc(figure.label)}</span>'
    if not figure.citation:
        return f'<div class="scene-figure">{tile}</div>'
    return (
        f'<details class="cite scene-figure"><summary>{tile}{mark}</summary>'
        f'<div class="cite-body">{esc(figure.citation)}</div></details>'
    )


def _table(table: SceneTable | None) -> str:
    if table is None:
        return ""
    heads = "".join(f"<th{_side(table, k)}>{esc(head)}</th>" for k, head in enumerate(table.heads))
    rows = "".join(
        f"<tr>{''.join(f'<td{_side(table, k)}>{esc(cell)}</td>' for k, cell in enumerate(row))}</tr>"
        for row in table.rows
    )
    return f'<table class="scene-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _side(table: SceneTable, column: int) -> str:
    return ' class="number"' if column in table.numeric else ""


def _chart(chart: SceneChart | None) -> str:
    """Return a chart as bars; lines as the table of their points."""
    if chart is None:
        return ""
    if chart.kind == "line":
        rows = [(name, *(_number(value, chart.unit) for value in values)) for name, values in chart.series]
        numeric = tuple(range(1, len(chart.categories) + 1))
        return _table(SceneTable((word("briefing.chart_lines"), *chart.categories), tuple(rows), numeric))
    name, values = chart.series[0]
    top = max((value for value in values if value is not None), default=0.0) or 1.0
    bars = "".join(
        f"<li><span>{esc(category)}</span><i><b style='width:{100 * (value or 0) / top:.0f}%'></b></i>"
        f"<em>{esc(_number(value, chart.unit))}</em></li>"
        for category, value in zip(chart.categories, values, strict=True)
    )
    return f'<div class="scene-chart"><h4>{esc(name)}</h4><ul>{bars}</ul></div>'


def _number(value: float | None, unit: str) -> str:
    return word("common.not_stated") if value is None else f"{value:,g}{unit}"


def _sources(scene: Scene) -> str:
    lines = "".join(f"<li>{esc(line)}</li>" for line in scene.sources)
    label = word("briefing.sources", n=len(scene.sources))
    state = " open" if len(scene.sources) <= MOST_SOURCES_OPEN else ""
    return f'<details class="scene-more"{state}><summary>{esc(label)}</summary><ul>{lines}</ul></details>'


def _notes(notes: str) -> str:
    if not notes:
        return ""
    lines = "".join(f"<li>{esc(line)}</li>" for line in notes.split("\n"))
    return f'<details class="scene-more"><summary>{esc(word("briefing.notes"))}</summary><ul>{lines}</ul></details>'
