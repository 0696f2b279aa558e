/* The list of projects: built once per set of rows; a new selection only marks a row and brings it into sight. */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".project-list") || parentElement.appendChild(make("div", "project-list"));
  const content = JSON.stringify([data.rows, data.columns, data.title, data.statuses]);
  root.pick = (id) => setTriggerValue("picked", id);
  root.sort = (id) => setTriggerValue("sorted", id);
  if (root.content !== content) {
    root.content = content;
    root.replaceChildren(table(root, data));
  }
  mark(root, data.selected);
}

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function table(root, data) {
  const node = make("table");
  node.setAttribute("role", "grid");
  const heads = node.appendChild(make("thead")).appendChild(make("tr"));
  heads.appendChild(heading(root, data.title, "name"));
  data.columns.forEach((column) => heads.appendChild(heading(root, column, "amount")));
  const body = node.appendChild(make("tbody"));
  data.rows.forEach((row) => body.appendChild(line(root, row, data)));
  return node;
}

function heading(root, column, className) {
  const cell = make("th", className);
  cell.scope = "col";
  cell.setAttribute("aria-sort", column.sorted ? (className === "name" ? "ascending" : "descending") : "none");
  const button = cell.appendChild(make("button", column.sorted ? "is-sorted" : "", column.title));
  if (column.unit) button.appendChild(make("small", "", column.unit));
  button.type = "button";
  button.onclick = () => root.sort(column.id);
  return cell;
}

function line(root, row, data) {
  const [id, name, detail, tag, unlocated, amounts, status] = row;
  const node = make("tr");
  node.dataset.id = id;
  node.tabIndex = 0;
  node.setAttribute("role", "row");
  const cell = node.appendChild(make("td", "name"));
  cell.appendChild(make("span", "title", name)).title = name;
  const small = cell.appendChild(make("span", "detail"));
  if (tag) small.appendChild(make("span", "tag", tag));
  if (status) small.appendChild(make("span", `status status-${status}`, data.statuses[status]));
  small.appendChild(make("span", "", detail));
  if (unlocated) small.appendChild(make("span", "unlocated", unlocated));
  amounts.forEach(([value, text, more], k) => {
    node.appendChild(amount(value, text, k === 0 ? data.top[0] : 0, data.words)).title = more;
  });
  node.onclick = () => choose(root, id);
  node.onkeydown = (event) => onKey(event, root, node, id);
  return node;
}

function amount(value, text, top, words) {
  const cell = make("td", "amount");
  if (value === null) {
    cell.appendChild(make("span", "unstated", words.unstated)).title = words.full;
    return cell;
  }
  cell.appendChild(make("span", "number", text));
  if (top) cell.appendChild(make("span", "bar")).appendChild(make("i")).style.width = `${Math.max(2, (100 * value) / top)}%`;
  return cell;
}

function choose(root, id) {
  const next = root.selected === id ? "" : id;
  mark(root, next, true);
  root.pick(next);
}

function onKey(event, root, node, id) {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose(root, id);
  }
  const near = event.key === "ArrowDown" ? node.nextElementSibling : event.key === "ArrowUp" ? node.previousElementSibling : null;
  if (near) {
    event.preventDefault();
    near.focus();
  }
}

function mark(root, selected, quiet) {
  const isNew = root.selected !== selected;
  root.selected = selected;
  root.querySelectorAll("tr[data-id]").forEach((node) => {
    const chosen = node.dataset.id === selected;
    node.classList.toggle("is-chosen", chosen);
    node.setAttribute("aria-selected", String(chosen));
    if (chosen && (isNew || root.shown !== root.content) && !quiet) bringIntoSight(root, node);
  });
  root.shown = root.content;
}

function bringIntoSight(root, node) {
  const box = root.getBoundingClientRect();
  const row = node.getBoundingClientRect();
  const head = root.querySelector("thead").offsetHeight;
  if (row.top < box.top + head) root.scrollTop += row.top - box.top - head - 4;
  else if (row.bottom > box.bottom) root.scrollTop += row.bottom - box.bottom + 4;
}
