/* Where a plan map looks: the whole region beside its legend, or the selected thing. */
(function () {
  "use strict";

  const WIDE_PX = 700;
  const ABOVE_NOTES_PX = 72;
  const BELOW_BUTTONS_PX = 190;
  const HARDLY = 0.05;
  const LITTLE = 0.15;

  window.AtlasView = {
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
      // a project or point that can be seen needs no move: stepping through a list must not throw the map about
      if (/^(project|demand|facility|candidate):/.test(key) && this.map.getBounds().pad(-0.06).contains(bounds.getCenter())) return;
      this.atHome = false;
      const size = this.map.getSize();
      const isLeft = this.legend.getPosition().endsWith("left");
      const aside = size.x > WIDE_PX && isLeft ? Math.min(this.legend.box().x + 30, size.x / 3) : 40;
      this.map.fitBounds(bounds, { paddingTopLeft: [aside, 46], paddingBottomRight: [70, 56], maxZoom: 11, animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches, duration: 0.45 });
    },

    showAll(animate) {
      const [west, south, east, north] = this.bundle.box;
      const bounds = L.latLngBounds([[south, west], [north, east]]);
      const size = this.map.getSize();
      if (!size.x || !size.y) return;
      this.map.stop();
      if (this.isLinked()) { this.showTogether(bounds); return; }
      this.map.setMaxBounds(null);
      this.map.setMinZoom(1);
      const fit = (aside) => this.map.fitBounds(bounds, { paddingTopLeft: [aside, 16], paddingBottomRight: [44, size.x > WIDE_PX ? 58 : 76], animate });
      this.legend.crowd(false);
      fit(24);
      // where the legend would cover the region, its second half is folded; only then does the region move aside
      if (this.legendCorner() > HARDLY) this.legend.crowd(true);
      if (this.legendCorner() > LITTLE && size.x > WIDE_PX) { fit(Math.min(this.legend.box().x + 20, size.x / 3)); this.legendCorner(); }
      this.map.setMinZoom(Math.max(1, this.map.getZoom() - 1.5));
      // only now: on a map that looks elsewhere it would start a pan of its own
      this.map.setMaxBounds(bounds.pad(0.9));
      this.atHome = true;
    },

    /* Puts the legend into the corner where it covers least of the region, on the left where that does; tells which part of it does. */
    legendCorner() {
      const { x, y } = this.legend.box();
      const size = this.map.getSize();
      const cover = { bottomleft: this.covered(10, size.y - y - 10, x, y), topleft: this.covered(10, 10, x, y), bottomright: 1 };
      if (size.x > WIDE_PX && y < size.y - ABOVE_NOTES_PX - BELOW_BUTTONS_PX) cover.bottomright = this.covered(size.x - x - 10, size.y - y - ABOVE_NOTES_PX, x, y);
      let corner = cover.topleft < cover.bottomleft - 0.04 ? "topleft" : "bottomleft";
      if (cover[corner] > LITTLE && cover.bottomright <= LITTLE) corner = "bottomright";
      if (this.legend.getPosition() !== corner) this.legend.setPosition(corner);
      return cover[corner];
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
      return this.isWithin(this.regionRings, x, y);
    },

    /* Whether a position in degrees lies within one of several outer rings. */
    isWithin(rings, x, y) {
      return rings.some((ring) => {
        let odd = false;
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
          const [x1, y1] = ring[i];
          const [x2, y2] = ring[j];
          if ((y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) odd = !odd;
        }
        return odd;
      });
    },
  };
})();
