/* The one map of the briefing: the product's atlas, enlarged, that every scene with a map gives a state and a camera. */
(function () {
  "use strict";

  const SCALE = 2;
  const EDGE = { left: 26, top: 26, right: 40, bottom: 44 };
  const CLOSEST_ZOOM = 12;
  const MOVE_S = 0.35;
  const PADDING = 0.08; // what is drawn around the view: the map is hardly dragged here, and less is drawn faster

  function make(box, bundle, words) {
    const host = box.appendChild(document.createElement("div"));
    host.className = "map-host";
    const isTouch = window.matchMedia("(pointer: coarse)").matches;
    // by touch the briefing is swiped; a clicker's arrows must never move the map
    const map = L.map(host, { zoomSnap: 0.05, zoomDelta: 0.5, attributionControl: false, zoomControl: false, keyboard: false, maxZoom: 14, minZoom: 1, dragging: !isTouch, touchZoom: isTouch, zoomAnimation: true });
    map.setView([30, 105], 6);
    window.atlas.start(map, { bundle, home: words.home, failed: "", more: "", padding: PADDING });
    map.setMaxBounds(null);
    map.setMinZoom(1);
    const atlas = window.atlas.current;
    return { box, map, atlas, host };
  }

  /* Lays the map over the place that the scene leaves for it. */
  function lay({ box, host, map }, place) {
    ["left", "top", "width", "height"].forEach((side) => { box.style[side] = `${place[side]}px`; });
    const size = `${Math.round(place.width / SCALE)}x${Math.round(place.height / SCALE)}`;
    if (host.dataset.size === size) return;
    host.dataset.size = size;
    host.style.width = `${Math.round(place.width / SCALE)}px`;
    host.style.height = `${Math.round(place.height / SCALE)}px`;
    // not invalidateSize: it would draw everything once more before the camera moves
    map._sizeChanged = true;
    map._lastCenter = null;
  }

  function look({ map, atlas }, scene, bundle, animate) {
    const selected = scene.map.fit && scene.map.sel ? atlas.boundsOf(scene.map.sel) : null;
    const [west, south, east, north] = scene.box || bundle.box;
    const bounds = !scene.box && selected && selected.isValid() ? selected : L.latLngBounds([[south, west], [north, east]]);
    map.stop();
    map.fitBounds(bounds, { paddingTopLeft: [EDGE.left, EDGE.top], paddingBottomRight: [EDGE.right, EDGE.bottom], maxZoom: CLOSEST_ZOOM, animate, duration: MOVE_S });
    atlas.atHome = false;
  }

  function show(view, scene, place, bundle, animate) {
    const isNew = view.host.dataset.shown !== "1";
    view.host.dataset.shown = "1";
    lay(view, place);
    // what was clicked on the map of another scene is forgotten
    view.atlas.apply({ ...scene.map, fit: false, n: view.atlas.clicks });
    look(view, scene, bundle, animate && !isNew);
  }

  window.BriefingMap = { make, show };
})();
