/* What lies over a plan map and is not of the plan: points of people and facilities by class, and reach areas.
   The points come once from a static file; a rerun brings one sign (its class) and one number per point. */
(function () {
  "use strict";

  const { markPath } = window.AtlasFurniture;
  const AREAS = 4;
  const AREA_OPACITY = 0.2;
  const NAMED = 40;
  const OBSTACLES = 300;
  const SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz";
  const EQUATOR_M = 40075016.686;
  const TILE_PX = 256;

  /* A value as a rerun brings it: tenths to the base of 36 in a fixed width, blank where there is none. */
  const tenth = (text) => (text.trim() ? parseInt(text, 36) / 10 : null);

  const Mark = L.CircleMarker.extend({
    _updatePath() {
      const { x, y } = this._point;
      const path = this._empty() ? "M0 0" : markPath(this.options.shape, x, y, this._radius);
      if (this._renderer._ctx) this.paint(this._renderer, new Path2D(path)); else this._renderer._setPath(this, path);
    },

    /* On the canvas of a crowd, when its turn comes. */
    paint({ _ctx: context, _drawing: isTurn }, path) {
      if (!isTurn) return;
      const { fillColor, fillOpacity, color, weight, opacity, _dashArray } = this.options;
      context.globalAlpha = fillOpacity;
      context.fillStyle = fillColor;
      context.fill(path);
      context.globalAlpha = opacity;
      context.lineWidth = weight;
      context.strokeStyle = color;
      context.setLineDash(_dashArray || []);
      context.stroke(path);
    },
  });

  /* All circles of an area as one path: where they overlap they are one. Radius in metres on the ground. */
  const Discs = L.Path.extend({
    initialize(centres, radius, options) {
      L.setOptions(this, options);
      this.centres = centres;
      this.radius = radius;
    },

    _project() {
      const worldPx = TILE_PX * 2 ** this._map.getZoom();
      this.path = this.centres.map(([lon, lat]) => {
        const { x, y } = this._map.latLngToLayerPoint([lat, lon]);
        return markPath("dot", x, y, (this.radius * worldPx) / (EQUATOR_M * Math.cos((lat * Math.PI) / 180)));
      }).join("");
    },

    _update() {
      if (this._map) this._updatePath();
    },

    _updatePath() {
      this._renderer._setPath(this, this.path || "M0 0");
    },
  });

  window.AtlasOverlay = {
    applyOverlay(overlay) {
      const { layers, areas } = overlay || { layers: [], areas: [] };
      this.marks = this.marks || [];
      this.marks.slice(layers.length).forEach((held) => this.dropMarks(held));
      this.marks.length = Math.min(this.marks.length, layers.length);
      layers.forEach((layer, place) => this.holdLayer(layer, place));
      this.drawAreas(areas);
    },

    /* Keeps the points of a layer while they are the same ones; else fetches them. */
    holdLayer(layer, place) {
      const source = layer.url || JSON.stringify(layer.points);
      const held = this.marks[place];
      if (held && held.source === source) { held.layer = layer; this.paintMarks(held); return; }
      if (held) this.dropMarks(held);
      const fresh = { source, layer, items: [] };
      this.marks[place] = fresh;
      if (layer.points) { this.addMarks(fresh, layer.points); return; }
      this.fetchBeside(layer.url).then((points) => {
        if (this.marks.includes(fresh)) this.addMarks(fresh, points);
      }).catch((error) => this.fail(error));
    },

    fetchBeside(url) {
      return fetch(this.base.url.replace(/maps\/[^/]*$/, "") + url).then((answer) => {
        if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
        return answer.json();
      });
    },

    addMarks(held, points) {
      const { kind } = held.layer;
      held.isCrowd = window.AtlasCrowd.isCrowd(points.ids);
      const place = held.isCrowd ? { pane: "crowd", renderer: this.crowdRenderer(), interactive: false } : { pane: "overlay", renderer: this.renderer("overlay") };
      held.items = points.ids.map((id, k) => {
        const marker = new Mark([points.lat[k], points.lon[k]], { ...place, radius: points.r[k], weight: 1.2, dashArray: points.schematic[k] === "1" ? "3 2" : null });
        const item = { key: `${kind}:${id}`, marker, name: points.names[k], at: [points.lon[k], points.lat[k]], radius: points.r[k], look: "" };
        this.register(item.key, marker, { name: item.name, tip: () => this.tipOf(held, k) });
        return item;
      });
      this.paintMarks(held);
      this.raiseAbove(held);
      this.drawAreas((this.state.overlay || {}).areas || []);
      this.labelSoon();
      this.map.getContainer().dataset.overlay = String(this.marks.reduce((sum, { items }) => sum + items.length, 0));
    },

    crowdRenderer() {
      this.listenToCrowd();
      this.renderers.crowd = this.renderers.crowd || window.AtlasCrowd.canvas("crowd", this.base.padding || 0.6);
      return this.renderers.crowd;
    },

    /* The points that lie on the canvas, the lowest first. */
    overlayCrowd() {
      return (this.marks || []).filter(({ isCrowd }) => isCrowd).flatMap(({ items }) => items);
    },

    /* Later layers lie above, in whatever order their points arrive: facilities above the people around them. */
    raiseAbove(held) {
      this.marks.slice(this.marks.indexOf(held) + 1).forEach(({ items }) => {
        items.forEach(({ marker }) => { if (this.map.hasLayer(marker)) marker.bringToFront(); });
      });
    },

    dropMarks(held) {
      held.items.forEach(({ key, marker }) => { marker.remove(); this.features.delete(key); });
      held.items = [];
    },

    paintMarks(held) {
      const { ranks, classes } = held.layer;
      held.items.forEach((item, k) => {
        const rank = SIGNS.indexOf(ranks[k]);
        const one = rank < 0 ? null : classes[rank];
        const isChosen = this.state.sel === item.key;
        const look = one ? `${one.colour} ${one.shape} ${one.hollow} ${isChosen}` : "";
        if (look === item.look) return;
        item.look = look;
        this.toggle(item.marker, Boolean(one));
        if (one) this.paintMark(item.marker, one, isChosen);
      });
    },

    paintMark(marker, one, isChosen) {
      marker.options.shape = one.shape;
      marker.setStyle({ color: isChosen ? "#E8743B" : one.hollow ? one.colour : "#FFFFFF", weight: isChosen ? 3.5 : one.hollow ? 2 : 1.2, fillColor: one.hollow ? "#FFFFFF" : one.colour, fillOpacity: one.hollow ? 0.75 : 0.9 });
      marker.redraw();
      if (isChosen) marker.bringToFront();
    },

    restyleOverlay() {
      (this.marks || []).forEach((held) => this.paintMarks(held));
    },

    /* Name, and what the layer tells of the point: said as text, never as markup. */
    tipOf(held, k) {
      const { say, lack, classes, ranks } = held.layer;
      const { values, width } = held.layer;
      const { name } = held.items[k];
      const one = classes[SIGNS.indexOf(ranks[k])];
      if (!values) return one ? `${name} · ${one.label}` : name;
      const value = tenth(values.slice(k * width, (k + 1) * width));
      const told = value === null ? lack : say.split("{}").join(value.toLocaleString("en-US"));
      return told ? `${name} · ${told}` : name;
    },

    /* Circles or polygons in a pane each, which is see-through as a whole: overlapping ones are one area. */
    drawAreas(areas) {
      const spots = (area) => (area.around ? [...new Set(this.marks.filter(({ layer }) => layer.kind === area.around).flatMap(({ items }) => items.filter(({ look }) => look).map(({ at }) => at.join())))].map((at) => at.split(",").map(Number)) : area.centres);
      const text = JSON.stringify([areas, areas.map(spots)]);
      if (text === this.drawnAreas) return;
      this.drawnAreas = text;
      (this.areas || []).forEach((shape) => shape.remove());
      this.areas = [];
      areas.slice(0, AREAS).forEach((area, place) => {
        const pane = `reach${place}`;
        this.map.getPane(pane).style.opacity = AREA_OPACITY;
        const look = { pane, renderer: this.renderer(pane), stroke: false, fill: true, fillRule: "nonzero", fillColor: area.colour, fillOpacity: 1, interactive: false };
        if (area.around || area.centres) this.keepArea(new Discs(spots(area), area.radius, look));
        else if (area.geometry) this.keepArea(L.geoJSON(area.geometry, { ...look, style: look }));
        else this.fetchBeside(area.url).then((geometry) => { if (this.drawnAreas === text) this.keepArea(L.geoJSON(geometry, { ...look, style: look })); }).catch((error) => this.fail(error));
      });
    },

    keepArea(shape) {
      this.areas.push(shape.addTo(this.map));
    },

    /* Names of facilities where they are few; of a chosen point always. */
    overlayNames() {
      return (this.marks || []).flatMap(({ layer, items }) => {
        const isNamed = layer.kind !== "demand" && items.length <= NAMED;
        const written = new Set();
        const isNew = ({ name, at }) => { const text = `${name} ${at}`; const fresh = !written.has(text); written.add(text); return fresh; };
        return items.filter(({ look, key }) => look && (isNamed || key === this.state.sel)).filter(isNew).map(({ key, name, at, radius }) => ({ key, text: name, at, style: "near", className: "is-place", rank: 5.5, gap: radius + 3 }));
      });
    },

    overlayObstacles() {
      const shown = (this.marks || []).flatMap(({ items }) => items.filter(({ look }) => look));
      if (shown.length > OBSTACLES) return [];
      return shown.map(({ key, at, radius }) => {
        const { x, y } = this.map.latLngToContainerPoint([at[1], at[0]]);
        return { x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius, of: key, weight: 0.6 };
      });
    },

    /* What the drawing of names depends on. */
    overlayDrawing() {
      return (this.marks || []).map(({ source, layer, items }) => [source.length, items.length, items.length > OBSTACLES ? 0 : layer.ranks]);
    },
  };
})();
