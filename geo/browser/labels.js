/* Label placement in the browser: names never cover each other; a leader line joins a moved name to its anchor. */
(function () {
  "use strict";

  const DIRECTIONS = 16;
  const SQUARE_PX = 64;
  const CORNER = 0.3;
  const COVERING = 45;
  const PILL_DISTANCES = [0, 30, 52, 80, 112, 150, 190];

  function overlap(a, b) {
    const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
    const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
  }

  function pillCandidates(label) {
    const spots = [];
    for (const distance of PILL_DISTANCES) {
      if (distance === 0) {
        if (label.centred) spots.push({ dx: 0, dy: 0, distance });
        continue;
      }
      for (let k = 0; k < DIRECTIONS; k += 1) {
        const angle = (2 * Math.PI * k) / DIRECTIONS;
        spots.push({
          dx: Math.cos(angle) * (distance + label.w / 2),
          dy: Math.sin(angle) * (distance + label.h / 2),
          distance,
        });
      }
    }
    return spots;
  }

  function nearCandidates(label) {
    const side = label.w / 2 + (label.gap || 9);
    const rise = label.h / 2 + (label.gap || 9);
    // at the corners a round symbol leaves room: the name moves up to it
    const [wide, high] = [side - CORNER * (label.gap || 9), rise - CORNER * (label.gap || 9)];
    const spots = [[side, 0], [-side, 0], [0, -rise], [0, rise], [wide, -high], [-wide, -high], [wide, high], [-wide, high]];
    return spots.map(([dx, dy], k) => ({ dx, dy, distance: k }));
  }

  function centreCandidates(label) {
    const rise = label.h + 4;
    const spots = [[0, 0], [0, -rise], [0, rise], [-label.w * 0.6, 0], [label.w * 0.6, 0], [0, 2 * rise], [0, -2 * rise],
      [-label.w * 0.7, rise], [label.w * 0.7, rise], [-label.w * 0.7, -rise], [label.w * 0.7, -rise]];
    return spots.map(([dx, dy], k) => ({ dx, dy, distance: k * 3 }));
  }

  function fixedCandidates() {
    return [{ dx: 0, dy: 0, distance: 0 }];
  }

  const CANDIDATES = { fixed: fixedCandidates, pill: pillCandidates, near: nearCandidates, centre: centreCandidates };

  /* Boxes by the squares of a grid that they touch: with a thousand symbols on a map, only the near ones count. */
  function makeGrid(boxes) {
    const squares = new Map();
    const each = (box, visit) => {
      for (let i = Math.floor(box.x / SQUARE_PX); i <= (box.x + box.w) / SQUARE_PX; i += 1) {
        for (let k = Math.floor(box.y / SQUARE_PX); k <= (box.y + box.h) / SQUARE_PX; k += 1) visit(i * 100003 + k);
      }
    };
    const grid = {
      add(box) {
        each(box, (key) => { if (squares.has(key)) squares.get(key).push(box); else squares.set(key, [box]); });
      },
      near(box) {
        const found = new Set();
        each(box, (key) => { (squares.get(key) || []).forEach((other) => found.add(other)); });
        return found;
      },
    };
    boxes.forEach((box) => grid.add(box));
    return grid;
  }

  function cost(box, spot, label, placed, obstacles, size) {
    const margin = 4;
    if (box.x < margin || box.y < margin || box.x + box.w > size.x - margin || box.y + box.h > size.y - margin) return Infinity;
    let total = spot.distance * (label.style === "pill" ? 0.9 : 4);
    for (const other of placed.near(box)) if (overlap(box, other)) return Infinity;
    for (const thing of obstacles.near(box)) {
      if (thing.of === label.key && label.style !== "near") continue;
      const shared = overlap(box, thing);
      if (shared && thing.hard) return Infinity;
      const price = shared * (thing.weight || 0.25);
      // a name on the symbol of another thing would be read as its name
      if (price > COVERING && label.style === "near" && label.rank > 0) return Infinity;
      total += price;
    }
    return total;
  }

  function place(labels, obstacles, size) {
    const placed = makeGrid([]);
    const things = makeGrid(obstacles);
    const result = [];
    for (const label of labels) {
      let best = null;
      for (const spot of CANDIDATES[label.style](label)) {
        if (spot.distance && label.mayStandAt && !label.mayStandAt(spot.dx, spot.dy)) continue;
        const box = { x: label.x + spot.dx - label.w / 2 - 2, y: label.y + spot.dy - label.h / 2 - 1, w: label.w + 4, h: label.h + 2 };
        const price = cost(box, spot, label, placed, things, size);
        if (price < Infinity && (!best || price < best.price)) best = { price, box, spot };
      }
      if (!best) continue;
      placed.add(best.box);
      result.push({ label, x: label.x + best.spot.dx, y: label.y + best.spot.dy, moved: label.style === "pill" && best.spot.distance > 0 });
    }
    return result;
  }

  window.AtlasLabels = { place };
})();
