"""How evenly beds are within reach: Lorenz curve with Gini, Theil within and between layout zones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from geo.reach import inequality
from geo.reach.inequality import Lorenz, Theil
from pages.accessibility.results import Question, accessibility_of
from pages.accessibility.zones import zone_name, zones_of
from pages.shared import queries
from pages.shared.labels import people, trim, word
from pages.shared.markup import esc, tile, tiles
from pages.shared.markup import show as show_markup

FEWEST = 2
ACCENT, SECOND, HAIRLINE = "#0F5C63", "#5B6675", "#E6E3DB"
FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC Variable', sans-serif"


def show_inequality(question: Question) -> None:
    """Show the curve beside the indices; a sentence where nothing can be told."""
    show_markup(f'<h2 class="section">{esc(word("access.inequality"))}</h2>')
    values, counted = accessibility_of(question).per_1000, question.people
    told = int((~np.isnan(values) & (counted > 0)).sum())
    gini = inequality.gini(values, counted)
    if np.isnan(gini) or told < FEWEST:
        show_markup(f'<p class="hint">{esc(word("access.no_inequality", n=told))}</p>')
        return
    left, right = st.columns([1, 1.5], gap="small")
    with left:
        st.vega_lite_chart(
            lorenz_chart(inequality.lorenz(values, counted)), key="access_lorenz", width="stretch", theme=None
        )
    with right:
        zones = zones_of(question.plan, question.inputs.demand)
        found = queries.made(f"theil {question.key}", lambda: inequality.theil(values, counted, zones))
        show_markup(_indices(question, gini, found, told, zones))


def lorenz_chart(curve: Lorenz) -> dict[str, Any]:
    """Return the Lorenz curve beside the line of equality; both axes in percent."""
    points = [
        {"people": round(100 * float(x), 2), "value": round(100 * float(y), 2), "line": word("access.lorenz")}
        for x, y in thinned(curve)
    ]
    equal = [{"people": at, "value": at, "line": word("access.equality")} for at in (0, 100)]
    axis = {"labelColor": SECOND, "titleColor": SECOND, "gridColor": "#F0EEE7", "domainColor": HAIRLINE}
    scale = {"domain": [0, 100]}
    colour = {"domain": [word("access.lorenz"), word("access.equality")], "range": [ACCENT, "#B9B3A4"]}
    return {
        "data": {"values": [*points, *equal]},
        "height": 230,
        "background": "#FFFFFF",
        "padding": {"left": 10, "right": 16, "top": 14, "bottom": 8},
        "mark": {"type": "line", "point": {"size": 18}, "strokeWidth": 2},
        "encoding": {
            "x": {"field": "people", "type": "quantitative", "title": word("access.lorenz_x"), "scale": scale},
            "y": {"field": "value", "type": "quantitative", "title": word("access.lorenz_y"), "scale": scale},
            "order": {"field": "people"},
            "color": {"field": "line", "type": "nominal", "scale": colour, "legend": {"orient": "top", "title": None}},
            "tooltip": [
                {"field": "people", "title": word("access.lorenz_x")},
                {"field": "value", "title": word("access.lorenz_y")},
            ],
        },
        "config": {"font": FONT, "view": {"stroke": None}, "axis": axis},
    }


def thinned(curve: Lorenz, most: int = 60) -> list[tuple[float, float]]:
    """Return at most about `most` points of the curve, its ends among them: a screen shows no more."""
    count = len(curve.people_share)
    kept = np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int))
    return [(float(curve.people_share[k]), float(curve.value_share[k])) for k in kept]


def _indices(question: Question, gini: float, found: Theil, told: int, zones: Sequence[str]) -> str:
    figures = [
        tile(esc(trim(gini, 3)), word("access.gini")),
        tile(esc(trim(found.total, 3)), word("access.theil")),
    ]
    has_zones = len(found.zones) > 1
    if has_zones:
        figures += [
            tile(esc(trim(found.between, 3)), word("access.theil_between")),
            tile(esc(trim(found.within, 3)), word("access.theil_within")),
        ]
    notes = [word("access.inequality_note", n=told)]
    if not has_zones:
        notes.append(word("access.one_zone"))
    rows = "".join(
        f"<li><span>{esc(zone_name(question.plan, part.zone))}</span>"
        f"<span>{esc(word('access.per_1000_tip').format(trim(part.mean, 2)))} · {esc(people(part.people))}</span></li>"
        for part in found.zones
        if has_zones
    )
    told_rows = f'<ul class="plainlist">{rows}</ul>' if rows else ""
    told_notes = "".join(f'<p class="hint">{esc(note)}</p>' for note in notes)
    return f'<div class="card">{tiles(figures)}{told_rows}{told_notes}</div>'
