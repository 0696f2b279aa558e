// Horizontal bars of districts, in the order given. A bar is a button: click or Enter picks it. Text only, never markup.
const states = new WeakMap();

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function bar({ id, name, share, text, fill, tone }) {
  const row = node(tone === "total" ? "div" : "button", `row ${tone}`);
  if (tone !== "total") { row.type = "button"; row.dataset.id = id; }
  row.title = `${name} · ${text}`;
  const track = node("span", "track");
  if (share !== null) {
    const filled = node("span", share > 0 ? "bar" : "bar zero");
    filled.style.width = `${Math.max(0, 100 * share)}%`;
    if (fill && share > 0) filled.style.background = fill;
    track.append(filled);
  }
  row.append(node("span", "name", name), track, node("span", "value", text));
  return row;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".ranking");
  const key = JSON.stringify([data.rows, data.label]);
  const state = states.get(list) ?? {};
  states.set(list, state);
  state.chosen = data.chosen;
  if (state.key !== key) {
    const focused = parentElement.activeElement?.dataset.id;
    list.replaceChildren(node("h4", "", data.label), ...data.rows.map(bar));
    list.querySelectorAll("button").forEach((button) => {
      button.onclick = () => setTriggerValue("pick", button.dataset.id === state.chosen ? "" : button.dataset.id);
      if (button.dataset.id === focused) button.focus({ preventScroll: true });
    });
    state.key = key;
  }
  list.setAttribute("aria-label", data.label);
  const longest = Math.max(0, ...data.rows.map(({ name }) => name.length));
  list.classList.toggle("wide", longest > 6 && longest <= 14);
  list.classList.toggle("wider", longest > 14);
  list.querySelectorAll("button").forEach((button) => {
    const chosen = button.dataset.id === data.chosen;
    button.setAttribute("aria-pressed", String(chosen));
    if (!chosen) return;
    const [top, bottom] = [button.offsetTop, button.offsetTop + button.offsetHeight];
    if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 2;
  });
}
