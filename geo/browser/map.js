/* The plan map in the browser: geometry comes once from a static file, a rerun brings only ids and classes. */
(function () {
  "use strict";

  const { Legend, North, Notes, Home, make, draw } = window.AtlasFurniture;
  const NAMES_AFTER_MS = 40;

  // Leaflet moves each symbol with translate3d, which makes it a layer of its own: a thousand of them
  // double the time of every redraw. This switch has it use translate instead.
  L.Browser.ie3d = true;

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
    Object.entries(window.AtlasLayers.PANES).forEach(([name, z]) => { map.createPane(name).style.zIndex = z; });
    map.getPane("leaders").style.pointerEvents = "none";
    this.addFurniture();
    // a page of its own brings the geometry along: it must draw without a server
    if (base.bundle) { this.load(base.bundle); return; }
    fetch(base.url).then((answer) => {
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return answer.json();
    }).then((bundle) => this.load(bundle)).catch((error) => this.fail(error));
  }

  const { AtlasLayers, AtlasBadges, AtlasView, AtlasGroup, AtlasNames, AtlasOverlay } = window;
  Object.assign(AtlasMap.prototype, AtlasLayers, AtlasBadges, AtlasView, AtlasGroup, AtlasNames, AtlasOverlay, {
    addFurniture() {
      this.legend = new Legend(this.base.more).addTo(this.map);
      new North().addTo(this.map);
      L.control.zoom({ position: "topright" }).addTo(this.map);
      this.notes = new Notes().addTo(this.map);
      L.control.scale({ imperial: false, maxWidth: 110, position: "bottomright" }).addTo(this.map);
      new Home(this.base.home, () => this.showAll(true)).addTo(this.map);
      if (this.base.group) this.joinGroup();
      const redraw = () => this.labelSoon();
      this.map.on("moveend zoomend resize atlas:furniture", redraw);
      this.map.on("zoomstart", () => this.map.getContainer().classList.add("is-zooming"));
      this.map.on("zoomend", () => this.map.getContainer().classList.remove("is-zooming"));
      this.map.on("click", (event) => { if (!event.originalEvent.atlasHandled) this.choose(null); });
      this.map.on("dragstart", () => { this.atHome = false; });
      this.map.getContainer().addEventListener("wheel", () => { this.atHome = false; }, { passive: true });
      const refit = new ResizeObserver((entries) => {
        // a legend that the reader unfolds must not move the map
        const goesHome = this.ready && this.atHome && !(this.legend.asked && entries.every(({ target }) => target === this.legend.getContainer()));
        // a frame that has just become lower would start a pan back into the bounds, which outlasts the fit
        if (goesHome && !this.isLinked()) this.map.stop().setMaxBounds(null);
        this.map.invalidateSize({ animate: false });
        this.legend.fold();
        if (goesHome) this.showAll(false);
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
      this.map.invalidateSize({ animate: false, pan: false });
      this.showAll(false);
      const arrived = this.state;
      this.state = {};
      this.apply(arrived);
      this.map.getContainer().dataset.ready = "true";
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
        target.on("mouseover", (event) => this.hover(key, true, event));
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
      this.applyOverlay(state.overlay);
      this.restyle();
      // a map that was taken back into its group, or whose group has another scale, shows its region anew
      if (this.base.group && before.n !== undefined && ((before.linked === false && state.linked !== false) || before.scales !== state.scales)) this.showAll(false);
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
      this.restyleOverlay();
      this.map.getContainer().dataset.restyled = this.state.sel || "";
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
      this.restyleBadge(item, visible, measure && point.r && point.r[measure]);
      const chosen = this.state.sel === key;
      const picked = this.pick.has(point.id);
      const states = { "is-chosen": chosen, "is-unstated": Boolean(measure), "is-picked": picked && point.type === "project", "is-dim": Boolean(this.state.dim) && !picked && !chosen };
      if (marker.setStates) { marker.setStates(states); return; }
      const icon = marker.getElement();
      if (icon) Object.entries(states).forEach(([name, holds]) => icon.classList.toggle(name, holds));
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
      layer.on("mouseover", (event) => this.hover(key, true, event));
      layer.on("mouseout", () => this.hover(key, false));
    },

    /* -- what people do ------------------------------------------------------------------------------- */
    choose(key) {
      if (key === (this.state.sel || null)) return;
      this.clicks += 1;
      this.state = { ...this.state, sel: key, n: this.clicks };
      // the server is asked first; the highlight and then the names are drawn while it works on its answer
      if (window.Streamlit) window.Streamlit.setComponentValue({ sel: key, n: this.clicks });
      window.setTimeout(() => this.restyle(), 0);
      window.setTimeout(() => this.labelSoon(), NAMES_AFTER_MS);
    },

    hover(key, inside, event) {
      const found = this.features.get(key);
      if (!found) return;
      const follow = ({ containerPoint }) => { this.tip.style.transform = `translate(${containerPoint.x + 14}px, ${containerPoint.y + 14}px)`; };
      if (!this.tip) { this.tip = this.map.getContainer().appendChild(make("div", "atlas-tip")); this.map.on("mousemove", follow); }
      if (event && event.containerPoint) follow(event);
      this.tip.textContent = inside ? this.tipText(found.properties, key) : "";
      this.tip.classList.toggle("is-shown", inside);
    },

    tipText(properties, key) {
      if (properties.tip) return properties.tip();
      const said = properties.say && properties.say[this.state.measure];
      const name = said ? `${this.text(properties)} · ${said[this.state.lang === "en" ? 1 : 0]}` : this.text(properties);
      const values = this.state.values;
      const id = key.slice(key.indexOf(":") + 1);
      return values && key.startsWith("district:") && values[id] !== undefined ? `${name} · ${values[id]}` : name;
    },

    text(properties) {
      return (this.state.lang === "en" && properties.en) || properties.name;
    },
  });

  window.atlas = {
    start(map, base) { window.atlas.current = new AtlasMap(map, base); },
    apply(packed) { if (window.atlas.current) window.atlas.current.apply(decode(packed)); },
  };
})();
