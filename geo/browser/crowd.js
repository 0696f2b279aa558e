/* Symbols of a crowded map as pictures: a thousand live drawings would slow down each redraw of the map. */
(function () {
  "use strict";

  const { make, symbol } = window.AtlasFurniture;
  const CROWD = 200;
  const STATES = ["is-chosen", "is-picked", "is-unstated", "is-dim"];
  const DIM = 0.4;
  const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"];
  const pictures = new Map();

  /* The symbol in its box, looking as the style sheet has it in the state of its icon. */
  function pictureOf(box, point, size, isDim) {
    const live = box.appendChild(symbol(point.glyph, point.basis, size, point.type));
    const copy = live.cloneNode(true);
    const shapes = copy.querySelectorAll("circle, path");
    live.querySelectorAll("circle, path").forEach((shape, k) => {
      const looks = window.getComputedStyle(shape);
      LOOKS.forEach((name) => shapes[k].setAttribute(name, looks.getPropertyValue(name)));
    });
    live.remove();
    // in the picture itself: a see-through icon would be a layer of its own in every redraw
    if (isDim) copy.setAttribute("opacity", DIM);
    return `url("data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}")`;
  }

  window.AtlasCrowd = {
    isCrowd: (points) => points.length > CROWD,

    box(size) {
      const node = make("div", "atlas-picture");
      node.style.width = node.style.height = `${size}px`;
      return node;
    },

    /* Who stands above whom is the order in the page: places below projects, the north below the south. */
    inOrder: (points) => [...points].sort(({ point: a }, { point: b }) => (b.type === "place") - (a.type === "place") || b.lat - a.lat),

    /* Place by left and top, in the order of the page: each transform, each z-index would be a step of its own in every redraw. */
    settle(marker) {
      marker._setPos = function (pos) {
        this._icon._leaflet_pos = pos;
        this._icon.style.left = `${pos.x}px`;
        this._icon.style.top = `${pos.y}px`;
      };
      marker._updateZIndex = function (rise) {
        if (this._icon) this._icon.style.zIndex = rise ? 900 : "";
      };
    },

    paint(icon, point) {
      const box = icon.querySelector(".atlas-picture");
      if (!box) return;
      const look = [point.glyph, point.basis, point.type, ...STATES.filter((state) => icon.classList.contains(state))].join(" ");
      if (box.dataset.look === look) return;
      if (!pictures.has(look)) pictures.set(look, pictureOf(box, point, box.offsetWidth, icon.classList.contains("is-dim")));
      box.dataset.look = look;
      box.style.backgroundImage = pictures.get(look);
    },
  };
})();
