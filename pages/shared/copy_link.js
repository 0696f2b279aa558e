/* A button that puts the page's address into the clipboard; it says whether that worked. */
export default function (component) {
  const { parentElement, data } = component;
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    parentElement.appendChild(button);
    button.addEventListener("click", () => copy(button));
  }
  Object.assign(button.dataset, data);
  if (!button.dataset.busy) button.textContent = data.label;
}

async function copy(button) {
  const done = await write(window.location.href);
  button.dataset.busy = "1";
  button.textContent = done ? button.dataset.copied : button.dataset.failed;
  setTimeout(() => { delete button.dataset.busy; button.textContent = button.dataset.label; }, 2200);
}

/* On plain http (an intranet) browsers withhold the clipboard API; the older way still works there. */
async function write(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* the older way below */ }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.appendChild(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
