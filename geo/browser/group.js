/* Maps of one group stay together: the same metres per pixel, moved by the same metres. The browser does it alone.
   Each map lies in a frame of its own; the frames are of one origin and find each other through the page around them. */
(function () {
  "use strict";

  const EQUATOR_M = 40075016.686;
  const TILE_PX = 256;
  const SAME_ZOOM = 1e-6;
  const OUT_STEPS = 2;
  const EDGE_PX = { x: 36, y: 44 };
  const DWARFED = 3;
  const NEARLY = 0.95;
  const LAND = "#E9E8E3";

  window.AtlasGroup = {
    joinGroup() {
      this.map.on("move", () => this.lead(false));
      this.map.on("moveend", () => this.lead(true));
      this.map.on("moveend", () => this.fitGround());
    },

    isLinked() {
      return Boolean(this.base.group) && this.ready && this.state.linked !== false;
    },

    mates() {
      const found = [];
      for (let k = 0; k < window.parent.frames.length; k += 1) {
        let other = null;
        try { other = window.parent.frames[k].atlas && window.parent.frames[k].atlas.current; } catch (error) { continue; } // a frame of another origin holds no map of ours
        if (other && other !== this && other.base.group === this.base.group && other.isLinked()) found.push(other);
      }
      return found;
    },

    /* Metres per pixel at a zoom, in the middle of this map's region. */
    metresPerPixel(zoom) {
      return (EQUATOR_M * Math.cos((this.home.lat * Math.PI) / 180)) / (TILE_PX * 2 ** zoom);
    },

    zoomFor(scale) {
      return Math.log2((EQUATOR_M * Math.cos((this.home.lat * Math.PI) / 180)) / (TILE_PX * scale));
    },

    /* Shows the regions of the group at the scale that the largest of those that count needs, each around its middle.
       A region that does not count (a province without a layout of its own) looks at a marked district in it. */
    showTogether(bounds) {
      const { x, y } = EDGE_PX;
      this.map.setMinZoom(1);
      this.home = bounds.getCenter();
      this.need = this.metresPerPixel(this.map.getBoundsZoom(bounds, false, L.point(2 * x, 2 * y)));
      if (this.state.scales === false) this.home = this.boundsOfMarked(bounds).getCenter();
      const together = [this, ...this.mates()].filter((map) => map.need);
      const counting = together.filter((map) => map.state.scales !== false);
      const widest = Math.max(...together.map((map) => map.need));
      const scale = Math.max(...(counting.length ? counting : together).map((map) => map.need));
      together.forEach((map) => {
        map.map.setMaxBounds(null);
        map.map.setMinZoom(1);
        map.follow(L.point(0, 0), scale, true);
        map.map.setMinZoom(Math.max(1, map.zoomFor(widest) - OUT_STEPS));
        map.atHome = true;
      });
    },

    /* Of several marked districts the first by code: between two that lie far apart none would be seen. */
    boundsOfMarked(otherwise) {
      const marked = [...(this.state.mark || [])].sort().map((code) => this.boundsOf(`district:${code}`)).filter(Boolean);
      return marked[0] || otherwise;
    },

    /* Whether the region is drawn so much smaller than by itself that names would hide it. */
    isDwarfed() {
      return Boolean(this.base.group && this.home && this.need) && this.metresPerPixel(this.map.getZoom()) > DWARFED * this.need;
    },

    /* The land around is drawn for the region's own scale. Where it would end in mid-view it is left out: what lies
       beyond is the plain colour of land, on a coast the land that reaches farther, else neither land nor sea. */
    fitGround() {
      if (!this.ready || !this.home) return;
      const isDrawn = this.covers(this.bundle.neighbours);
      const isCoast = Boolean(this.bundle.coastal) && (isDrawn || this.covers(this.bundle.land));
      if (isCoast && !isDrawn && !this.farLand) this.farLand = this.geo(this.bundle.land, "neighbours", { stroke: false, fillColor: LAND, fillOpacity: 1 }, { interactive: false });
      this.neighbours.setStyle({ opacity: isDrawn ? 1 : 0, fillOpacity: isDrawn ? 1 : 0 });
      if (this.farLand) this.farLand.setStyle({ fillOpacity: isCoast && !isDrawn ? 1 : 0 });
      const box = this.map.getContainer();
      box.classList.toggle("is-coastal", isCoast);
      box.classList.toggle("is-inland", !isCoast && !isDrawn);
    },

    /* Whether a layer reaches over nearly all of the view, wherever the map is moved within reason. */
    covers(layer) {
      if (!layer) return false;
      this.reaches = this.reaches || new Map();
      if (!this.reaches.has(layer)) this.reaches.set(layer, L.geoJSON(layer).getBounds());
      const bounds = this.reaches.get(layer);
      if (!bounds.isValid()) return false;
      const zoom = this.map.getZoom();
      const reach = L.bounds(this.map.project(bounds.getNorthWest(), zoom), this.map.project(bounds.getSouthEast(), zoom)).getSize();
      const size = this.map.getSize();
      return reach.x >= size.x * NEARLY && reach.y >= size.y * NEARLY;
    },

    /* Takes the others along; until this map rests their names wait. */
    lead(isFinal) {
      if (this.isFollowing || !this.home || !this.isLinked()) return;
      const zoom = this.map.getZoom();
      const offset = this.map.project(this.map.getCenter(), zoom).subtract(this.map.project(this.home, zoom));
      this.mates().forEach((mate) => { mate.atHome = this.atHome; mate.follow(offset, this.metresPerPixel(zoom), isFinal); });
    },

    /* Looks where a leader looks: `offset` is in pixels from the middle of the region, at `scale` metres per pixel. */
    follow(offset, scale, isFinal) {
      const zoom = this.zoomFor(scale);
      const target = this.map.project(this.home, zoom).add(offset);
      this.isFollowing = true;
      this.isWaiting = !isFinal;
      if (Math.abs(zoom - this.map.getZoom()) < SAME_ZOOM) {
        const away = target.subtract(this.map.project(this.map.getCenter(), zoom));
        this.map.panBy(away, { animate: false, noMoveStart: true });
      } else {
        this.map.setView(this.map.unproject(target, zoom), zoom, { animate: false });
      }
      this.isFollowing = false;
      if (isFinal) this.labelSoon();
    },
  };
})();
