"""A map description as a folium map: a constant base, and one small group that carries a rerun's state.

The only module that imports folium. Texts of plans never stand in the JavaScript: geometry and names
come as a static JSON file, and the state is base64, so that no name can break or run a script.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import branca.element
import folium
from branca.element import MacroElement
from jinja2 import Template

from geo.frontend import vendor_file

STATIC_PREFIX = "../../app/static/"


class _Written:
    """What is left of a template without any sign of one: its text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, *args: Any, **kwargs: Any) -> str:
        return self._text


def _template(text: str) -> Template | _Written:
    # as a template does, without its last line break
    return Template(text) if any(sign in text for sign in ("{{", "{%", "{#")) else _Written(text.removesuffix("\n"))


# folium takes each script that it has written for a template and compiles it: eight times per map
branca.element.Template = _template  # type: ignore[attr-defined, assignment]


class _Start(MacroElement):
    """Starts the atlas on the map with the address of the plan's geometry."""

    _template = Template(
        "{% macro script(this, kwargs) %}atlas.start({{ this._parent.get_name() }}, "
        "JSON.parse(atob('{{ this.packed }}')));{% endmacro %}"
    )

    def __init__(self, base: Mapping[str, str]) -> None:
        super().__init__()
        self._name = "AtlasStart"
        # atob yields Latin-1; json.dumps leaves only ASCII, so that Chinese survives it
        self.packed = base64.b64encode(json.dumps(base).encode()).decode()


class _State(MacroElement):
    """Hands the packed state of this rerun to the atlas."""

    _template = Template("{% macro script(this, kwargs) %}atlas.apply('{{ this.packed }}');{% endmacro %}")

    def __init__(self, packed: str) -> None:
        super().__init__()
        self._name = "AtlasState"
        self.packed = packed


def base_map(geometry_url: str, *, home: str, failed: str, more: str, group: str = "") -> folium.Map:
    """Return the map that stays the same over all reruns of a page and plan.

    Args:
        geometry_url: address of the plan's static map file, relative to `app/static`.
        home: what the “whole map” button says.
        failed: what is shown before the reason when the file cannot be loaded.
        more: what unfolds the rest of the legend on a low map.
        group: maps of one group on a page keep one scale and move together; "" is a map by itself.
    """
    chart = folium.Map(
        location=(30.0, 105.0),
        zoom_start=6,
        tiles=None,
        # steps of a quarter would leave up to a sixth of the map unused; one scale for several maps bears no steps
        zoom_snap=0 if group else 0.05,
        # a moving picture of one map would run ahead of the others
        zoom_animation=not group,
        zoom_delta=0.5,
        attribution_control=False,
        zoom_control=False,
        max_zoom=14,
        min_zoom=1,
    )
    chart.default_js = [("atlas", STATIC_PREFIX + vendor_file("atlas.js"))]
    chart.default_css = [("atlas", STATIC_PREFIX + vendor_file("atlas.css"))]
    url = STATIC_PREFIX + geometry_url
    base = {"url": url, "home": home, "failed": failed, "more": more}
    _Start({**base, "group": group} if group else base).add_to(chart)
    return chart


def state_group(state: Mapping[str, Any]) -> folium.FeatureGroup:
    """Return the feature group whose only content is the state of this rerun, packed as base64 JSON."""
    group = folium.FeatureGroup(name="state", control=False)
    _State(pack(state)).add_to(group)
    return group


def pack(state: Mapping[str, Any]) -> str:
    """Return a mapping as base64 of its UTF-8 JSON; the browser's `atlas.apply` reads it."""
    text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(text.encode()).decode()


def offline_links(links: list[str]) -> list[str]:
    """Keep the front-end addresses that lie on this server; raise ValueError for any other."""
    for link in links:
        if not link.startswith(STATIC_PREFIX):
            raise ValueError(f"地图要从本机以外装载“{link}”：只允许 {STATIC_PREFIX} 下的文件")
    return links
