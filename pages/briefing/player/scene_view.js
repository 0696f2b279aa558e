/* A scene as a sheet of the stage. Sizes are those of a stage 1080 pixels high; the stage itself is scaled.
   What does not fit gives way in steps: spacing first, then the last rows of a table, then figures. Type stays readable. */
(function () {
  "use strict";

  const { make, swatch } = window.AtlasFurniture;
  const LEAST_VALUE = 30;
  const LEAST_ROWS = 2;
  const LEAST_CHART = 120;
  const GOOD_CHART = 260;
  const LEAST_FIGURES = 2;
  const TITLE_HIGH = { cover: 330, other: 150 };
  const MAIN_EDGE = 12;
  const SHORT = 7; // a cell this short is never broken
  const CIRCLE_SCALE = 2; // the map is drawn at twice its size
  const SWATCH_SCALE = 1.5;
  const STATED_BASES = ["", "stated"];

  function fill(text, values) {
    return Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
  }

  function figure(item, words) {
    const box = make("button", "figure");
    box.type = "button";
    const value = box.appendChild(make("span", "value"));
    const long = item.value.length > 9 || (!/\d/.test(item.value) && item.value.length > 4);
    box.classList.toggle("is-text", long);
    box.classList.toggle("is-unstated", item.value === words.unstated || item.basis === "unstated");
    value.appendChild(make("span", "number", item.value));
    if (item.unit) value.appendChild(make("small", "", item.unit));
    const label = box.appendChild(make("span", "label", item.label));
    const basis = item.basis && !STATED_BASES.includes(item.basis) && words[`basis_${item.basis}`];
    if (basis) label.appendChild(make("em", `basis is-${item.basis}`, basis));
    box.citation = item.citation;
    if (!item.citation) box.disabled = true;
    return box;
  }

  function table(content) {
    const box = make("table", "");
    const head = box.appendChild(make("thead")).appendChild(make("tr"));
    const numeric = new Set(content.numeric);
    content.heads.forEach((text, k) => head.appendChild(make("th", numeric.has(k) ? "is-number" : "", text)));
    const body = box.appendChild(make("tbody"));
    content.rows.forEach((cells) => {
      const row = body.appendChild(make("tr"));
      cells.forEach((text, k) => row.appendChild(make("td", numeric.has(k) ? "is-number" : text.length <= SHORT ? "is-short" : "", text)));
    });
    return box;
  }

  function legend(map) {
    const box = make("div", "map-legend");
    (map.legend.groups || []).forEach((group) => {
      if (group.title) box.appendChild(make("b", "", group.title));
      group.items.forEach((item) => {
        const row = box.appendChild(make("span", "item"));
        const mark = row.appendChild(swatch(item));
        const svg = mark.firstChild;
        const scale = item.symbol === "circle" && item.radius ? CIRCLE_SCALE : SWATCH_SCALE;
        ["width", "height"].forEach((side) => svg.setAttribute(side, Number(svg.getAttribute(side)) * scale));
        row.appendChild(make("span", "", item.label));
        if (item.count !== undefined && item.count !== null) row.appendChild(make("span", "count", item.count));
      });
    });
    if (map.legend.note) box.appendChild(make("span", "item is-note", map.legend.note));
    return box;
  }

  /* A value that is wider than its place is written smaller; at the smallest size it may wrap. */
  function fitValues(box) {
    box.querySelectorAll(".figure").forEach((node) => {
      const value = node.querySelector(".value");
      const room = value.clientWidth;
      const natural = value.scrollWidth;
      if (natural <= room) return;
      const size = parseFloat(getComputedStyle(value).fontSize);
      let fitted = Math.floor((size * room) / natural);
      do { value.style.fontSize = `${Math.max(LEAST_VALUE, fitted)}px`; fitted -= 2; } while (value.scrollWidth > room && fitted >= LEAST_VALUE);
      if (value.scrollWidth > room) Object.assign(value.style, { whiteSpace: "normal", flexWrap: "wrap" });
    });
  }

  function fitTitle(title, most) {
    let size = parseFloat(getComputedStyle(title).fontSize);
    while (title.offsetHeight > most && size > 38) { size -= 4; title.style.fontSize = `${size}px`; }
  }

  function overflows(box) {
    return box.scrollHeight > box.clientHeight + 1;
  }

  function fitRows(main, node, words, more) {
    const rows = [...node.querySelectorAll("tbody tr")];
    let left = rows.length;
    const last = make("tr", "is-more");
    const cell = last.appendChild(make("td"));
    cell.colSpan = node.querySelectorAll("th").length;
    while (overflows(main) && left > LEAST_ROWS) {
      left -= 1;
      rows[left].remove();
      cell.textContent = fill(words.rows_left, { n: rows.length - left + Math.max(0, more - 1) });
      node.querySelector("tbody").appendChild(last);
    }
    return rows.length - left;
  }

  /* Only as many sources as two lines hold; the notes have them all. */
  function fitSources(foot, sources, words) {
    if (!sources.length) return;
    const lines = shortSources(sources);
    foot.appendChild(make("b", "", words.sources));
    const text = foot.appendChild(make("span", "", ""));
    const most = 2 * parseFloat(getComputedStyle(foot).lineHeight) + 2;
    for (let count = lines.length; count > 0; count -= 1) {
      const more = lines.length - count;
      text.textContent = lines.slice(0, count).join("；") + (more ? `　${fill(words.more_sources, { n: more })}` : "");
      if (foot.scrollHeight <= most) return;
    }
    const more = lines.length > 1 ? `…　${fill(words.more_sources, { n: lines.length - 1 })}` : "…";
    for (let kept = lines[0].length - 1; kept > 4 && foot.scrollHeight > most; kept -= 2) text.textContent = lines[0].slice(0, kept) + more;
  }

  /* The document is named once where all lines name the same. */
  function shortSources(sources) {
    const named = /^(《[^》]+》|[^:：]{6,}[:：] )/;
    let before = "";
    return sources.map((line) => {
      const found = named.exec(line);
      const document = found ? found[1] : "";
      const said = document && document === before ? line.slice(document.length) : line;
      before = document || before;
      return said;
    });
  }

  function kicker(scene, briefing, words) {
    const kind = words[`kind_${scene.kind}`];
    return kind && !scene.title.startsWith(kind) ? `${briefing.title} · ${kind}` : briefing.title;
  }

  function build(scene, briefing, words) {
    const sheet = make("section", `scene is-${scene.kind}`);
    sheet.classList.toggle("has-map", Boolean(scene.map));
    sheet.classList.toggle("has-body", Boolean(scene.table || scene.chart));
    sheet.classList.toggle("has-wide-table", Boolean(scene.table && scene.table.heads.length > 3));
    sheet.classList.toggle("has-widest-table", Boolean(scene.table && scene.table.heads.length > 5));
    const main = sheet.appendChild(make("div", "main"));
    const isFrame = scene.kind === "cover" || scene.kind === "end";
    main.appendChild(make("p", "kicker", isFrame ? briefing.title : kicker(scene, briefing, words)));
    main.appendChild(make("h1", "", scene.title));
    if (isFrame && scene.sentence) main.appendChild(make("p", "lead", scene.sentence));
    if (scene.figures.length) {
      const box = main.appendChild(make("div", `figures n${scene.figures.length}`));
      scene.figures.forEach((item) => box.appendChild(figure(item, words)));
    }
    if (scene.chart || scene.table) main.appendChild(make("div", "body"));
    if (scene.kind === "end" && scene.sources.length) {
      const list = main.appendChild(make("ul", "all-sources"));
      scene.sources.forEach((line) => list.appendChild(make("li", "", line)));
    }
    if (isFrame) main.appendChild(make("p", "imprint", fill(words.imprint, { version: briefing.version, data: briefing.data_as_of, made: briefing.made_on })));
    const aside = scene.map ? sheet.appendChild(make("div", "aside")) : null;
    if (aside) { aside.appendChild(make("div", "map-place")); if (!isFrame) aside.appendChild(legend(scene.map)); }
    const foot = sheet.appendChild(make("footer", "foot"));
    foot.appendChild(make("div", "sources"));
    const version = fill(words.version, { version: briefing.version, data: briefing.data_as_of });
    foot.appendChild(make("div", "sign", isFrame ? briefing.sign : `${briefing.sign} · ${version}`));
    return sheet;
  }

  /* To be called while the sheet is on the stage and displayed: everything is measured. */
  function fit(sheet, scene, words) {
    const main = sheet.querySelector(".main");
    fitTitle(sheet.querySelector("h1"), TITLE_HIGH[scene.kind] || TITLE_HIGH.other);
    const body = sheet.querySelector(".body");
    const isBeside = Boolean(scene.chart && scene.table && !scene.map);
    if (body) body.classList.toggle("is-beside", isBeside);
    const beside = isBeside ? body.appendChild(make("div")) : null; // the table is measured in its half
    const chartOf = () => body && body.querySelector(".chart");
    const sheetTable = scene.table && body.appendChild(table(scene.table));
    ["is-crowded", "is-breaking"].forEach((name) => {
      if (sheetTable && sheetTable.offsetWidth > sheetTable.parentNode.clientWidth + 1) sheet.classList.add(name);
    });
    fitValues(sheet);
    const steps = ["is-tight", "is-dense"];
    const isShort = () => overflows(main) || (scene.chart && !scene.table && freeBelow(main, body) < GOOD_CHART);
    while (isShort() && steps.length) {
      sheet.classList.add(steps.shift());
      sheet.querySelectorAll(".value, h1").forEach((node) => node.removeAttribute("style"));
      fitTitle(sheet.querySelector("h1"), TITLE_HIGH[scene.kind] || TITLE_HIGH.other);
      fitValues(sheet);
    }
    if (beside) beside.remove();
    if (scene.chart) addChart(main, body, scene, words);
    const left = sheetTable ? fitRows(main, sheetTable, words, scene.table.more || 0) : 0;
    if (overflows(main) && chartOf() && sheetTable) chartOf().remove();
    fitFigures(main, sheet);
    fitList(main, sheet.querySelector(".all-sources"));
    fitLegend(sheet.querySelector(".map-legend"));
    fitSources(sheet.querySelector(".sources"), scene.kind === "end" ? [] : scene.sources, words);
    return { left };
  }

  function freeBelow(main, body) {
    return main.clientHeight - body.offsetTop - MAIN_EDGE;
  }

  /* The last way out: figures that have no room stand in the notes only. */
  function fitFigures(main, sheet) {
    const shown = [...sheet.querySelectorAll(".figure")];
    while (overflows(main) && shown.length > LEAST_FIGURES) shown.pop().remove();
  }

  function fitList(main, list) {
    while (list && overflows(main) && list.children.length > 1) {
      list.lastChild.remove();
      list.lastChild.textContent += " …";
    }
  }

  /* Beside the table where the sheet is wide, else below the figures with what height is left. */
  function addChart(main, body, scene, words) {
    const box = make("div", "chart-box");
    body.prepend(box);
    const free = freeBelow(main, body);
    const rest = scene.table && scene.map ? free * 0.5 : free;
    if (rest < LEAST_CHART) { box.remove(); body.classList.remove("is-beside"); return; }
    box.appendChild(window.BriefingChart.make(scene.chart, box.clientWidth, rest, words));
  }

  function fitLegend(box) {
    if (!box) return;
    const items = [...box.children];
    const more = make("span", "item", "…");
    while (overflows(box) && items.length) {
      items.pop().remove();
      box.appendChild(more);
    }
  }

  window.BriefingScenes = { build, fit, fill, table };
})();
