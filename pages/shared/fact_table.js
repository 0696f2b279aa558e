// A table of facts: rows are picked by click or Enter, columns sorted by their heading. Text only, never markup.
const shown = new WeakMap();
const FIRST_ROWS = 60;
const REST_AFTER_MS = 700;

function text(tag, content, name) {
  const node = document.createElement(tag);
  node.textContent = content;
  if (name) node.className = name;
  return node;
}

function cell(value, column, words) {
  const node = document.createElement("td");
  const full = value !== null && typeof value === "object" ? value : { text: value };
  node.dataset.label = [column.label, column.tag].filter(Boolean).join(" ");
  if (column.number) node.classList.add("number");
  const parts = document.createElement("div");
  const pieces = [];
  if (full.text === null) pieces.push(text("span", words.unstated, "unstated"));
  else if (full.text) pieces.push(text("span", full.text));
  // before a figure, after a text: so that figures stand in line
  if (full.tag) pieces.splice(column.number ? 0 : 1, 0, text("span", full.tag, `tone tone-${full.tone}`));
  if (full.note) pieces.push(text("span", full.note, "note"));
  pieces.forEach((piece) => parts.append(piece, " "));
  node.append(parts);
  if (full.bar) {
    const bar = text("div", "", "bar");
    node.classList.add("has-bar");
    bar.append(text("i", ""));
    bar.firstChild.style.width = full.bar;
    parts.append(bar);
  }
  if (!parts.textContent) node.classList.add("blank");
  if (full.choice) {
    node.dataset.choice = full.choice;
    if (full.after) node.dataset.after = full.after;
    node.tabIndex = 0;
  }
  return node;
}

function head(data, sort) {
  const row = document.createElement("tr");
  const [key, down] = [data.sort.replace(/^-/, ""), data.sort.startsWith("-")];
  data.columns.forEach((column) => {
    const node = document.createElement("th");
    node.scope = "col";
    node.style.width = `${column.share}%`;
    if (column.number) node.classList.add("number");
    const active = key === column.key;
    if (active) node.setAttribute("aria-sort", down ? "descending" : "ascending");
    const button = text("button", column.label + (active ? (down ? " ↓" : " ↑") : ""));
    button.type = "button";
    button.title = data.words.sort;
    if (column.tag) button.append(" ", text("span", column.tag, `tone tone-${column.tone}`));
    // up, down, then the document's own order again
    button.onclick = () => sort(active ? (down ? "" : `-${column.key}`) : column.key);
    node.append(button);
    row.append(node);
  });
  const section = document.createElement("thead");
  section.append(row);
  return section;
}

/* Rows for a screen first; what lies below waits until what is beside the table had time to be drawn. */
function body(data, pick, first, more) {
  const section = document.createElement("tbody");
  addRows(section, data, data.rows.slice(0, first), pick);
  if (first < data.rows.length) {
    setTimeout(() => {
      if (!section.isConnected) return;
      const rest = data.rows.slice(first);
      addRows(section, data, rest, pick);
      more(rest);
    }, REST_AFTER_MS);
  }
  return section;
}

function addRows(section, data, rows, pick) {
  const choiceOf = (event, id) => event.target.closest("td[data-choice]")?.dataset.choice ?? id;
  rows.forEach(([id, ...values]) => {
    if (data.groups[id]) {
      const group = document.createElement("tr");
      group.className = "group";
      const name = text("th", data.groups[id]);
      name.colSpan = data.columns.length;
      name.scope = "rowgroup";
      group.append(name);
      section.append(group);
    }
    const row = document.createElement("tr");
    row.dataset.id = id;
    row.tabIndex = 0;
    values.forEach((value, at) => row.append(cell(value, data.columns[at], data.words)));
    row.onclick = (event) => { if (!String(window.getSelection())) pick(choiceOf(event, id)); };
    row.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(choiceOf(event, id)); }
      const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (!step) return;
      event.preventDefault();
      let next = row[step];
      while (next && !next.dataset.id) next = next[step];
      next?.focus();
    };
    section.append(row);
  });
}

function mark(frame, chosen, scroll) {
  frame.querySelectorAll("tr[data-id]").forEach((row) => {
    const cells = [...row.querySelectorAll("td[data-choice]")];
    cells.forEach((node) => node.classList.toggle("chosen-cell", node.dataset.choice === chosen));
    const is = row.dataset.id === chosen || cells.some((node) => node.dataset.choice === chosen);
    if (is !== row.classList.contains("chosen") || !row.hasAttribute("aria-selected")) {
      row.classList.toggle("chosen", is);
      row.setAttribute("aria-selected", String(is));
    }
    if (!is || !scroll) return;
    frame.scrollTo({ top: Math.max(0, row.offsetTop - frame.clientHeight / 3) });
    // on a phone the table itself may lie below the screen; beside a map the reader looks at the map
    if (!document.querySelector("iframe[title^='streamlit_folium']") && frame.getBoundingClientRect().top > window.innerHeight / 2) row.scrollIntoView({ block: "center" });
  });
}

/* On a phone a column's heading stands before each value: as wide as the longest of them, up to a limit. */
function widthOfHeadings(columns) {
  const longest = Math.max(...columns.map(({ label, tag }) => [...`${label} ${tag || ""}`.trim()].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 1 : 0.56), 0)));
  return `${Math.min(9, Math.max(4.2, longest * 0.8 + 0.3)).toFixed(1)}rem`;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".frame");
  const state = shown.get(frame) ?? { picked: null };
  shown.set(frame, state);
  // what is chosen comes by itself, so that the rows need not be sent again
  const table = ((window.factTables ??= {})[data.table] ??= {});
  const pick = (id) => {
    // what a cell does (`do:…`) is no selection
    if (id.startsWith("do:")) {
      const done = [...frame.querySelectorAll("td[data-after]")].find((node) => node.dataset.choice === id);
      if (done) done.querySelector("span").textContent = done.dataset.after;
      setTriggerValue("pick", id);
      return;
    }
    state.picked = id === state.chosen ? "" : id;
    setTriggerValue("pick", state.picked);
  };
  const key = JSON.stringify([data.columns, data.rows, data.groups, data.sort, data.words]);
  const isNew = key !== state.key;
  // the same rows in the same order, only told anew: the reader's place stays
  const order = data.rows.map(([id]) => id).join("\n");
  const stays = order === state.order;
  const top = frame.scrollTop;
  if (isNew) {
    const drawn = document.createElement("table");
    // a link or a search hit may mean a row below
    const first = state.key || table.chosen ? data.rows.length : FIRST_ROWS;
    const rows = body(data, pick, first, (rest) => mark(frame, state.chosen, rest.some(([id]) => id === state.chosen)));
    drawn.append(head(data, (value) => setTriggerValue("sort", value)), rows);
    drawn.setAttribute("aria-label", data.words.label);
    drawn.style.setProperty("--label", widthOfHeadings(data.columns));
    frame.replaceChildren(drawn);
    if (state.key) frame.scrollTo({ top: stays ? top : 0 });
  }
  state.key = key;
  state.order = order;
  const choose = (isNew) => {
    const chosen = table.chosen ?? "";
    // a row that was not picked here (a link, a search hit) is brought into view; so it is after sorting
    const scroll = isNew || chosen !== state.picked;
    Object.assign(state, { chosen, picked: chosen });
    mark(frame, chosen, scroll);
  };
  table.choose = () => choose(false);
  choose(isNew && !stays);
}
