/* Names on a plan map: which are wanted, how they look, where the label placement put them. */
(function () {
  "use strict";

  const { make, draw } = window.AtlasFurniture;

  window.AtlasNames = {
    labelSoon() {
      if (!this.ready || this.pending || this.isWaiting) return;
      this.pending = window.requestAnimationFrame(() => { this.pending = null; this.drawLabels(); });
    },

    labelsWanted() {
      const wanted = [];
      if (this.isDwarfed()) return wanted;
      const zoomedIn = this.map.getZoom() >= 10;
      this.elements.forEach(({ element, group }) => {
        if (this.map.hasLayer(group)) wanted.push({ key: `element:${element.id}`, text: this.text(element), at: element.anchor, style: "pill", colour: element.dark || element.colour, rank: 2, centred: element.pane !== "core" });
      });
      this.bundle.districts.features.filter((f) => this.isDrawn(f.properties)).forEach((f) => wanted.push({ key: `district:${f.properties.id}`, text: this.text(f.properties), at: f.properties.label, style: "centre", className: f.properties.zone ? "is-district is-zone" : "is-district", rank: f.properties.zone ? 5 : 3, home: f.properties.zone ? null : f.geometry }));
      const shown = this.points.filter(({ marker, circle }) => this.map.hasLayer(marker) || (circle && this.map.hasLayer(circle)));
      shown.forEach(({ point, circle }) => this.addAmount(wanted, point, circle));
      shown.forEach(({ point, circle }) => {
        if (point.type === "place" && !zoomedIn && this.on.has("projects")) return;
        const radius = circle && this.map.hasLayer(circle) ? circle.getRadius() : 8;
        wanted.push({ key: `${point.type}:${point.id}`, text: this.text(point), at: [point.lon, point.lat], style: "near", className: `is-${point.type}`, rank: point.type === "project" ? 4 - Math.min(0.9, radius / 60) : 6, gap: radius + 3 });
      });
      wanted.push(...this.overlayNames());
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
      const obstacles = this.on.has("labels") ? this.obstacles() : [];
      // the server's answer to a click mostly asks for the names that the click already drew
      const drawn = this.drawingOf(size, obstacles);
      if (drawn === this.drawnLabels) return;
      this.drawnLabels = drawn;
      this.labelPane.replaceChildren();
      this.leaders.replaceChildren();
      if (!this.on.has("labels")) return;
      const view = this.map.getBounds().pad(0.05);
      const nodes = this.labelsWanted().filter((label) => view.contains([label.at[1], label.at[0]])).slice(0, 160).map((label) => this.labelNode(label));
      nodes.forEach((label) => { label.w = label.node.offsetWidth; label.h = label.node.offsetHeight; });
      const kept = window.AtlasLabels.place(nodes, obstacles, size);
      const shown = new Set(kept.map((item) => item.label));
      nodes.forEach((label) => { if (!shown.has(label)) label.node.remove(); });
      kept.forEach((item) => this.putLabel(item));
    },

    /* Everything that a drawing of the names depends on. */
    drawingOf(size, obstacles) {
      const { sel, measure, lang, hidden, choropleth } = this.state;
      const origin = this.map.containerPointToLayerPoint([0, 0]);
      const counted = choropleth ? Object.keys(choropleth.classes) : 0;
      const controls = obstacles.filter((box) => box.hard);
      return JSON.stringify([size, origin, this.map.getZoom(), this.map.getCenter(), [...this.on], sel, measure, lang, hidden, counted, controls, this.overlayDrawing()]);
    },

    labelNode(label) {
      const node = make("span", `atlas-label is-${label.style} ${label.className || ""}`, label.text);
      if (label.colour) node.style.setProperty("--hue", label.colour);
      if (label.key === this.state.sel) node.classList.add("is-chosen");
      if (label.style === "pill") node.addEventListener("click", (event) => { event.stopPropagation(); this.choose(label.key); });
      this.labelPane.appendChild(node);
      const at = this.map.latLngToContainerPoint([label.at[1], label.at[0]]);
      return { ...label, node, x: at.x, y: at.y, mayStandAt: label.home && ((dx, dy) => this.isHome(label.home, at.x + dx, at.y + dy)) };
    },

    /* The name of a district stands in it or nowhere: in another it would be read as that one's. */
    isHome(geometry, x, y) {
      const { lng, lat } = this.map.containerPointToLatLng([x, y]);
      return this.isWithin(this.ringsOf(geometry), lng, lat);
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
      const scale = frame.width / this.map.getContainer().offsetWidth || 1; // a briefing shows the map enlarged
      const boxes = [];
      this.map.getContainer().querySelectorAll(".leaflet-control").forEach((node) => {
        const r = node.getBoundingClientRect();
        if (r.width) boxes.push({ x: (r.x - frame.x) / scale, y: (r.y - frame.y) / scale, w: r.width / scale, h: r.height / scale, hard: true });
      });
      this.points.forEach(({ point, marker, circle }) => {
        if (!this.map.hasLayer(marker) && !(circle && this.map.hasLayer(circle))) return;
        const at = this.map.latLngToContainerPoint([point.lat, point.lon]);
        const half = circle && this.map.hasLayer(circle) ? Math.max(7, circle.getRadius() * 0.8) : 9;
        boxes.push({ x: at.x - half, y: at.y - half, w: 2 * half, h: 2 * half, of: `${point.type}:${point.id}`, weight: half > 14 ? 0.06 : 0.5 });
      });
      this.elements.forEach(({ element, group }) => {
        if (element.pane !== "core" || !this.map.hasLayer(group)) return;
        const at = this.map.latLngToContainerPoint([element.anchor[1], element.anchor[0]]);
        boxes.push({ x: at.x - 17, y: at.y - 17, w: 34, h: 34, hard: true });
      });
      return boxes.concat(this.overlayObstacles());
    },
  };
})();
