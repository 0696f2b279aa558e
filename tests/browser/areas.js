() => {
  // what a click can hit: [key, [x, y]] of every area on a Leaflet map, in pixels of its window
  const STEP = 8;
  const crowd = window.atlas ? atlas.current.points.filter(({ marker }) => marker.setStates && atlas.current.map.hasLayer(marker)) : [];
  const isUnderSymbol = (x, y) => {
    const at = crowd.length && atlas.current.map.containerPointToLayerPoint([x, y]);
    return crowd.some(({ marker }) => marker._containsPoint(at));
  };
  const points = new Map();
  for (let y = STEP; y < innerHeight; y += STEP) {
    for (let x = STEP; x < innerWidth; x += STEP) {
      const node = document.elementFromPoint(x, y);
      if (!node || node.tagName !== "path" || !node.classList.contains("leaflet-interactive")) continue;
      if (isUnderSymbol(x, y)) continue;
      if (!points.has(node)) points.set(node, []);
      points.get(node).push([x, y]);
    }
  }
  const keys = new Map();
  if (window.atlas) {
    for (const [key, { layer }] of atlas.current.features) {
      const visit = (part) => {
        if (part._path) keys.set(part._path, key);
        if (part.eachLayer) part.eachLayer(visit);
      };
      visit(layer);
    }
  }
  const middle = (found) => {
    const known = new Set(found.map(String));
    const sides = ([x, y]) => [[0, STEP], [0, -STEP], [STEP, 0], [-STEP, 0]]
      .filter(([i, j]) => known.has(String([x + i, y + j]))).length;
    const most = Math.max(...found.map(sides));
    const inner = found.filter((point) => sides(point) === most);
    return inner[Math.floor(inner.length / 2)];
  };
  return [...points].filter(([, found]) => found.length > STEP)
    .map(([node, found], k) => [keys.get(node) || `path:${k}`, middle(found)]);
}
