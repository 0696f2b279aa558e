/* The plan map in the browser: geometry comes once from a static file, a rerun brings only ids and classes. */
(function () {
  "use strict";

  const { Legend, North, Notes, Home, make, draw, symbol } = window.AtlasFurniture;
  const PANES = { neighbours: 210, region: 220, districts: 230, rivers: 240, zone: 300, ring: 320, belt: 340, axis: 360, core: 380, circles: 420, leaders: 590 };
  const MAX_ZOOM = 14;

  function decode(packed) {
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0))));
  }

  function AtlasMap(map, base) {
    this.map = map;
    this.base = base;
    this.state = {};
    this.clicks = 0;
    this.features = new Map();
    this.points = [];
    this.ready = false;
    Object.entries(PANES).forEach(([name, z]) => { map.createPane(name).style.zIndex = z; });
    map.getPane("leaders").style.pointerEvents = "none";
    this.addFurniture();
    fetch(base.url).then((answer) => {
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return answer.json();
    }).then((bundle) => this.load(bundle)).catch((error) => this.fail(error));
  }

  AtlasMap.prototype = {
    addFurniture() {
      this.legend = new Legend(this.base.more).addTo(this.map);
      new North().addTo(this.map);
      L.control.zoom({ position: "topright" }).addTo(this.map);
      this.notes = new Notes().addTo(this.map);
      L.control.scale({ imperial: false, maxWidth: 110, position: "bottomright" }).addTo(this.map);
      new Home(this.base.home, () => this.showAll(true)).addTo(this.map);
      const redraw = () => this.labelSoon();
      this.map.on("moveend zoomend resize atlas:furniture", redraw);
      this.map.on("zoomstart", () => this.map.getContainer().classList.add("is-zooming"));
      this.map.on("zoomend", () => this.map.getContainer().classList.remove("is-zooming"));
      this.map.on("click", (event) => { if (!event.originalEvent.atlasHandled) this.choose(null); });
      this.map.on("dragstart", () => { this.atHome = false; });
      this.map.getContainer().addEventListener("wheel", () => { this.atHome = false; }, { passive: true });
      const refit = new ResizeObserver(() => {
        this.map.invalidateSize({ animate: false });
        this.legend.fold();
        if (this.ready && this.atHome) this.showAll(false);
      });
      refit.observe(this.map.getContainer());
      refit.observe(this.legend.getContainer());
    },

    fail(error) {
      const box = this.map.getContainer().appendChild(make("div", "atlas-error", `${this.base.failed} ${error.message}`));
      box.setAttribute("role", "alert");
    },

    load(bundle) {
      this.bundle = bundle;
      this.map.getContainer().classList.toggle("is-coastal", Boolean(bundle.coastal));
      this.defineHatching();
      this.addNeighbours();
      this.addRegion();
      this.addDistricts();
      this.addRivers();
      this.addElements();
      this.addPoints();
      this.labelPane = this.map.createPane("atlas-labels");
      this.labelPane.style.zIndex = 600;
      this.leaders = draw("svg", { class: "atlas-leaders" }, this.map.getPane("leaders"));
      this.ready = true;
      this.showAll(false);
      const arrived = this.state;
      this.state = {};
      this.apply(arrived);
      this.map.getContainer().dataset.ready = "true";
    },

    /* -- layers from the static file ------------------------------------------------------------------ */
    defineHatching() {
      const svg = draw("svg", { width: 0, height: 0, style: "position:absolute" }, this.map.getContainer());
      const defs = draw("defs", {}, svg);
      const hatch = draw("pattern", { id: "atlas-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
      draw("rect", { width: 7, height: 7, fill: "#FBFAF6" }, hatch);
      draw("line", { x1: 0, y1: 0, x2: 0, y2: 7, stroke: "#C9B98F", "stroke-width": 2 }, hatch);
      const dots = draw("pattern", { id: "atlas-dots", width: 7, height: 7, patternUnits: "userSpaceOnUse" }, defs);
      draw("rect", { width: 7, height: 7, fill: "#EFEEE9" }, dots);
      draw("circle", { cx: 2, cy: 2, r: 1, fill: "#9AA1AB" }, dots);
    },

    geo(data, pane, style, extra) {
      return L.geoJSON(data, { pane, style, renderer: this.renderer(pane), ...extra }).addTo(this.map);
    },

    renderer(pane) {
      this.renderers = this.renderers || {};
      this.renderers[pane] = this.renderers[pane] || L.svg({ pane, padding: 0.6 });
      return this.renderers[pane];
    },

    addNeighbours() {
      this.geo(this.bundle.neighbours, "neighbours", { color: "#FFFFFF", weight: 1, fillColor: "#E9E8E3", fillOpacity: 1, interactive: false }, { interactive: false });
    },

    addRegion() {
      const shapes = this.bundle.region.features.map((f) => f.geometry);
      this.regionRings = shapes.flatMap((g) => (g.type === "Polygon" ? [g.coordinates[0]] : g.coordinates.map((part) => part[0])));
      this.geo(this.bundle.region, "region", { color: "#B9B3A4", weight: 1.4, fillColor: "#FBFAF6", fillOpacity: 1, className: "atlas-region" }, { interactive: false });
    },

    addDistricts() {
      this.districts = this.geo(this.bundle.districts, "districts", (f) => this.districtStyle(f), {
        onEachFeature: (feature, layer) => this.register(`district:${feature.properties.id}`, layer, feature.properties),
      });
    },

    addRivers() {
      if (this.bundle.rivers) this.rivers = this.geo(this.bundle.rivers, "rivers", { color: "#A9C9DA", weight: 1.3, opacity: 0.9 }, { interactive: false });
    },

    addElements() {
      this.elements = this.bundle.elements.map((element) => {
        const group = L.layerGroup().addTo(this.map);
        const pane = PANES[element.pane] ? element.pane : "zone";
        const parts = [];
        (element.rings || []).forEach((ring, k, all) => parts.push(this.elementPart(ring, pane, { stroke: k === 0, color: element.colour, weight: 1, dashArray: "3 4", opacity: 0.55, fillColor: element.colour, fillOpacity: 0.16 / all.length, interactive: false })));
        if (element.geometry) parts.push(this.elementPart(element.geometry, pane, this.elementStyle(element)));
        if (element.centreline) parts.push(this.elementPart(element.centreline, pane, { color: element.colour, weight: 2, dashArray: "9 7", fill: false, interactive: false, opacity: 0.95 }));
        if (pane === "core") parts.push(this.coreDot(element));
        parts.forEach((part) => { group.addLayer(part); });
        this.register(`element:${element.id}`, group, element);
        return { element, group, parts };
      });
    },

    elementPart(geometry, pane, style) {
      return L.geoJSON({ type: "Feature", properties: {}, geometry }, { pane, style, renderer: this.renderer(pane), interactive: style.interactive !== false, pointToLayer: (f, at) => L.circleMarker(at, { radius: 7, pane, renderer: this.renderer(pane), ...style }) });
    },

    elementStyle(element) {
      const dash = element.dashed ? "7 5" : null;
      if (element.pane === "zone") return { color: element.colour, weight: 2.5, fillColor: element.colour, fillOpacity: 0.17, dashArray: dash, className: "atlas-zone" };
      if (element.pane === "belt") return { color: element.colour, weight: 1.4, fillColor: element.colour, fillOpacity: 0.3, dashArray: dash };
      if (element.pane === "core" && element.geometry.type.endsWith("Polygon")) return { color: element.colour, weight: 1.2, dashArray: "3 5", fillColor: element.colour, fillOpacity: 0.14 };
      if (element.pane === "core") return { color: element.colour, weight: 0, fillColor: element.colour, fillOpacity: 0, opacity: 0 };
      return { color: element.colour, weight: 2, fillColor: element.colour, fillOpacity: 0.18, dashArray: dash };
    },

    coreDot(element) {
      const icon = make("div", "atlas-core");
      const svg = draw("svg", { viewBox: "-16 -16 32 32", width: 32, height: 32 }, icon);
      draw("circle", { r: 13.5, fill: "#FFFFFF", "fill-opacity": 0.9 }, svg);
      draw("circle", { r: 10.5, fill: "none", stroke: element.colour, "stroke-width": 4 }, svg);
      draw("circle", { r: 4.2, fill: element.colour }, svg);
      return L.marker([element.anchor[1], element.anchor[0]], { icon: L.divIcon({ html: icon, className: "atlas-core-icon", iconSize: [32, 32] }), title: element.name, alt: element.name, zIndexOffset: 500 });
    },

    addPoints() {
      const keyboard = this.bundle.points.length <= 80;
      this.bundle.points.forEach((point, index) => {
        const icon = make("div", "atlas-point");
        icon.appendChild(symbol(point.glyph, point.basis, point.type === "place" ? 13 : 20, point.type));
        const size = point.type === "place" ? 13 : 20;
        const marker = L.marker([point.lat, point.lon], { icon: L.divIcon({ html: icon, className: `atlas-point-icon is-${point.type}`, iconSize: [size, size] }), keyboard, title: "", alt: point.name, riseOnHover: true, zIndexOffset: point.type === "project" ? 200 : 0 });
        const item = { point, marker, index, circle: null };
        this.points.push(item);
        this.register(`${point.type}:${point.id}`, marker, point);
      });
    },

    register(key, layer, properties) {
      this.features.set(key, { layer, properties });
      const handle = (target) => {
        target.on("click keypress", (event) => {
          if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
          if (event.originalEvent) event.originalEvent.atlasHandled = true;
          L.DomEvent.stopPropagation(event);
          this.choose(key);
        });
        target.on("mouseover", () => this.hover(key, true));
        target.on("mouseout", () => this.hover(key, false));
      };
      if (layer.eachLayer && !layer.feature) layer.eachLayer(handle); else handle(layer);
    },

    /* -- state that a rerun brings -------------------------------------------------------------------- */
    apply(state) {
      if (state.n !== undefined && state.n < this.clicks) state = { ...state, sel: this.state.sel };
      const before = this.state;
      this.state = state;
      if (!this.ready) return;
      this.on = new Set(state.on || []);
      this.hidden = new Set(state.hidden || []);
      this.pick = new Set(state.pick || []);
      this.legend.show(state.legend || { title: "" });
      this.notes.show(state.notes || "");
      this.restyle();
      if (state.sel && state.sel !== before.sel && state.fit !== false) this.fit(state.sel);
      this.labelSoon();
      this.map.getContainer().dataset.applied = String(state.n || 0);
    },

    restyle() {
      this.districts.eachLayer((layer) => {
        this.toggle(layer, this.isDrawn(layer.feature.properties));
        layer.setStyle(this.districtStyle(layer.feature));
      });
      this.orderDistricts();
      this.toggle(this.rivers, this.on.has("rivers"));
      this.elements.forEach((item) => this.restyleElement(item));
      this.points.forEach((item) => this.restylePoint(item));
      this.orderCircles();
    },

    /* The outlines of chosen and marked districts lie above their neighbours, functional zones above their county. */
    orderDistricts() {
      const ids = [...(this.state.mark || []).map((id) => `district:${id}`), this.state.sel];
      const drawn = this.districts.getLayers().filter((layer) => this.map.hasLayer(layer));
      const isNamed = (layer) => ids.includes(`district:${layer.feature.properties.id}`);
      const isZone = (layer) => Boolean(layer.feature.properties.zone);
      [drawn.filter(isNamed), drawn.filter(isZone), drawn.filter((layer) => isNamed(layer) && isZone(layer))].flat().forEach((layer) => layer.bringToFront());
    },

    /* A functional zone that the colours leave out is counted in its county: it is not drawn. */
    isDrawn(properties) {
      const paint = this.state.choropleth;
      return !(properties.zone && paint && paint.classes[properties.id] === undefined);
    },

    toggle(layer, visible) {
      if (!layer || this.map.hasLayer(layer) === visible) return;
      if (visible) layer.addTo(this.map); else layer.remove();
    },

    districtStyle(feature) {
      const id = feature.properties.id;
      const chosen = this.state.sel === `district:${id}`;
      const paint = this.state.choropleth;
      const rank = paint && paint.classes[id];
      const zone = feature.properties.zone;
      const marked = (this.state.mark || []).includes(id);
      let fill = "#FBFAF6";
      if (paint) fill = rank === undefined || rank === -2 ? "url(#atlas-dots)" : rank === -1 ? "url(#atlas-hatch)" : paint.colours[rank];
      return { color: chosen ? "#0F5C63" : marked ? "#B3501D" : paint ? "#8C8675" : "#C4BDAC", weight: chosen ? 3.5 : marked ? 2.5 : zone ? 1.4 : 1, dashArray: zone && !chosen ? "5 4" : null, fillColor: fill, fillOpacity: paint ? 0.92 : chosen ? 0.9 : zone ? 0.2 : 0.01 };
    },

    restyleElement({ element, group, parts }) {
      this.toggle(group, this.on.has(`elements:${element.kind}`));
      if (!this.map.hasLayer(group)) return;
      const chosenElement = (this.state.sel || "").startsWith("element:");
      const chosen = this.state.sel === `element:${element.id}`;
      const dim = chosenElement && !chosen;
      parts.forEach((part) => {
        if (!part.setStyle) { part.setOpacity(dim ? 0.45 : 1); return; }
        part.eachLayer((path) => {
          path.atlasBase = path.atlasBase || { ...path.options };
          const base = path.atlasBase;
          const paint = Boolean(this.state.choropleth);
          path.setStyle({ weight: chosen && base.weight ? base.weight + 1.5 : base.weight, opacity: dim ? 0.35 : base.opacity, fillOpacity: base.fillOpacity * (dim ? 0.4 : chosen ? 1.6 : 1) * (paint && element.pane === "zone" ? 0.25 : 1) });
        });
      });
    },

    restylePoint(item) {
      const { point, marker } = item;
      const layerOn = this.on.has(point.type === "project" ? "projects" : "places");
      const key = `${point.type}:${point.id}`;
      const visible = (layerOn && !this.hidden.has(item.index)) || this.state.sel === key;
      const measure = point.type === "project" ? this.state.measure : null;
      this.toggle(marker, visible && !(measure && point.r && point.r[measure]));
      this.restyleCircle(item, visible && Boolean(measure), measure, key);
      const icon = marker.getElement && marker.getElement();
      if (icon) {
        icon.classList.toggle("is-chosen", this.state.sel === key);
        icon.classList.toggle("is-unstated", Boolean(measure));
        icon.classList.toggle("is-picked", this.pick.has(point.id) && point.type === "project");
        icon.classList.toggle("is-dim", Boolean(this.state.dim) && !this.pick.has(point.id) && this.state.sel !== key);
      }
    },

    restyleCircle(item, visible, measure, key) {
      const radius = measure && item.point.r && item.point.r[measure];
      if (!item.circle && visible && radius) {
        item.circle = L.circleMarker([item.point.lat, item.point.lon], { pane: "circles", renderer: this.renderer("circles"), color: "#A9431B", weight: 1.4, fillColor: "#C9572A" });
        this.bind(item.circle, key);
      }
      if (!item.circle) return;
      this.toggle(item.circle, visible && Boolean(radius));
      if (!radius) return;
      const chosen = this.state.sel === key;
      item.circle.setRadius(radius);
      item.circle.setStyle({ weight: chosen ? 3.5 : 1.4, fillOpacity: chosen ? 0.5 : 0.28, dashArray: item.point.basis === "district" || item.point.basis === "schematic" ? "4 3" : null });
    },

    /* Small circles lie above large ones, so that each can be seen and picked. */
    orderCircles() {
      const measure = this.state.measure;
      if (!measure || measure === this.ordered) return;
      this.ordered = measure;
      const shown = this.points.filter(({ circle }) => circle && this.map.hasLayer(circle));
      shown.sort((a, b) => b.circle.getRadius() - a.circle.getRadius()).forEach(({ circle }) => circle.bringToFront());
    },

    bind(layer, key) {
      layer.on("click", (event) => { event.originalEvent.atlasHandled = true; L.DomEvent.stopPropagation(event); this.choose(key); });
      layer.on("mouseover", () => this.hover(key, true));
      layer.on("mouseout", () => this.hover(key, false));
    },

    /* -- what people do ------------------------------------------------------------------------------- */
    choose(key) {
      if (key === (this.state.sel || null)) return;
      this.clicks += 1;
      this.state = { ...this.state, sel: key, n: this.clicks };
      this.restyle();
      this.labelSoon();
      window.Streamlit.setComponentValue({ sel: key, n: this.clicks });
    },

    hover(key, inside) {
      const found = this.features.get(key);
      if (!found) return;
      if (!this.tip) { this.tip = this.map.getContainer().appendChild(make("div", "atlas-tip")); this.map.on("mousemove", (event) => { this.tip.style.transform = `translate(${event.containerPoint.x + 14}px, ${event.containerPoint.y + 14}px)`; }); }
      this.tip.textContent = inside ? this.tipText(found.properties, key) : "";
      this.tip.classList.toggle("is-shown", inside);
    },

    tipText(properties, key) {
      const said = properties.say && properties.say[this.state.measure];
      const name = said ? `${this.text(properties)} · ${said[this.state.lang === "en" ? 1 : 0]}` : this.text(properties);
      const values = this.state.values;
      const id = key.slice(key.indexOf(":") + 1);
      return values && key.startsWith("district:") && values[id] !== undefined ? `${name} · ${values[id]}` : name;
    },

    text(properties) {
      return (this.state.lang === "en" && properties.en) || properties.name;
    },

    boundsOf(key) {
      const found = this.features.get(key);
      if (!found) return null;
      if (found.properties.box) return L.latLngBounds([[found.properties.box[1], found.properties.box[0]], [found.properties.box[3], found.properties.box[2]]]);
      if (found.layer.getBounds) return found.layer.getBounds();
      if (found.layer.getLatLng) return found.layer.getLatLng().toBounds(24000);
      return null;
    },

    fit(key) {
      const bounds = this.boundsOf(key);
      if (!bounds || !bounds.isValid()) return;
      // a project that can be seen needs no move: stepping through a list must not throw the map about
      if (key.startsWith("project:") && this.map.getBounds().pad(-0.06).contains(bounds.getCenter())) return;
      this.atHome = false;
      const size = this.map.getSize();
      const aside = size.x > 700 ? Math.min(this.legend.box().x + 30, size.x / 3) : 40;
      this.map.fitBounds(bounds, { paddingTopLeft: [aside, 46], paddingBottomRight: [70, 56], maxZoom: 11, animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches, duration: 0.45 });
    },

    showAll(animate) {
      const [west, south, east, north] = this.bundle.box;
      const bounds = L.latLngBounds([[south, west], [north, east]]);
      const size = this.map.getSize();
      if (!size.x || !size.y) return;
      this.map.stop();
      this.map.setMinZoom(1);
      const fit = (aside) => this.map.fitBounds(bounds, { paddingTopLeft: [aside, 16], paddingBottomRight: [44, 34], animate });
      fit(24);
      // where the legend would cover the region, the region moves aside
      if (!this.legendCorner() && size.x > 700) { fit(Math.min(this.legend.box().x + 20, size.x / 3)); this.legendCorner(); }
      this.map.setMinZoom(Math.max(1, this.map.getZoom() - 1.5));
      // only now: on a map that looks elsewhere it would start a pan of its own
      this.map.setMaxBounds(bounds.pad(0.9));
      this.atHome = true;
    },

    /* Puts the legend into the left corner where it covers least of the region; tells whether that is little. */
    legendCorner() {
      const { x, y } = this.legend.box();
      const size = this.map.getSize();
      const cover = { bottomleft: this.covered(10, size.y - y - 10, x, y), topleft: this.covered(10, 10, x, y) };
      const corner = cover.topleft < cover.bottomleft - 0.04 ? "topleft" : "bottomleft";
      if (this.legend.getPosition() !== corner) this.legend.setPosition(corner);
      return cover[corner] <= 0.2;
    },

    covered(left, top, width, height) {
      const steps = 7;
      let inside = 0;
      for (let i = 0; i < steps; i += 1) {
        for (let k = 0; k < steps; k += 1) {
          const at = this.map.containerPointToLatLng([left + (width * i) / (steps - 1), top + (height * k) / (steps - 1)]);
          if (this.inRegion(at.lng, at.lat)) inside += 1;
        }
      }
      return inside / (steps * steps);
    },

    inRegion(x, y) {
      return this.regionRings.some((ring) => {
        let odd = false;
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
          const [x1, y1] = ring[i];
          const [x2, y2] = ring[j];
          if ((y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) odd = !odd;
        }
        return odd;
      });
    },

    /* -- names ---------------------------------------------------------------------------------------- */
    labelSoon() {
      if (!this.ready || this.pending) return;
      this.pending = window.requestAnimationFrame(() => { this.pending = null; this.drawLabels(); });
    },

    labelsWanted() {
      const wanted = [];
      const zoomedIn = this.map.getZoom() >= 10;
      this.elements.forEach(({ element, group }) => {
        if (this.map.hasLayer(group)) wanted.push({ key: `element:${element.id}`, text: this.text(element), at: element.anchor, style: "pill", colour: element.dark || element.colour, rank: 2, centred: element.pane !== "core" });
      });
      this.bundle.districts.features.filter((f) => this.isDrawn(f.properties)).forEach((f) => wanted.push({ key: `district:${f.properties.id}`, text: this.text(f.properties), at: f.properties.label, style: "centre", className: f.properties.zone ? "is-district is-zone" : "is-district", rank: f.properties.zone ? 5 : 3 }));
      const shown = this.points.filter(({ marker, circle }) => this.map.hasLayer(marker) || (circle && this.map.hasLayer(circle)));
      shown.forEach(({ point, circle }) => this.addAmount(wanted, point, circle));
      shown.forEach(({ point, circle }) => {
        if (point.type === "place" && !zoomedIn && this.on.has("projects")) return;
        const radius = circle && this.map.hasLayer(circle) ? circle.getRadius() : 8;
        wanted.push({ key: `${point.type}:${point.id}`, text: this.text(point), at: [point.lon, point.lat], style: "near", className: `is-${point.type}`, rank: point.type === "project" ? 4 - Math.min(0.9, radius / 60) : 6, gap: radius + 3 });
      });
      (this.bundle.neighbours.features || []).forEach((f) => { if (f.properties.label) wanted.push({ key: `neighbour:${f.properties.id}`, text: this.text(f.properties), at: f.properties.label, style: "centre", className: "is-neighbour", rank: 9 }); });
      wanted.forEach((label) => { if (label.key === this.state.sel) label.rank = 0; });
      return wanted.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1));
    },

    /* The amount stands inside its circle where the circle has room for it. */
    addAmount(wanted, point, circle) {
      const said = point.say && point.say[this.state.measure];
      if (!said || !circle || !this.map.hasLayer(circle) || circle.getRadius() < 17) return;
      const text = said[this.state.lang === "en" ? 1 : 0];
      wanted.push({ key: `${point.type}:${point.id}`, text, at: [point.lon, point.lat], style: "fixed", className: "is-amount", rank: 1 - circle.getRadius() / 100 });
    },

    drawLabels() {
      const size = this.map.getSize();
      this.labelPane.replaceChildren();
      this.leaders.replaceChildren();
      if (!this.on.has("labels")) return;
      const view = this.map.getBounds().pad(0.05);
      const nodes = this.labelsWanted().filter((label) => view.contains([label.at[1], label.at[0]])).slice(0, 160).map((label) => this.labelNode(label));
      nodes.forEach((label) => { label.w = label.node.offsetWidth; label.h = label.node.offsetHeight; });
      const kept = window.AtlasLabels.place(nodes, this.obstacles(), size);
      const shown = new Set(kept.map((item) => item.label));
      nodes.forEach((label) => { if (!shown.has(label)) label.node.remove(); });
      kept.forEach((item) => this.putLabel(item));
    },

    labelNode(label) {
      const node = make("span", `atlas-label is-${label.style} ${label.className || ""}`, label.text);
      if (label.colour) node.style.setProperty("--hue", label.colour);
      if (label.key === this.state.sel) node.classList.add("is-chosen");
      if (label.style === "pill") node.addEventListener("click", (event) => { event.stopPropagation(); this.choose(label.key); });
      this.labelPane.appendChild(node);
      const at = this.map.latLngToContainerPoint([label.at[1], label.at[0]]);
      return { ...label, node, x: at.x, y: at.y };
    },

    putLabel({ label, x, y, moved }) {
      const origin = this.map.containerPointToLayerPoint([0, 0]);
      label.node.style.transform = `translate(${Math.round(x - label.w / 2 + origin.x)}px, ${Math.round(y - label.h / 2 + origin.y)}px)`;
      if (!moved) return;
      const left = label.x + origin.x;
      const top = label.y + origin.y;
      draw("line", { x1: left, y1: top, x2: x + origin.x, y2: y + origin.y, stroke: label.colour || "#5B6675", "stroke-width": 1.3 }, this.leaders);
      draw("circle", { cx: left, cy: top, r: 2.4, fill: label.colour || "#5B6675" }, this.leaders);
    },

    obstacles() {
      const frame = this.map.getContainer().getBoundingClientRect();
      const boxes = [];
      this.map.getContainer().querySelectorAll(".leaflet-control").forEach((node) => {
        const r = node.getBoundingClientRect();
        if (r.width) boxes.push({ x: r.x - frame.x, y: r.y - frame.y, w: r.width, h: r.height, hard: true });
      });
      this.points.forEach(({ point, marker, circle }) => {
        if (!this.map.hasLayer(marker) && !(circle && this.map.hasLayer(circle))) return;
        const at = this.map.latLngToContainerPoint([point.lat, point.lon]);
        boxes.push({ x: at.x - 9, y: at.y - 9, w: 18, h: 18, of: `${point.type}:${point.id}`, weight: 0.5 });
      });
      this.elements.forEach(({ element, group }) => {
        if (element.pane !== "core" || !this.map.hasLayer(group)) return;
        const at = this.map.latLngToContainerPoint([element.anchor[1], element.anchor[0]]);
        boxes.push({ x: at.x - 17, y: at.y - 17, w: 34, h: 34, hard: true });
      });
      return boxes;
    },
  };

  window.atlas = {
    start(map, base) { window.atlas.current = new AtlasMap(map, base); },
    apply(packed) { if (window.atlas.current) window.atlas.current.apply(decode(packed)); },
    MAX_ZOOM,
  };
})();
