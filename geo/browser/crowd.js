/* Symbols of a crowded map on one canvas: a thousand elements would slow down every redraw of the page. */
(function () {
  "use strict";

  const { make, symbol } = window.AtlasFurniture;
  const CROWD = 200;
  const DIM = 0.4;
  const CHOSEN = { scale: 1.5, glow: "#E8743B", blur: 4 };
  const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"];
  const pictures = new Map();

  /* The symbol as the style sheet has it in the states of its icon, as a picture. */
  function pictureOf(container, point, size, states) {
    const icon = container.appendChild(make("div", ["atlas-point-icon", ...states].join(" ")));
    const live = icon.appendChild(symbol(point.glyph, point.basis, size, point.type));
    const copy = live.cloneNode(true);
    const shapes = copy.querySelectorAll("circle, path");
    live.querySelectorAll("circle, path").forEach((shape, k) => {
      const looks = window.getComputedStyle(shape);
      LOOKS.forEach((name) => shapes[k].setAttribute(name, looks.getPropertyValue(name)));
    });
    icon.remove();
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    return picture;
  }

  const Dot = L.CircleMarker.extend({
    initialize(point, size, options) {
      // the circle is what is cleared when the symbol changes: it holds the glow of a chosen one too
      L.CircleMarker.prototype.initialize.call(this, [point.lat, point.lon], { radius: size * CHOSEN.scale, ...options });
      this.point = point;
      this.size = size;
      this.states = {};
    },

    setStates(states) {
      if (JSON.stringify(states) === JSON.stringify(this.states)) return;
      this.states = states;
      if (!this._map) return;
      if (states["is-chosen"]) this.bringToFront(); else this.redraw();
    },

    picture() {
      const { point, size } = this;
      const states = Object.keys(this.states).filter((name) => this.states[name] && name !== "is-dim");
      const look = [point.glyph, point.basis, point.type, size, ...states].join(" ");
      if (!pictures.has(look)) pictures.set(look, pictureOf(this._map.getContainer(), point, size, states));
      return pictures.get(look);
    },

    _updatePath() {
      const picture = this.picture();
      if (!picture.complete) { picture.addEventListener("load", () => this._map && this.redraw(), { once: true }); return; }
      const context = this._renderer._ctx;
      const chosen = this.states["is-chosen"];
      const side = this.size * (chosen ? CHOSEN.scale : 1);
      context.save();
      context.globalAlpha = this.states["is-dim"] ? DIM : 1;
      if (chosen) { context.shadowColor = CHOSEN.glow; context.shadowBlur = CHOSEN.blur; }
      context.drawImage(picture, this._point.x - side / 2, this._point.y - side / 2, side, side);
      context.restore();
    },

    _containsPoint(at) {
      return at.distanceTo(this._point) <= (this.size / 2) * (this.states["is-chosen"] ? CHOSEN.scale : 1);
    },
  });

  window.AtlasCrowd = {
    isCrowd: (points) => points.length > CROWD,

    /* A canvas of a pane; the pointer goes through it to the areas below. */
    canvas: (pane, padding = 0.1) => L.canvas({ pane, padding }),

    /* Who stands above whom: places below projects, the north below the south. */
    inOrder: (points) => [...points].sort(({ point: a }, { point: b }) => (b.type === "place") - (a.type === "place") || b.lat - a.lat),

    dot: (point, size, options) => new Dot(point, size, options),

    /* The canvas lets the pointer through to the areas below it, so the map looks for the symbol under it first.
       `symbols` returns what is drawn on a canvas as { key, marker }, the lowest first. */
    listen(map, symbols, { choose, hover }) {
      const container = map.getContainer();
      let over = null;
      const find = (event) => {
        if (event.target.closest && event.target.closest(".leaflet-control, .atlas-label")) return null;
        const at = map.mouseEventToLayerPoint(event);
        const found = symbols().findLast(({ marker }) => map.hasLayer(marker) && marker._containsPoint(at));
        return found ? found.key : null;
      };
      container.addEventListener("click", (event) => {
        const found = map.dragging && map.dragging.moved() ? null : find(event);
        if (!found) return;
        event.stopPropagation();
        choose(found);
      }, { capture: true });
      container.addEventListener("mousemove", (event) => {
        const found = event.buttons ? null : find(event);
        if (found === over) return;
        if (over) hover(over, false);
        over = found;
        container.classList.toggle("is-over-symbol", Boolean(found));
        if (found) hover(found, true, { containerPoint: map.mouseEventToContainerPoint(event) });
      });
    },
  };
})();
