/* Map furniture: legend with counts, north arrow, notes, home button. Every text is set as textContent. */
(function () {
  "use strict";

  const LOW_MAP_PX = 545;
  const SVG = "http://www.w3.org/2000/svg";

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = String(text);
    return node;
  }

  function draw(tag, attributes, parent) {
    const node = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    if (parent) parent.appendChild(node);
    return node;
  }

  const GLYPHS = {
    medical: "M-1.3 -4.6H1.3V-1.3H4.6V1.3H1.3V4.6H-1.3V1.3H-4.6V-1.3H-1.3Z",
    care: "M0 4.4C-3.6 1.9 -4.9 0.2 -4.9 -1.7C-4.9 -3.4 -3.7 -4.3 -2.5 -4.3C-1.4 -4.3 -0.5 -3.7 0 -2.7C0.5 -3.7 1.4 -4.3 2.5 -4.3C3.7 -4.3 4.9 -3.4 4.9 -1.7C4.9 0.2 3.6 1.9 0 4.4Z",
    both: "M0 5.6C-4.6 2.4 -6.1 0.3 -6.1 -2.1C-6.1 -4.2 -4.6 -5.4 -3.1 -5.4C-1.8 -5.4 -0.6 -4.6 0 -3.4C0.6 -4.6 1.8 -5.4 3.1 -5.4C4.6 -5.4 6.1 -4.2 6.1 -2.1C6.1 0.3 4.6 2.4 0 5.6ZM-0.8 -2.8H0.8V-1H2.6V0.6H0.8V2.4H-0.8V0.6H-2.6V-1H-0.8Z",
    other: "M0 -4.4L4.4 0L0 4.4L-4.4 0Z",
    place: "M0 -2.6A2.6 2.6 0 1 1 0 2.6A2.6 2.6 0 1 1 0 -2.6Z",
  };

  /* One symbol: the ring tells how well the position is known, the glyph what kind of service it is. */
  function symbol(kind, basis, size, className) {
    const svg = draw("svg", { viewBox: "-9 -9 18 18", width: size, height: size, "aria-hidden": "true" });
    svg.classList.add("atlas-symbol", `is-${basis}`);
    if (className) svg.classList.add(...className.split(" "));
    draw("circle", { r: 7.6, class: "ring" }, svg);
    draw("path", { d: GLYPHS[kind] || GLYPHS.other, class: "glyph", "fill-rule": "evenodd" }, svg);
    return svg;
  }

  /* Recorded progress: a shape and a colour per status. */
  const BADGES = {
    not_started: "M-2.4 0H2.4",
    started: "M-1.3 -2.6L2.5 0L-1.3 2.6Z",
    continuing: "M-3 -2.2L-0.8 0L-3 2.2M0.4 -2.2L2.6 0L0.4 2.2",
    blocked: "M0 -3.2V0.4M0 3V3.1",
    completed: "M-2.8 0.2L-0.8 2.3L2.9 -2.1",
  };

  function badge(status, size) {
    const svg = draw("svg", { viewBox: "-7 -7 14 14", width: size, height: size, "aria-hidden": "true" });
    svg.classList.add("atlas-badge", `is-${status in BADGES ? status : "not_started"}`);
    draw("circle", { r: 6 }, svg);
    draw("path", { d: BADGES[status] || BADGES.not_started }, svg);
    return svg;
  }

  /* The outline of a mark around a position: shapes of one radius look equally large. */
  function markPath(shape, x, y, r) {
    if (shape === "square") return `M${x - 0.9 * r} ${y - 0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}Z`;
    if (shape === "diamond") return `M${x} ${y - 1.25 * r}L${x + 1.25 * r} ${y}L${x} ${y + 1.25 * r}L${x - 1.25 * r} ${y}Z`;
    if (shape === "triangle") return `M${x} ${y - 1.2 * r}L${x + 1.15 * r} ${y + 0.8 * r}H${x - 1.15 * r}Z`;
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }

  /* A swatch in all colours that its things have on the map, side by side; a belt keeps its centre line. */
  function split(svg, item) {
    const isBelt = item.symbol === "belt";
    const width = 26 / item.colours.length;
    item.colours.forEach((colour, k) => {
      const x = 1 + k * width;
      draw("rect", { x, y: isBelt ? 4 : 2, width, height: isBelt ? 10 : 14, fill: colour, "fill-opacity": isBelt ? 0.3 : 0.2, stroke: colour, "stroke-width": 1.4, "stroke-dasharray": item.dashed ? "3 2" : "none" }, svg);
      if (isBelt) draw("line", { x1: x + 1.5, y1: 9, x2: x + width - 1.5, y2: 9, stroke: colour, "stroke-width": 1.6, "stroke-dasharray": "4 2" }, svg);
    });
  }

  function swatch(item) {
    const box = make("span", "swatch");
    if (item.symbol === "point") {
      box.appendChild(symbol(item.glyph || "other", item.basis || "district", 18, item.className));
      return box;
    }
    if (item.symbol === "status") {
      box.appendChild(badge(item.glyph, 15));
      return box;
    }
    if (item.symbol === "circle" && item.radius > 8) {
      const side = Math.ceil(2 * item.radius + 3);
      const sized = draw("svg", { viewBox: `${-side / 2} ${-side / 2} ${side} ${side}`, width: side, height: side, "aria-hidden": "true" }, box);
      draw("circle", { r: item.radius, fill: item.colour, "fill-opacity": 0.28, stroke: "#A9431B", "stroke-width": 1.4 }, sized);
      return box;
    }
    const svg = draw("svg", { viewBox: "0 0 28 18", width: 28, height: 18, "aria-hidden": "true" }, box);
    const colour = item.colour || "#0F5C63";
    if (item.symbol === "mark") {
      draw("path", { d: markPath(item.glyph, 14, 9, 5.5), fill: item.hollow ? "#FFFFFF" : colour, stroke: item.hollow ? colour : "#FFFFFF", "stroke-width": item.hollow ? 2 : 1 }, svg);
    } else if (item.symbol === "core") {
      draw("circle", { cx: 14, cy: 9, r: 7, fill: "none", stroke: colour, "stroke-width": 2.4 }, svg);
      draw("circle", { cx: 14, cy: 9, r: 2.8, fill: colour }, svg);
    } else if (item.symbol === "halo") {
      [8, 5.3, 2.6].forEach((r) => draw("circle", { cx: 14, cy: 9, r, fill: colour, "fill-opacity": 0.13, stroke: r === 8 ? colour : "none", "stroke-opacity": 0.55, "stroke-dasharray": "2 3" }, svg));
    } else if (item.colours && item.colours.length > 1) {
      split(svg, item);
    } else if (item.symbol === "belt") {
      draw("rect", { x: 1, y: 3, width: 26, height: 12, rx: 6, fill: colour, "fill-opacity": 0.3, stroke: colour }, svg);
      draw("line", { x1: 5, y1: 9, x2: 23, y2: 9, stroke: colour, "stroke-width": 1.6, "stroke-dasharray": "4 3" }, svg);
    } else if (item.symbol === "circle") {
      draw("circle", { cx: 14, cy: 9, r: Math.min(8, item.radius || 7), fill: item.hollow ? "none" : colour, "fill-opacity": 0.35, stroke: colour, "stroke-dasharray": item.hollow ? "3 2" : "none" }, svg);
    } else if (item.symbol === "line") {
      draw("path", { d: "M2 12C8 3 18 15 26 6", fill: "none", stroke: colour, "stroke-width": 2 }, svg);
    } else {
      const dash = item.dashed ? "4 3" : "none";
      draw("rect", { x: 2, y: 2, width: 24, height: 14, rx: 2, fill: item.fill || colour, "fill-opacity": item.opacity === undefined ? 0.2 : item.opacity, stroke: item.stroke || colour, "stroke-width": 1.6, "stroke-dasharray": dash }, svg);
    }
    return box;
  }

  const Legend = L.Control.extend({
    options: { position: "bottomleft" },
    initialize(more) {
      this._more = more;
    },
    onAdd() {
      if (this._box) return this._box;
      this._box = make("details", "atlas-legend");
      this._box.open = window.innerWidth > 480;
      L.DomEvent.disableClickPropagation(this._box);
      L.DomEvent.disableScrollPropagation(this._box);
      this._box.addEventListener("toggle", () => this._map && this._map.fire("atlas:furniture"));
      return this._box;
    },
    /* On a low or crowded map what comes after the first two groups is folded away, until the reader opens it. */
    fold() {
      const folded = this._crowded || this._map.getSize().y < LOW_MAP_PX;
      if (this._rest && !this.asked && (folded !== this._folded || !this._rest.dataset.set)) this._rest.open = !folded;
      if (this._rest) this._rest.dataset.set = "1";
      this._folded = folded;
    },
    crowd(isCrowded) {
      this._crowded = isCrowded;
      this.fold();
    },
    box() {
      return { x: this._box.offsetWidth, y: this._box.offsetHeight };
    },
    show(legend) {
      const text = JSON.stringify(legend);
      if (!this._box || text === this._text) return;
      this._text = text;
      this._box.hidden = !(legend.groups || []).length;
      this._rest = null;
      this._box.replaceChildren(make("summary", "", legend.title));
      let box = this._box;
      (legend.groups || []).forEach((group, place) => {
        if (place === 2) {
          box = this._rest = this._box.appendChild(make("details", "more"));
          box.appendChild(make("summary", "", this._more)).addEventListener("click", () => { this.asked = true; });
        }
        if (group.title) box.appendChild(make("div", "group", group.title));
        const list = box.appendChild(make("ul", group.compact ? "is-compact" : ""));
        if (group.items.every((item) => item.symbol === "circle" && item.radius)) list.classList.add("is-sizes");
        group.items.forEach((item) => {
          const row = list.appendChild(make("li"));
          row.append(swatch(item), make("span", "text", item.label));
          if (item.count !== undefined && item.count !== null) row.appendChild(make("span", "count", item.count));
        });
      });
      this.fold();
      if (legend.note) this._box.appendChild(make("div", "note", legend.note));
    },
  });

  const North = L.Control.extend({
    options: { position: "topright" },
    onAdd() {
      const box = make("div", "atlas-north");
      box.setAttribute("role", "img");
      box.setAttribute("aria-label", "北 N");
      box.appendChild(make("span", "", "N"));
      const svg = draw("svg", { viewBox: "0 0 24 34", width: 22, height: 32 }, box);
      draw("path", { d: "M12 1L22 33L12 26Z", fill: "#1F2A37" }, svg);
      draw("path", { d: "M12 1L2 33L12 26Z", fill: "#FFFFFF", stroke: "#1F2A37", "stroke-width": 1 }, svg);
      return box;
    },
  });

  const Notes = L.Control.extend({
    options: { position: "bottomright" },
    onAdd() {
      this._box = make("div", "atlas-notes");
      return this._box;
    },
    show(text) {
      if (this._box && this._box.textContent !== text) this._box.textContent = text;
    },
  });

  const Home = L.Control.extend({
    options: { position: "topright" },
    initialize(label, action) {
      this._label = label;
      this._action = action;
    },
    onAdd() {
      const bar = make("div", "leaflet-bar");
      const button = bar.appendChild(make("a", "atlas-home", "⌂"));
      button.href = "#";
      button.title = this._label;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", this._label);
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => { L.DomEvent.preventDefault(event); this._action(); });
      return bar;
    },
  });

  window.AtlasFurniture = { Legend, North, Notes, Home, make, draw, symbol, badge, swatch, markPath };
})();
