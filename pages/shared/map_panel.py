"""A MapSpec on the page by streamlit-folium, offline: the one place through which a map reaches the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit_folium

from geo.folium_map import base_map, offline_links, state_group
from geo.map_spec import MapSpec
from pages.shared import parameters
from pages.shared.labels import word

FALLBACK_HEIGHT_PX = 560
KINDS = ("element", "district", "project", "place", "demand", "facility", "candidate")

_plain_component = getattr(streamlit_folium._component_func, "plain", streamlit_folium._component_func)


def _offline_component(**content: Any) -> Any:
    # streamlit-folium adds CDN addresses of its own accord; one failing script leaves a blank map
    content["js_links"] = offline_links(content["js_links"])
    content["css_links"] = offline_links(content["css_links"])
    return _plain_component(**content)


_offline_component.plain = _plain_component  # type: ignore[attr-defined]
streamlit_folium._component_func = _offline_component


def show_map(spec: MapSpec, url: str, key: str, on_select: Callable[[str], None], group: str = "") -> None:
    """Show a plan map; `on_select` gets `element:<id>`, `district:<code>` … or "" before the rerun.

    The base map stays the same for `key` and `url`, so that the browser keeps its map object; what
    changes travels as the state of `spec`. Maps of one `group` keep one scale and move together.
    """
    slot = f"map_{key}"

    def report() -> None:
        value = parameters.component_value(slot)
        number = value.get("n", 0)
        if not isinstance(number, int) or number <= parameters.counter(slot):
            return
        parameters.set_counter(slot, number)
        chosen = value.get("sel")
        on_select(chosen if isinstance(chosen, str) and chosen.partition(":")[0] in KINDS else "")

    words = {"home": word("map.home"), "failed": word("notice.map_failed"), "more": word("map.more")}
    chart = base_map(url, **words, group=group)
    streamlit_folium.st_folium(
        chart,
        key=slot,
        height=FALLBACK_HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=state_group(spec.payload()),
        on_change=report,
        render=False,  # st_folium renders the map again anyway
    )


def sequence_of(key: str) -> int:
    """Return the number of the last click that was answered, for `MapSpec.sequence`."""
    return parameters.counter(f"map_{key}")


def map_frame_style() -> str:
    """Return the style that lets the map fill the window's height."""
    return "<style>iframe[title='streamlit_folium.st_folium']{height:var(--map-height)!important}</style>"
