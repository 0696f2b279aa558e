/* Layers of a plan map, made once from its static file: neighbours, region, districts, rivers, elements, points. */
(function () {
  "use strict";

  const { make, draw, symbol } = window.AtlasFurniture;
  // the drawing order of the layers: zone < ring < belt < axis < core < project < name
  const PANES = { neighbours: 210, region: 220, districts: 230, rivers: 240, reach0: 250, reach1: 251, reach2: 252, reach3: 253, zone: 300, ring: 320, belt: 340, axis: 360, core: 380, circles: 420, crowd: 438, overlay: 440, badges: 610, leaders: 590, points: 595 };

  window.AtlasLayers = {
    PANES,

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
      this.renderers[pane] = this.renderers[pane] || L.svg({ pane, padding: this.base.padding || 0.6 });
      return this.renderers[pane];
    },

    addNeighbours() {
      this.neighbours = this.geo(this.bundle.neighbours, "neighbours", { color: "#FFFFFF", weight: 1, fillColor: "#E9E8E3", fillOpacity: 1, interactive: false }, { interactive: false });
    },

    addRegion() {
      this.regionRings = this.bundle.region.features.flatMap((f) => this.ringsOf(f.geometry));
      this.geo(this.bundle.region, "region", { color: "#B9B3A4", weight: 1.4, fillColor: "#FBFAF6", fillOpacity: 1, className: "atlas-region" }, { interactive: false });
    },

    ringsOf(geometry) {
      return geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((part) => part[0]);
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
      const points = this.bundle.points.map((point, index) => ({ point, index }));
      const crowd = window.AtlasCrowd.isCrowd(this.bundle.points) && window.AtlasCrowd;
      const keyboard = this.bundle.points.length <= 80;
      const canvas = crowd && crowd.canvas("points");
      (crowd ? crowd.inOrder(points) : points).forEach(({ point, index }) => {
        const size = point.type === "place" ? 13 : 20;
        const marker = crowd ? crowd.dot(point, size, { pane: "points", renderer: canvas, interactive: false }) : this.symbolMarker(point, size, keyboard);
        const key = `${point.type}:${point.id}`;
        this.points.push({ key, point, marker, index, circle: null });
        this.register(key, marker, point);
      });
      if (crowd) this.listenToCrowd();
    },

    /* Has the symbols on canvases answer the pointer. */
    listenToCrowd() {
      if (this.isListening) return;
      this.isListening = true;
      const symbols = () => [...this.overlayCrowd(), ...(window.AtlasCrowd.isCrowd(this.points) ? this.points : [])];
      window.AtlasCrowd.listen(this.map, symbols, { choose: (key) => this.choose(key), hover: (...told) => this.hover(...told) });
    },

    symbolMarker(point, size, keyboard) {
      const icon = make("div", "atlas-point");
      icon.appendChild(symbol(point.glyph, point.basis, size, point.type));
      return L.marker([point.lat, point.lon], { icon: L.divIcon({ html: icon, className: `atlas-point-icon is-${point.type}`, iconSize: [size, size] }), pane: "points", keyboard, title: "", alt: point.name, riseOnHover: true, zIndexOffset: point.type === "project" ? 200 : 0 });
    },
  };
})();
