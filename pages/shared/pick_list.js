// A list of lines to pick from: a line is a button, picked again it clears. Text only, never markup.
const states = new WeakMap();

function part(name, text) {
  const made = document.createElement("span");
  made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function line({ choice, name, hue, rank, figures }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pick";
  button.dataset.choice = choice;
  if (hue) {
    button.append(part("hue"));
    button.firstChild.style.background = hue;
  }
  if (rank) button.append(part("rank", rank), " ");
  button.append(part("name", name));
  figures.forEach((figure) => button.append(" ", part("figure", figure)));
  return button;
}

function mark(list, chosen) {
  list.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.choice === chosen)));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".picks");
  const state = states.get(list) ?? {};
  states.set(list, state);
  state.chosen = data.chosen;
  const key = JSON.stringify(data.lines);
  if (state.key !== key) {
    const focused = parentElement.activeElement?.dataset.choice;
    list.replaceChildren(...data.lines.map(line));
    list.querySelectorAll("button").forEach((button) => {
      button.onclick = () => {
        const chosen = button.dataset.choice === state.chosen ? "" : button.dataset.choice;
        mark(list, chosen);
        setTriggerValue("pick", chosen);
      };
      if (button.dataset.choice === focused) button.focus({ preventScroll: true });
    });
    state.key = key;
  }
  list.setAttribute("aria-label", data.label);
  mark(list, data.chosen);
}
