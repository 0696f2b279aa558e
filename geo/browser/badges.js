/* Recorded statuses on a plan map: a badge at the upper right of a project's symbol or circle. */
(function () {
  "use strict";

  const { make, badge } = window.AtlasFurniture;
  const SIZE = 14;
  const SYMBOL_RADIUS = 9;
  const DIAGONAL = Math.SQRT1_2;

  window.AtlasBadges = {
    /* `radius` is that of the circle that stands for the project, null where its symbol does. */
    restyleBadge(item, visible, radius) {
      const status = item.point.type === "project" && visible ? (this.state.status || {})[item.point.id] : undefined;
      const away = Math.round((radius || SYMBOL_RADIUS) * DIAGONAL);
      const look = status && `${status} ${away}`;
      if (item.badge && item.badge.look === look) return;
      if (item.badge) item.badge.remove();
      item.badge = null;
      if (!status) return;
      const icon = make("div", "");
      icon.appendChild(badge(status, SIZE));
      const place = [SIZE / 2 - away, SIZE / 2 + away];
      item.badge = L.marker([item.point.lat, item.point.lon], { pane: "badges", interactive: false, keyboard: false, icon: L.divIcon({ html: icon, className: "atlas-badge-icon", iconSize: [SIZE, SIZE], iconAnchor: place }) });
      item.badge.look = look;
      item.badge.addTo(this.map);
    },
  };
})();
