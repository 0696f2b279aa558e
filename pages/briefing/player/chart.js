/* Charts of a scene in SVG: bars lie, so that long names have room; a line has its values written at its points. */
(function () {
  "use strict";

  const { draw } = window.AtlasFurniture;
  const HUES = ["#0F5C63", "#C9692B", "#5F51A0", "#2F668F", "#85590B", "#27734D"];
  const INK = "#1F2A37";
  const SECOND = "#5B6675";
  const GOLD = "#85590B";
  const TYPE = 24;
  const ROW = { least: 34, most: 84 };
  const THICK = 46;
  const LEGEND = 44;
  const pen = document.createElement("canvas").getContext("2d");

  function widthOf(text) {
    pen.font = `${TYPE}px "Briefing Sans", sans-serif`;
    return pen.measureText(text).width;
  }

  function shortened(text, room) {
    if (widthOf(text) <= room) return text;
    let kept = text;
    while (kept.length > 1 && widthOf(`${kept}…`) > room) kept = kept.slice(0, -1);
    return `${kept}…`;
  }

  function written(value) {
    return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
  }

  function text(parent, x, y, said, more = {}) {
    draw("text", { x, y, "font-size": TYPE, fill: INK, ...more }, parent).textContent = said;
  }

  function legend(parent, series, width) {
    let x = 0;
    series.forEach(([name], k) => {
      const label = shortened(name, width / series.length - 60);
      draw("rect", { x, y: 8, width: 26, height: 18, rx: 4, fill: HUES[k % HUES.length] }, parent);
      text(parent, x + 36, 26, label);
      x += 36 + widthOf(label) + 36;
    });
  }

  function bars(svg, chart, width, height, words) {
    const count = chart.series.length;
    const top = LEGEND;
    const rows = chart.categories.length;
    const fits = Math.max(1, Math.floor((height - top) / (count * ROW.least + 6)));
    const shown = rows > fits ? Math.max(1, fits - 1) : rows;
    const step = Math.min(ROW.most * Math.max(1, count * 0.7), (height - top) / Math.min(rows, fits));
    const gutter = Math.min(width * 0.42, Math.max(...chart.categories.map(widthOf)) + 24);
    const values = chart.series.flatMap(([, all]) => all.filter((value) => value !== null));
    const most = Math.max(0, ...values) || 1;
    const unit = chart.unit ? ` ${chart.unit}` : "";
    const aside = Math.max(words.unstated ? widthOf(words.unstated) : 0, ...values.map((value) => widthOf(written(value) + unit))) + 18;
    const room = Math.max(40, width - gutter - aside);
    if (count > 1) legend(svg, chart.series, width); else text(svg, 0, 26, shortened(chart.series[0][0], width), { "font-weight": 700, fill: HUES[0] });
    chart.categories.slice(0, shown).forEach((category, row) => {
      const y = top + row * step;
      text(svg, gutter - 14, y + step / 2 + 8, shortened(category, gutter - 18), { "text-anchor": "end" });
      chart.series.forEach(([, all], k) => {
        const high = (step - 8) / count;
        const middle = y + 4 + high * (k + 0.5);
        const value = all[row];
        if (value === null || value === undefined) { text(svg, gutter + 8, middle + 8, words.unstated, { fill: GOLD }); return; }
        const long = Math.max(2, (Math.max(0, value) / most) * room);
        draw("rect", { x: gutter, y: middle - Math.min(high, THICK) / 2 + 2, width: long, height: Math.max(6, Math.min(high, THICK) - 4), rx: 4, fill: HUES[k % HUES.length] }, svg);
        text(svg, gutter + long + 10, middle + 8, written(value) + unit, { "font-weight": 700 });
      });
    });
    draw("line", { x1: gutter, y1: top, x2: gutter, y2: top + shown * step, stroke: "#C4BDAC", "stroke-width": 2 }, svg);
    if (shown < rows) text(svg, gutter, top + shown * step + 26, words.more.replace("{n}", rows - shown), { fill: SECOND });
    return top + shown * step + (shown < rows ? 36 : 0);
  }

  function lines(svg, chart, width, height, words) {
    const values = chart.series.flatMap(([, all]) => all.filter((value) => value !== null));
    if (!values.length) { text(svg, 0, 40, words.unstated, { fill: GOLD }); return 60; }
    const side = Math.max(70, widthOf(chart.categories[0] || "") / 2 + 10, widthOf(written(values[0])));
    const top = LEGEND * Math.ceil(chart.series.length / 2) + 56;
    const bottom = height - 46;
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const pad = (high - low || Math.abs(high) || 1) * 0.12;
    const x = (k) => side + (chart.categories.length > 1 ? (k / (chart.categories.length - 1)) * (width - 2 * side) : (width - 2 * side) / 2);
    const y = (value) => bottom - 20 - ((value - low + pad) / (high - low + 2 * pad)) * (bottom - 20 - top);
    chart.series.forEach(([name], k) => {
      const at = { x: (k % 2) * (width / 2), y: Math.floor(k / 2) * LEGEND };
      draw("line", { x1: at.x, y1: at.y + 18, x2: at.x + 34, y2: at.y + 18, stroke: HUES[k % HUES.length], "stroke-width": 5, "stroke-dasharray": k % 2 ? "10 6" : "none" }, svg);
      text(svg, at.x + 44, at.y + 26, shortened(name, width / 2 - 60));
    });
    draw("line", { x1: 0, y1: bottom, x2: width, y2: bottom, stroke: "#C4BDAC", "stroke-width": 2 }, svg);
    const every = Math.max(1, Math.ceil((Math.max(...chart.categories.map(widthOf)) + 18) / ((width - 2 * side) / Math.max(1, chart.categories.length - 1))));
    chart.categories.forEach((category, k) => { if (k % every === 0) text(svg, x(k), bottom + 34, category, { "text-anchor": "middle", fill: SECOND }); });
    const taken = [];
    chart.series.forEach(([, all], k) => series(svg, chart, all, HUES[k % HUES.length], k % 2 === 1, { x, y, taken }));
    if (chart.unit) text(svg, 0, top - 22, chart.unit, { fill: SECOND });
    return height;
  }

  function series(svg, chart, all, hue, dashed, { x, y, taken }) {
    let path = "";
    let isOpen = false;
    all.forEach((value, k) => {
      if (value === null) { isOpen = false; return; }
      path += `${isOpen ? "L" : "M"}${x(k)} ${y(value)}`;
      isOpen = true;
    });
    draw("path", { d: path, fill: "none", stroke: hue, "stroke-width": 5, "stroke-linejoin": "round", "stroke-dasharray": dashed ? "10 6" : "none" }, svg);
    all.forEach((value, k) => {
      if (value === null) return;
      draw("circle", { cx: x(k), cy: y(value), r: 9, fill: "#FFFFFF", stroke: hue, "stroke-width": 5 }, svg);
      const said = written(value);
      const half = widthOf(said) / 2 + 4;
      // a value stands above its point, else below it; where both are taken it is left to the table
      const spot = [y(value) - 20, y(value) + 40].find((at) => !taken.some((box) => Math.abs(box.x - x(k)) < half + box.half && Math.abs(box.y - at) < 26));
      if (spot === undefined) return;
      taken.push({ x: x(k), y: spot, half });
      text(svg, x(k), spot, said, { "text-anchor": "middle", "font-weight": 700, fill: hue });
    });
  }

  window.BriefingChart = {
    /* Returns the chart as SVG, `width` pixels wide and at most `height` high. */
    make(chart, width, height, words) {
      const svg = draw("svg", { class: "chart", width, role: "img", "aria-label": chart.series.map(([name]) => name).join("、") });
      const used = Math.round((chart.kind === "line" ? lines : bars)(svg, chart, width, height, words));
      svg.setAttribute("height", used);
      svg.setAttribute("viewBox", `0 0 ${width} ${used}`);
      return svg;
    },
  };
})();
