// Tiles with counts: a tile is a button, a click picks its state, a second click all. Text only, never markup.
const states = new WeakMap();

function node(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".tiles");
  const state = states.get(list) ?? {};
  states.set(list, state);
  state.chosen = data.chosen;
  const key = JSON.stringify([data.tiles, data.label]);
  if (state.key !== key) {
    const focused = (parentElement.activeElement ?? list.getRootNode().activeElement)?.dataset?.id;
    list.replaceChildren(...data.tiles.map(({ id, label, count, tone, rule }) => {
      const tile = node("button", `tile tone-${tone || "all"}`, "");
      tile.type = "button";
      tile.dataset.id = id;
      tile.title = rule;
      if (!count) tile.classList.add("none");
      tile.append(node("b", "", String(count)), node("span", "", label));
      tile.onclick = () => setTriggerValue("pick", state.chosen.includes(id) ? "" : id);
      return tile;
    }));
    if (focused !== undefined) list.querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
    state.key = key;
  }
  list.setAttribute("aria-label", data.label);
  list.querySelectorAll("button").forEach((tile) => {
    const chosen = tile.dataset.id ? data.chosen.includes(tile.dataset.id) : !data.chosen.length;
    tile.setAttribute("aria-pressed", String(chosen));
  });
}
