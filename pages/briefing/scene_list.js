/* The scenes of a briefing in their order. Text only, never markup. ↑ ↓ pick, Alt + ↑ ↓ move, H hides. */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".scenes");
  root.send = setTriggerValue;
  const content = JSON.stringify([data.rows, data.words]);
  const focused = root.getRootNode().activeElement?.closest?.("[data-id]")?.dataset.id;
  if (root.content !== content) {
    root.content = content;
    const list = make("ol", "");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", data.words.list_label);
    data.rows.forEach((row, at) => list.appendChild(line(root, row, at, data)));
    const top = root.scrollTop;
    root.replaceChildren(list);
    root.scrollTop = top;
    if (focused) find(root, root.moving || focused)?.focus({ preventScroll: true });
    root.moving = null;
  }
  mark(root, data.chosen);
}

function make(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

function find(root, id) {
  return [...root.querySelectorAll("[data-id]")].find((node) => node.dataset.id === id);
}

function line(root, row, at, data) {
  const node = make("li", row.hidden ? "is-hidden" : "");
  node.dataset.id = row.id;
  node.tabIndex = 0;
  node.setAttribute("role", "option");
  node.appendChild(make("span", "number", String(at + 1)));
  node.appendChild(picture(row));
  const text = node.appendChild(make("span", "text"));
  text.appendChild(make("b", "", row.title)).title = row.title;
  const parts = [row.kind];
  if (row.figures) parts.push(`${row.figures} ${data.words.figures_short}`);
  parts.push(`${row.seconds} ${data.words.seconds_short}`);
  if (row.noted) parts.push(data.words.own_notes);
  if (row.hidden) parts.push(data.words.hidden);
  text.appendChild(make("small", "", parts.join(" · ")));
  const tools = node.appendChild(make("span", "tools"));
  tools.appendChild(tool("↑", data.words.up, at === 0, () => move(root, row.id, -1)));
  tools.appendChild(tool("↓", data.words.down, at === data.rows.length - 1, () => move(root, row.id, 1)));
  tools.appendChild(tool(row.hidden ? "◌" : "●", row.hidden ? data.words.show : data.words.hide, false, () => hide(root, row.id)));
  node.onclick = () => pick(root, row.id);
  node.onkeydown = (event) => onKey(event, root, node, row.id);
  return node;
}

function tool(sign, label, disabled, action) {
  const button = make("button", "", sign);
  button.type = "button";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.disabled = disabled;
  button.tabIndex = -1;
  button.onclick = (event) => {
    event.stopPropagation();
    action();
  };
  return button;
}

/* A small drawing of what stands on the scene. */
function picture(row) {
  const box = make("span", `picture ${row.parts.includes("map") ? "has-map" : ""}`);
  box.setAttribute("aria-hidden", "true");
  const side = box.appendChild(make("i", "side"));
  for (let k = 0; k < Math.min(3, row.figures); k += 1) side.appendChild(make("i", "figure"));
  if (row.parts.includes("table")) side.appendChild(make("i", "table"));
  if (row.parts.includes("chart")) side.appendChild(make("i", "chart"));
  return box;
}

function pick(root, id) {
  mark(root, id);
  root.send("picked", { id });
}

function move(root, id, steps) {
  root.moving = id;
  root.send("moved", { id, steps });
}

function hide(root, id) {
  root.send("hidden", { id });
}

function onKey(event, root, node, id) {
  if (event.target !== node) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const near = step < 0 ? node.previousElementSibling : step > 0 ? node.nextElementSibling : null;
  if (step && event.altKey) {
    if (near) move(root, id, step);
  } else if (near) {
    near.focus();
    pick(root, near.dataset.id);
  } else if (event.key === "Enter" || event.key === " ") {
    pick(root, id);
  } else if (event.key === "h" || event.key === "H" || event.key === "Delete") {
    hide(root, id);
  } else if (!step) {
    return;
  }
  event.preventDefault();
}

function mark(root, chosen) {
  const isNew = root.chosen !== chosen;
  root.chosen = chosen;
  root.querySelectorAll("[data-id]").forEach((node) => {
    const is = node.dataset.id === chosen;
    node.classList.toggle("is-chosen", is);
    node.setAttribute("aria-selected", String(is));
    if (is && isNew) bringIntoSight(root, node);
  });
}

function bringIntoSight(root, node) {
  const [box, row] = [root.getBoundingClientRect(), node.getBoundingClientRect()];
  if (row.top < box.top) root.scrollTop += row.top - box.top - 4;
  else if (row.bottom > box.bottom) root.scrollTop += row.bottom - box.bottom + 4;
}
