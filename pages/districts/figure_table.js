// All figures of the districts: sorted by a heading, picked by click or Enter, total kept below. Text only, never markup.
const states = new WeakMap();

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function written(value, digits) {
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function figure(value, column, words) {
  const name = column.active ? "figure active" : "figure";
  if (typeof value === "number") return node("td", name, written(value, column.digits));
  const cell = node("td", name);
  if (value) cell.append(node("span", "lack", words[value]));
  return cell;
}

function groups(data) {
  const row = node("tr", "groups");
  const corner = node("th", "name", data.words.district);
  corner.rowSpan = 2;
  corner.scope = "col";
  row.append(corner);
  data.columns.forEach((column, at) => {
    if (at && data.columns[at - 1].group === column.group) return;
    const cell = node("th", "group");
    cell.append(node("span", "", column.group));
    cell.colSpan = data.columns.filter((other) => other.group === column.group).length;
    cell.scope = "colgroup";
    row.append(cell);
  });
  return row;
}

function headings(data, sort) {
  const row = node("tr", "headings");
  data.columns.forEach((column) => {
    const active = data.sort.replace(/^-/, "") === column.key;
    const down = data.sort.startsWith("-");
    const cell = node("th", column.active ? "active" : "");
    const button = node("button", "", column.label);
    button.type = "button";
    button.title = column.help || data.words.sort;
    if (column.unit) button.append(node("small", "", column.unit));
    if (active) button.append(node("i", "", down ? "↓" : "↑"));
    button.onclick = () => sort(!active ? `-${column.key}` : down ? column.key : "");
    cell.scope = "col";
    if (active) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    cell.append(button);
    row.append(cell);
  });
  return row;
}

function line(data, { id, name, note, tone, cells }, pick) {
  const row = node("tr", tone);
  const head = node("th", "name", name);
  head.scope = "row";
  if (note) head.append(node("small", "", note));
  head.title = note ? `${name} ${note}` : name;
  row.append(head, ...cells.map((value, at) => figure(value, data.columns[at], data.words)));
  row.dataset.id = id;
  row.tabIndex = 0;
  row.onclick = () => { if (!String(window.getSelection())) pick(id); };
  row.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(id); }
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (next) { event.preventDefault(); next.focus(); }
  };
  return row;
}

function table(data, sort, pick) {
  const made = node("table");
  const [head, body, foot] = ["thead", "tbody", "tfoot"].map((tag) => node(tag));
  head.append(groups(data), headings(data, sort));
  body.append(...data.rows.map((row) => line(data, row, pick)));
  foot.append(...data.foot.map((row) => line(data, row, pick)));
  made.append(head, body, foot);
  made.setAttribute("aria-label", data.words.label);
  return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".frame");
  const state = states.get(frame) ?? {};
  states.set(frame, state);
  state.chosen = data.chosen;
  const { chosen, ...content } = data;
  const key = JSON.stringify(content);
  if (key !== state.key) {
    const left = frame.scrollLeft;
    const pick = (id) => setTriggerValue("pick", id === state.chosen ? "" : id);
    frame.replaceChildren(table(data, (value) => setTriggerValue("sort", value), pick));
    frame.scrollLeft = left;
    state.key = key;
  }
  frame.querySelectorAll("tr[data-id]").forEach((row) => {
    const is = Boolean(chosen) && row.dataset.id === chosen;
    row.classList.toggle("chosen", is);
    row.setAttribute("aria-selected", String(is));
  });
}
