// Columns of boxes with lines between them. A box is a button; lines are measured from where the boxes stand.
// Names come from files and people: they are set as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";
const states = new WeakMap();

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function box(data) {
  const made = node("button", "box");
  made.type = "button";
  made.dataset.id = data.id;
  const isGroup = data.id.startsWith("group:");
  made.classList.toggle("group", isGroup);
  made.classList.toggle("member", Boolean(data.is_member));
  made.classList.toggle("dim", Boolean(data.is_dim));
  if (data.basis) made.classList.add(data.basis);
  made.append(node("span", "name", data.label));
  if (data.count) made.append(node("span", "count", String(data.count)));
  if (data.detail) made.append(node("span", "detail", data.detail));
  if (data.recorded) made.append(node("span", `recorded ${data.status}`, data.recorded));
  if (isGroup) made.setAttribute("aria-expanded", String(Boolean(data.is_open)));
  else made.setAttribute("aria-pressed", String(Boolean(data.is_chosen)));
  made.title = data.detail ? `${data.label} · ${data.detail}` : data.label;
  return made;
}

function foot({ label, count, items }, pick) {
  const made = node("details", "foot");
  const head = node("summary", "", label);
  head.append(" ", node("b", "", String(count)));
  const list = node("div", "alone");
  items.forEach(([id, name]) => {
    const item = node("button", "item", name);
    item.type = "button";
    item.dataset.id = id;
    item.onclick = () => pick(id);
    list.append(item);
  });
  if (count > items.length) list.append(node("p", "", `… +${count - items.length}`));
  made.append(head, list);
  return made;
}

function column(data, words, pick) {
  const made = node("section", `column ${data.kind}`);
  const head = node("h4", "", data.title);
  head.append(" ", node("b", "", String(data.count)));
  const boxes = node("div", "boxes");
  data.boxes.forEach((entry) => {
    const drawn = box(entry);
    if (entry.heading) boxes.append(node("h5", "", entry.heading));
    drawn.onclick = () => pick(entry.is_chosen || entry.is_open ? "" : entry.id);
    boxes.append(drawn);
  });
  if (data.empty) boxes.append(node("p", "empty", data.empty));
  if (data.more) boxes.append(node("p", "empty", `+${data.more} ${words.more_boxes}`));
  const feet = node("div", "feet");
  feet.append(...data.feet.map((entry) => foot(entry, pick)));
  made.append(head, boxes, feet);
  return made;
}

function path(from, to, origin) {
  const [top, bottom] = [from.top - origin.top + from.height / 2, to.top - origin.top + to.height / 2];
  if (Math.abs(from.left - to.left) < from.width / 2) {
    // in one column: a bow on the left
    const left = from.left - origin.left;
    const bow = Math.min(26, 8 + Math.abs(bottom - top) / 14);
    return `M${left},${top} C${left - bow},${top} ${left - bow},${bottom} ${left},${bottom}`;
  }
  const [start, end] = [from.right - origin.left, to.left - origin.left];
  const half = (end - start) / 2;
  return `M${start},${top} C${start + half},${top} ${end - half},${bottom} ${end},${bottom}`;
}

function drawLines(picture, lines) {
  const svg = picture.querySelector("svg");
  const origin = picture.getBoundingClientRect();
  const boxes = new Map([...picture.querySelectorAll(".box")].map((drawn) => [drawn.dataset.id, drawn]));
  svg.setAttribute("width", picture.scrollWidth);
  svg.setAttribute("height", picture.scrollHeight);
  svg.replaceChildren(
    ...lines.flatMap(({ source, target, basis, count, title }) => {
      const [from, to] = [boxes.get(source), boxes.get(target)];
      if (!from || !to) return [];
      const line = document.createElementNS(SVG, "path");
      line.setAttribute("d", path(from.getBoundingClientRect(), to.getBoundingClientRect(), origin));
      line.setAttribute("class", `line ${basis}`);
      line.style.strokeWidth = `${Math.min(9, 1.1 + Math.sqrt(count - 1) * 1.3)}px`;
      Object.assign(line.dataset, { source, target });
      const words = document.createElementNS(SVG, "title");
      words.textContent = title;
      line.append(words);
      return [line];
    }),
  );
}

/* The lines of the box that the reader points at, by mouse or by keyboard, stand out. */
function markLines(picture, id) {
  picture.classList.toggle("pointing", Boolean(id));
  picture.querySelectorAll(".line").forEach((line) => {
    line.classList.toggle("hot", Boolean(id) && (line.dataset.source === id || line.dataset.target === id));
  });
}

function moveFocus(event, picture) {
  const at = event.target.closest(".box");
  const step = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[event.key];
  if (!at || !step) return;
  event.preventDefault();
  const columns = [...picture.querySelectorAll(".column")].map((entry) => [...entry.querySelectorAll(".box")]);
  const across = columns.findIndex((boxes) => boxes.includes(at));
  if (step[0] === 0) {
    columns[across][columns[across].indexOf(at) + step[1]]?.focus();
    return;
  }
  // to the nearest box that a line leads to, else to the nearest one
  const next = columns[across + step[0]] ?? [];
  const middle = (entry) => entry.getBoundingClientRect().top + entry.offsetHeight / 2;
  const tied = new Set([...picture.querySelectorAll(".line.hot")].flatMap((line) => [line.dataset.source, line.dataset.target]));
  const wanted = next.filter((entry) => tied.has(entry.dataset.id));
  const near = (wanted.length ? wanted : next).sort((a, b) => Math.abs(middle(a) - middle(at)) - Math.abs(middle(b) - middle(at)));
  near[0]?.focus();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".frame");
  const picture = parentElement.querySelector(".picture");
  const state = states.get(picture) ?? {};
  states.set(picture, state);
  const key = JSON.stringify(data);
  if (state.key === key) return undefined;
  const focused = parentElement.activeElement?.dataset?.id;
  const pick = (id) => setTriggerValue("pick", id);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  picture.replaceChildren(svg, ...data.columns.map((entry) => column(entry, data.words, pick)));
  frame.classList.toggle("whole", !data.columns.some(({ boxes }) => boxes.some((entry) => entry.is_chosen)));
  picture.setAttribute("aria-label", data.words.picture);
  const draw = () => drawLines(picture, data.lines);
  draw();
  state.watch?.disconnect();
  state.watch = new ResizeObserver(draw);
  state.watch.observe(picture);
  picture.querySelectorAll(".box").forEach((entry) => state.watch.observe(entry));
  picture.onmouseover = (event) => markLines(picture, event.target.closest(".box")?.dataset.id);
  picture.onmouseleave = () => markLines(picture, parentElement.activeElement?.closest?.(".box")?.dataset.id);
  picture.onfocusin = (event) => markLines(picture, event.target.closest(".box")?.dataset.id);
  picture.onkeydown = (event) => moveFocus(event, picture);
  const isOther = data.chosen !== state.chosen;
  Object.assign(state, { key, chosen: data.chosen });
  const kept = focused && [...picture.querySelectorAll(".box")].find((entry) => entry.dataset.id === focused);
  kept?.focus({ preventScroll: true });
  if (isOther && frame.scrollTop) frame.scrollTo({ top: 0 });
  // the list of a long column may begin below the chosen box
  const chosen = picture.querySelector('.box[aria-pressed="true"]');
  if (chosen && chosen.offsetTop + chosen.offsetHeight > frame.clientHeight) frame.scrollTo({ top: chosen.offsetTop - frame.clientHeight / 2 });
  return () => { state.watch?.disconnect(); state.key = undefined; };
}
