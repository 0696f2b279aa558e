// Units × tasks. Headings stay in sight; a cell or a task's name picks the task, a heading its unit. Text only, never markup.
const states = new WeakMap();

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(name, text, act) {
  const made = node("button", name, text);
  made.type = "button";
  made.onclick = act;
  return made;
}

function head(data, pickUnit) {
  const row = node("tr");
  const corner = node("th", "corner");
  data.legend.forEach((at) => corner.append(node("span", `sign ${data.roles[at][2]}`, data.roles[at][0]), node("span", "", data.roles[at][1]), node("br")));
  row.append(corner);
  data.units.forEach(([name, count], at) => {
    const cell = node("th", "unit");
    cell.scope = "col";
    cell.dataset.at = at;
    const open = button("", undefined, () => pickUnit(name));
    open.title = `${name} · ${count} · ${data.words.unit}`;
    open.append(node("span", "", name), node("b", "", String(count)));
    cell.append(open);
    row.append(cell);
  });
  const section = node("thead");
  section.append(row);
  return section;
}

function line(task, data, pick) {
  const row = node("tr", "task");
  row.dataset.id = task.id;
  const name = node("th", "name");
  name.scope = "row";
  const open = button("", undefined, () => pick(task.id));
  open.title = `${task.number} ${task.title} · ${task.state}`;
  open.append(node("i", `dot tone-${task.tone}`), node("span", "number", task.number), node("span", "title", task.title));
  name.append(open);
  row.append(name);
  if (!task.cells.length) {
    const none = node("td", "none", task.tone === "none" ? task.state : data.words.none);
    none.colSpan = Math.max(1, data.units.length);
    row.append(none);
    return row;
  }
  const roles = new Map(task.cells);
  data.units.forEach(([unit], at) => {
    const cell = node("td");
    cell.dataset.at = at;
    if (roles.has(at)) {
      const [sign, label, role] = data.roles[roles.get(at)];
      const mark = button(`sign ${role}`, sign, () => pick(task.id));
      mark.title = mark.ariaLabel = `${unit} · ${label} · ${task.number} ${task.title}`;
      mark.tabIndex = -1;
      cell.append(mark);
    }
    row.append(cell);
  });
  return row;
}

function body(data, pick) {
  const section = node("tbody");
  let group = "";
  data.tasks.forEach((task) => {
    if (task.group && task.group !== group) {
      const row = node("tr", "group");
      const name = node("th");
      name.append(node("span", "", task.group));
      name.colSpan = data.units.length + 1;
      name.scope = "rowgroup";
      row.append(name);
      section.append(row);
    }
    group = task.group;
    section.append(line(task, data, pick));
  });
  return section;
}

// a phone has no room for the matrix: each task with its units
function cards(data, pick) {
  const list = node("div", "cards");
  data.tasks.forEach((task) => {
    const card = button("card", undefined, () => pick(task.id));
    card.dataset.id = task.id;
    const title = node("span", "title");
    title.append(node("i", `dot tone-${task.tone}`), node("span", "", `${task.number} ${task.title}`));
    const units = node("span", "units");
    task.cells.forEach(([unit, role]) => {
      const chip = node("span", "chip");
      chip.append(node("span", `sign ${data.roles[role][2]}`, data.roles[role][0]), node("span", "", data.units[unit][0]));
      units.append(chip);
    });
    if (!task.cells.length) units.append(node("span", "none", task.tone === "none" ? task.state : data.words.none));
    card.append(title, units);
    list.append(card);
  });
  return list;
}

function cross(table) {
  let last = [];
  table.onmouseover = (event) => {
    const at = event.target.closest("[data-at]")?.dataset.at;
    last.forEach((cell) => cell.classList.remove("over"));
    last = at === undefined ? [] : [...table.querySelectorAll(`[data-at="${at}"]`)];
    last.forEach((cell) => cell.classList.add("over"));
  };
  table.onmouseleave = () => last.forEach((cell) => cell.classList.remove("over"));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".frame");
  const state = states.get(frame) ?? {};
  states.set(frame, state);
  const { chosen, unit, ...rest } = data;
  const key = JSON.stringify(rest);
  const isNew = key !== state.key;
  state.chosen = chosen;
  if (isNew) {
    state.key = key;
    const pick = (id) => { state.picked = id; setTriggerValue("pick", id === state.chosen ? "" : id); };
    const table = node("table");
    table.setAttribute("aria-label", data.words.label);
    table.style.setProperty("--units", data.units.length);
    table.append(head(data, (name) => setTriggerValue("unit", name)), body(data, pick));
    cross(table);
    frame.replaceChildren(table, cards(data, pick));
  }
  const at = data.units.findIndex(([name]) => name === unit);
  frame.querySelectorAll("[data-at]").forEach((cell) => cell.classList.toggle("asked", at >= 0 && cell.dataset.at === String(at)));
  frame.querySelectorAll("[data-id]").forEach((row) => {
    const is = row.dataset.id === chosen;
    row.classList.toggle("chosen", is);
    // a task that was not picked here (a link, a search hit) is brought into view
    if (is && (isNew || state.picked !== chosen) && row.offsetParent) row.scrollIntoView({ block: "nearest" });
  });
}
