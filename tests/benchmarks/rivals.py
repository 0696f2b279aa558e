"""Other ways to show the same data, measured beside the product: plain Leaflet, pydeck, a rebuilt folium map.

Each gets a plan's map file and answers a click by colouring the district that was hit, so that the
browser can see when the answer is on the map. All of it runs without network, as the product does.
"""

from __future__ import annotations

import http.server
import json
import math
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page
from shapely.geometry import shape

from tests.benchmarks.measuring import PAUSE_MS, WINDOW, Clicks
from tests.benchmarks.stopwatch import AREAS, Traffic, arm, click_in_frame, clickable_areas, read
from tests.browser.watching import MAP_FRAME
from tests.serving import ROOT, Server

LEAFLET = ROOT / "node_modules" / "leaflet" / "dist"
FIRST_COLOUR = 0xAA0000
MOST_POINTS = 12

PLAIN_PAGE = """<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="leaflet.css"><script src="leaflet.js"></script>
<style>html, body, #map { height: 100%; margin: 0 }</style><div id="map"></div><script>
const map = L.map("map"); let number = 0, chosen = null;
const mark = (colour) => `#${(colour).toString(16)}`;
fetch("bundle.json").then((answer) => answer.json()).then((bundle) => {
  const [west, south, east, north] = bundle.box;
  map.fitBounds([[south, west], [north, east]], { animate: false });
  const choose = (layer) => {
    if (chosen) districts.resetStyle(chosen);
    chosen = layer; number += 1; layer.setStyle({ fillColor: mark(0xaa0000 + number), fillOpacity: 0.7 });
  };
  const listen = (feature, layer) => layer.on("click", () => choose(layer));
  const districts = L.geoJSON(bundle.districts, { weight: 1, onEachFeature: listen }).addTo(map);
  bundle.elements.forEach(({ geometry, colour }) => {
    L.geoJSON({ type: "Feature", properties: {}, geometry }, { interactive: false, color: colour }).addTo(map);
  });
  bundle.points.forEach(({ lat, lon }) => L.circleMarker([lat, lon], { radius: 5, interactive: false }).addTo(map));
  document.body.dataset.ready = "true";
});</script>"""

FOLIUM_SCRIPT = """
import json
import folium, streamlit as st, streamlit_folium
from streamlit_folium import st_folium
original = getattr(streamlit_folium._component_func, "plain", streamlit_folium._component_func)
def offline(**content):
    content["js_links"] = ["../../app/static/leaflet.js"]
    content["css_links"] = ["../../app/static/leaflet.css"]
    return original(**content)
offline.plain = original
streamlit_folium._component_func = offline
st.set_page_config(layout="wide")
bundle = json.load(open("static/bundle.json", encoding="utf-8"))
number = st.session_state.setdefault("number", 0)
picked = st.session_state.get("picked")
def keep():
    found = (st.session_state["map"] or {}).get("last_active_drawing")
    if found and found["properties"]["id"] != st.session_state.get("picked"):
        st.session_state["picked"] = found["properties"]["id"]
        st.session_state["number"] += 1
def style(feature):
    chosen = feature["properties"]["id"] == picked
    return {"weight": 1, "fillColor": f"#{0xAA0000 + number:06x}" if chosen else "#dddddd", "fillOpacity": 0.7}
west, south, east, north = bundle["box"]
chart = folium.Map(tiles=None, zoom_snap=0.25)
chart.fit_bounds([[south, west], [north, east]])
folium.GeoJson(bundle["districts"], style_function=style).add_to(chart)
for element in bundle["elements"]:
    paint = {"color": element["colour"], "interactive": False}
    folium.GeoJson(element["geometry"], style_function=lambda _, paint=paint: paint).add_to(chart)
for point in bundle["points"]:
    folium.CircleMarker([point["lat"], point["lon"]], radius=4, interactive=False).add_to(chart)
st_folium(chart, key="map", height=600, use_container_width=True, returned_objects=["last_active_drawing"],
          on_change=keep)
"""

DECK_SCRIPT = """
import json
import pydeck, streamlit as st
st.set_page_config(layout="wide")
bundle = json.load(open("static/bundle.json", encoding="utf-8"))
view = json.load(open("static/view.json", encoding="utf-8"))
state = st.session_state.get("deck") or {"selection": {"objects": {}}}
objects = state["selection"]["objects"].get("districts") or []
picked = objects[0]["properties"]["id"] if objects else None
for feature in bundle["districts"]["features"]:
    feature["properties"]["fill"] = [255, 0, 0] if feature["properties"]["id"] == picked else [221, 221, 221]
layers = [
    pydeck.Layer("GeoJsonLayer", bundle["districts"], id="districts", pickable=True,
                 get_fill_color="properties.fill", get_line_width=200),
    pydeck.Layer("ScatterplotLayer", bundle["points"], id="points", get_position="[lon, lat]", get_radius=900),
]
deck = pydeck.Deck(layers, initial_view_state=pydeck.ViewState(**view), map_style=None, map_provider=None)
st.pydeck_chart(deck, on_select="rerun", selection_mode="single-object", key="deck", height=600)
"""

CONFIGURATION = """[server]
enableStaticServing = true
headless = true
fileWatcherType = "none"
[browser]
gatherUsageStats = false
[logger]
level = "warning"
"""

COLOURED = "(w, a) => w.document.querySelector(`path[fill='#${a.toString(16)}']`)"
# a second drawing of the canvas: the first keeps no pixels
PIXEL = """(w, [x, y]) => {
  const canvas = w.document.querySelector('[data-testid="stDeckGlJsonChart"] canvas');
  const copy = w.document.createElement('canvas'); copy.width = canvas.width; copy.height = canvas.height;
  const brush = copy.getContext('2d'); brush.drawImage(canvas, 0, 0);
  const scale = canvas.width / canvas.clientWidth;
  const { data } = brush.getImageData((x - 8) * scale, (y - 8) * scale, 16 * scale, 16 * scale);
  // a point may lie on the very spot
  for (let k = 0; k < data.length; k += 4) if (data[k] > 200 && data[k + 1] < 60) return true;
  return false;
}"""
KEEP_PIXELS = """const plain = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  return plain.call(this, kind, kind.startsWith("webgl") ? { ...options, preserveDrawingBuffer: true } : options);
};"""


def lay_out_rival(folder: Path, bundle: dict[str, Any], script: str) -> Path:
    """Write a rival's script and what it serves into a folder; return the folder."""
    static = folder / "static"
    static.mkdir(parents=True)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(LEAFLET / name, static / name)
    shutil.copytree(LEAFLET / "images", static / "images")
    (static / "bundle.json").write_text(json.dumps(bundle, ensure_ascii=False), encoding="utf-8")
    (static / "view.json").write_text(json.dumps(deck_view(bundle["box"])), encoding="utf-8")
    (folder / "app.py").write_text(script, encoding="utf-8")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(CONFIGURATION, encoding="utf-8")
    return folder


def deck_view(box: list[float]) -> dict[str, float]:
    """Return pydeck's view that holds a box of degrees in a map of about 1,200 × 600 pixels."""
    west, south, east, north = box
    latitude = (south + north) / 2
    zoom = min(
        math.log2(1100 * 360 / (512 * (east - west))),
        math.log2(550 * 360 * math.cos(math.radians(latitude)) / (512 * (north - south))),
    )
    return {"longitude": (west + east) / 2, "latitude": latitude, "zoom": zoom}


def measure_folium(browser: Browser, folder: Path, bundle: dict[str, Any], count: int) -> Clicks:
    """Time clicks on a folium map that is built anew at every rerun."""
    with Server(lay_out_rival(folder, bundle, FOLIUM_SCRIPT)) as server:
        page = _new_page(browser, server.wait_until_healthy())
        page.frame_locator(MAP_FRAME).locator("path").first.wait_for(timeout=60_000)

        def click(number: int) -> float:
            areas = clickable_areas(page)
            arm(page, COLOURED, FIRST_COLOUR + number)
            click_in_frame(page, areas[number % len(areas)][1])
            return read(page)

        return _repeat(page, server, count, click)


def measure_pydeck(browser: Browser, folder: Path, bundle: dict[str, Any], count: int) -> Clicks:
    """Time clicks on a deck.gl map that colours the selected district."""
    with Server(lay_out_rival(folder, bundle, DECK_SCRIPT)) as server:
        page = _new_page(browser, server.wait_until_healthy())
        canvas = page.locator('[data-testid="stDeckGlJsonChart"] canvas').first
        canvas.wait_for(timeout=60_000)
        page.wait_for_timeout(3 * PAUSE_MS)
        box = canvas.bounding_box()
        assert box is not None
        points = list(_on_canvas(bundle, box["width"], box["height"]))

        def click(number: int) -> float:
            x, y = points[number % len(points)]
            arm(page, PIXEL, [x, y], frame=None, event="pointerup")
            page.mouse.click(box["x"] + x, box["y"] + y)
            return read(page)

        return _repeat(page, server, count, click)


def measure_plain_leaflet(browser: Browser, folder: Path, bundle: dict[str, Any], count: int) -> tuple[Clicks, float]:
    """Time clicks on a plain Leaflet page without a server program; also return load → map in milliseconds."""
    static = lay_out_rival(folder, bundle, "") / "static"
    (static / "index.html").write_text(PLAIN_PAGE, encoding="utf-8")
    with _static_server(static) as url:
        page = browser.new_page(viewport=WINDOW)
        page.goto(url)
        page.wait_for_selector("body[data-ready=true]")
        page.goto(url)
        page.wait_for_selector("body[data-ready=true]")
        loaded = float(page.evaluate("() => performance.now()"))
        areas = page.evaluate(f"() => ({AREAS})()")

        def click(number: int) -> float:
            arm(page, COLOURED, FIRST_COLOUR + number, frame=None)
            page.mouse.click(*areas[number % len(areas)][1])
            return read(page)

        return _repeat(page, None, count, click), loaded


def _repeat(page: Page, server: Server | None, count: int, click: Callable[[int], float]) -> Clicks:
    traffic: Traffic = getattr(page, "traffic", Traffic())
    times, sizes, cpu = [], [], []
    for number in range(1, count + 2):
        traffic.reset()
        before = server.cpu_seconds() if server else 0.0
        times.append(click(number))
        page.wait_for_timeout(PAUSE_MS)
        cpu.append(1000 * (server.cpu_seconds() - before) if server else 0.0)
        sizes.append(traffic.total_bytes)
    page.close()
    return Clicks(tuple(times[1:]), int(median(sizes[1:])), int(median(sizes[1:])), sum(cpu[1:]) / count, False)


def _new_page(browser: Browser, server: Server) -> Page:
    page = browser.new_page(viewport=WINDOW)
    page.add_init_script(KEEP_PIXELS)
    page.traffic = Traffic().watch(page)  # type: ignore[attr-defined]
    page.goto(server.url)
    return page


def _on_canvas(bundle: dict[str, Any], width: float, height: float) -> Iterator[tuple[float, float]]:
    view = deck_view(bundle["box"])
    scale = 512 * 2 ** view["zoom"]
    x0, y0 = _world(view["longitude"], view["latitude"])
    for feature in sorted(bundle["districts"]["features"], key=_extent, reverse=True)[:MOST_POINTS]:
        x, y = _world(*feature["properties"]["label"])
        at = (width / 2 + (x - x0) * scale, height / 2 + (y - y0) * scale)
        if 5 < at[0] < width - 5 and 5 < at[1] < height - 5 and not feature["properties"].get("zone"):
            yield at


def _extent(feature: dict[str, Any]) -> float:
    west, south, east, north = shape(feature["geometry"]).bounds
    return float((east - west) * (north - south))


def _world(longitude: float, latitude: float) -> tuple[float, float]:
    sine = math.sin(math.radians(latitude))
    return longitude / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _static_server(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("localhost", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
