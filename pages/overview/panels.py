"""The small maps of 总览: where the plans are. A region opens the layout of its plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from data.place_names import place_name_en
from data.plan import Plan
from geo.locator_map import short_english
from geo.overview_map import Panel, Shape, panel_svg
from pages.shared.labels import joined, language, period, plan_name, region_of, word
from pages.shared.links import address, open_page
from pages.shared.markup import esc, show
from pages.shared.own_component import own_component

FOLDER = Path(__file__).resolve().parent
TARGET = "spatial_layout"
LONGEST_NEIGHBOUR = 10  # letters, where the place was found for three Chinese signs

_mount = own_component("overview_panels", FOLDER, "panels", '<div class="panels"></div>')


def show_panels(panels: Sequence[Panel], plans: Mapping[str, Plan]) -> None:
    """Show the panels side by side, with what their lines are worth."""
    if not panels:
        return
    markup = "".join(_figure(panel, plans) for panel in panels)
    answer = _mount(key="overview_panels", data={"markup": markup}, on_open_change=lambda: None)
    notes = [word("overview.panel_hint")]
    missing = [region_of(plan) for plan in plans.values() if not _is_drawn(plan, panels)]
    if missing:
        notes.append(f"{joined(missing)} – {word('overview.no_boundary')}")
    show(f'<p class="hint">{esc(" · ".join(notes))}</p>')
    if answer.open in plans:
        open_page(TARGET, plan=answer.open)


def _figure(panel: Panel, plans: Mapping[str, Plan]) -> str:
    shown = {shape.id: plans[shape.id] for shape in panel.plans if shape.id in plans}
    titles = {plan_id: f"{plan_name(plan)} {period(plan)}" for plan_id, plan in shown.items()}
    links = {plan_id: address(TARGET, plan=plan_id) for plan_id in shown}
    drawn = _in_readers_language(panel, shown)
    regions = [region_of(plan) for plan in shown.values() if plan.region_code != panel.province_code]
    names = {"province": _province_of(panel, shown), "regions": joined(dict.fromkeys(regions))}
    title = word("overview.panel", **names) if regions else names["province"]
    return f"<figure><figcaption>{esc(title)}</figcaption>{panel_svg(drawn, links, titles, title)}</figure>"


def _province_of(panel: Panel, shown: Mapping[str, Plan]) -> str:
    own = [region_of(plan) for plan in shown.values() if plan.region_code == panel.province_code]
    if language() == "zh":
        return panel.province_name
    return own[0] if own else word(f"province.{panel.province_code[:2]}")


def _in_readers_language(panel: Panel, shown: Mapping[str, Plan]) -> Panel:
    names = {plan_id: region_of(plan) for plan_id, plan in shown.items()}
    plans = tuple(replace(shape, name=names.get(shape.id, shape.name)) for shape in panel.plans)
    context = panel.context if language() == "zh" else tuple(map(_english_neighbour, panel.context))
    return replace(panel, plans=plans, context=context)


def _english_neighbour(shape: Shape) -> Shape:
    """Return a neighbour with its English name; without a name where it has none, or one too long for its place."""
    name = short_english(place_name_en(shape.id))
    return replace(shape, name=name, label=shape.label if 0 < len(name) <= LONGEST_NEIGHBOUR else None)


def _is_drawn(plan: Plan, panels: Sequence[Panel]) -> bool:
    return any(shape.id == plan.plan_id for panel in panels for shape in panel.plans)
