// Deadlines on a line, and beneath it the tasks by date. A task is picked by click or Enter. Text only, never markup.
const states = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";
const GAP = 30; // pixels between two marks: a mark that is pushed aside keeps a line to its day
const [TOP, AXIS, BAND, HEIGHT] = [34, 74, 104, 128];

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function shape(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

// today may lie years after the plan: then the line is broken and today stands at its end
function scale(data, width) {
  const [first, last] = data.range;
  const after = data.today > last, before = data.today < first;
  const [left, right] = [before ? 130 : 14, width - (after ? 136 : 22)];
  const x = (day) => left + ((day - first) / Math.max(1, last - first)) * (right - left);
  const today = after ? width - 26 : before ? 26 : x(data.today);
  return { x, left, right, today, isBroken: after || before, after };
}

function mark(kind, x, y) {
  return kind === "complete"
    ? shape("path", { class: "mark complete", d: `M${x} ${y - 8} l8 8 l-8 8 l-8 -8 z` })
    : shape("path", { class: "mark start", d: `M${x - 6} ${y - 8} l13 8 l-13 8 z` });
}

function axis(data, width, jump) {
  const drawn = shape("svg", { class: "axis", width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": data.words.timeline });
  const { x, left, right, today, isBroken, after } = scale(data, width);
  if (data.period.length) drawn.append(shape("rect", { class: "period", x: x(data.period[0]), y: TOP - 22, width: x(data.period[1]) - x(data.period[0]), height: HEIGHT - TOP + 10 }));
  drawn.append(shape("line", { class: "line", x1: left, x2: right, y1: AXIS, y2: AXIS }));
  const room = (right - left) / Math.max(1, data.years.length), step = Math.ceil(36 / room);
  data.years.forEach(([day, year], at) => {
    drawn.append(shape("line", { class: "tick", x1: x(day), x2: x(day), y1: AXIS - 4, y2: AXIS + 4 }));
    if (at % step === 0) drawn.append(shape("text", { class: "year", x: x(day) + 4, y: AXIS + 15 }, year));
  });
  if (data.continuous.length) {
    const [from, to] = data.period.length ? data.period.map(x) : [left, right];
    drawn.append(shape("path", { class: "band", d: `M${from} ${BAND} H${to + 4} v-4 l10 8 l-10 8 v-4 H${from} z` }));
    drawn.append(shape("text", { class: "band-text", x: from + 6, y: BAND + 17 }, `${data.words.continuous} ${data.continuous.length}`));
  }
  let last = -Infinity;
  data.dates.forEach((date) => {
    const kinds = ["complete", "start"].filter((kind) => date[kind]);
    const place = Math.min(Math.max(x(date.day), last + GAP), width - 20);
    last = place + (kinds.length - 1) * GAP;
    const group = shape("g", { class: "date", tabindex: 0, role: "button", "aria-label": `${date.label} ${date.note}` });
    group.append(shape("title", {}, `${date.label} · ${date.note}`));
    group.append(shape("path", { class: "lead", d: `M${x(date.day)} ${AXIS} L${x(date.day)} ${AXIS - 8} L${place} ${TOP + 12}` }));
    kinds.forEach((kind, at) => {
      group.append(mark(kind, place + at * GAP, TOP), shape("text", { class: "count", x: place + at * GAP, y: TOP - 13 }, date[kind]));
    });
    group.onclick = () => jump(date.day);
    group.onkeydown = (event) => { if (event.key === "Enter") jump(date.day); };
    drawn.append(group);
  });
  const end = after ? right : left;
  if (isBroken) drawn.append(shape("path", { class: "break", d: `M${end + (after ? 12 : -18)} ${AXIS + 6} l6 -12 m3 0 l-6 12` }));
  drawn.append(shape("line", { class: "today", x1: today, x2: today, y1: TOP - 20, y2: HEIGHT - 4 }));
  const anchor = today > width - 60 ? "end" : today < 60 ? "start" : "middle";
  drawn.append(shape("text", { class: "today-text", x: today + (anchor === "end" ? 22 : anchor === "start" ? -20 : 0), y: 10, "text-anchor": anchor }, `${data.words.today} ${data.words.at}`));
  return drawn;
}

function line(task, pick) {
  const row = node("button", "task");
  row.type = "button";
  row.dataset.id = task.id;
  row.append(node("span", `sign ${task.kind}`), node("span", "number", task.number));
  const title = node("span", "title", task.title);
  if (task.units) title.append(node("small", "", task.units));
  const state = node("span", "state");
  state.append(node("span", `tone tone-${task.tone}`, task.state));
  if (task.note) state.append(node("small", "", task.note));
  row.append(title, node("span", "printed", task.printed), state);
  row.onclick = () => pick(task.id);
  return row;
}

function part(head, note, tasks, pick, day) {
  const section = node("section");
  if (day !== undefined) section.dataset.day = day;
  const title = node("h4", "", head);
  title.append(node("small", "", note));
  section.append(title, ...tasks.map((task) => line(task, pick)));
  return section;
}

function draw(frame, data, pick) {
  const jump = (day) => frame.querySelector(`section[data-day="${day}"]`)?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  const { words } = data;
  const hasLine = data.range.length && (data.dates.length || data.continuous.length);
  const top = node("div", "top");
  const legend = node("p", "legend");
  ["complete", "start", "continuous"].forEach((kind) => legend.append(node("span", `sign ${kind}`), node("span", "", words[kind])));
  if (data.period.length) legend.append(node("span", "sign period"), node("span", "", words.period));
  top.append(legend);
  frame.replaceChildren(...(hasLine ? [top] : []));
  if (hasLine) top.append(axis(data, Math.max(300, frame.clientWidth - 22), jump));
  if (!data.dates.length) frame.append(node("p", "none", words.no_dates));
  data.dates.forEach((date) => frame.append(part(date.label, date.note, date.tasks, pick, date.day)));
  if (data.continuous.length) frame.append(part(`${words.continuous} ${data.continuous.length}`, words.continuous_line, data.continuous, pick));
  if (data.undated.length) {
    const rest = node("details");
    rest.open = !data.dates.length && !data.continuous.length;
    rest.append(node("summary", "", words.undated_line.replace("{n}", data.undated.length)), ...data.undated.map((task) => line(task, pick)));
    frame.append(rest);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".frame");
  const state = states.get(frame) ?? {};
  states.set(frame, state);
  const { chosen, ...rest } = data;
  const key = JSON.stringify(rest);
  state.chosen = chosen;
  state.redraw = () => {
    draw(frame, data, (id) => setTriggerValue("pick", id === state.chosen ? "" : id));
    state.width = frame.clientWidth;
    mark_chosen(false);
  };
  const mark_chosen = (scroll) => frame.querySelectorAll("button.task").forEach((row) => {
    const is = row.dataset.id === state.chosen;
    row.setAttribute("aria-pressed", String(is));
    if (!is) return;
    if (row.closest("details")) row.closest("details").open = true;
    if (scroll) row.scrollIntoView({ block: "nearest" });
  });
  if (state.key !== key) {
    state.key = key;
    state.redraw();
    mark_chosen(true);
  } else mark_chosen(false);
  state.observer ??= new ResizeObserver(() => { if (Math.abs(frame.clientWidth - state.width) > 2) state.redraw(); });
  state.observer.observe(frame);
  return () => state.observer.disconnect();
}
