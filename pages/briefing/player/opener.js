/* Buttons that open the briefing in a frame over the whole page. The frame holds everything: reruns, and the end of the
   server, do not touch it. While it is open the page behind it can neither be reached nor see a key. */
const KEY_EVENTS = ["keydown", "keyup", "keypress"];
let opened = null;

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".opener");
  const start = button(box, "start", data.words.start, () => open(data, "", true));
  start.disabled = data.empty;
  const here = button(box, "start-here", data.words.start_here, () => open(data, data.first, true));
  here.classList.add("is-second");
  here.hidden = !data.first;
  here.style.display = data.first ? "" : "none";
  let hint = box.querySelector("span");
  if (!hint) hint = box.appendChild(document.createElement("span"));
  hint.textContent = data.words.hint;
  // once per visit: a link opens the briefing, a rerun does not open it again
  if (data.opens && !window.atlasBriefingOpened) open(data, data.first, false);
}

function button(box, name, label, action) {
  let found = box.querySelector(`.${name}`);
  if (!found) {
    found = document.createElement("button");
    found.type = "button";
    found.className = name;
    box.insertBefore(found, box.querySelector("span"));
  }
  found.textContent = label;
  found.onclick = action;
  return found;
}

function open(data, scene, wantsFull) {
  if (opened) return;
  window.atlasBriefingOpened = true;
  // a dialog of the browser lies above everything that Streamlit may show, also above “connection lost”
  const dialog = document.createElement("dialog");
  dialog.className = "briefing-dialog";
  dialog.dataset.reactAriaTopLayer = "true";
  dialog.setAttribute("aria-label", data.words.frame);
  Object.assign(dialog.style, { position: "fixed", inset: "0", width: "100vw", height: "100vh", maxWidth: "none", maxHeight: "none", margin: "0", padding: "0", border: "0", background: "#12292C", overflow: "hidden" });
  const frame = dialog.appendChild(document.createElement("iframe"));
  frame.title = data.words.frame;
  frame.allow = "fullscreen";
  frame.dataset.scene = scene;
  Object.assign(frame.style, { display: "block", width: "100%", height: "100%", border: "0" });
  frame.srcdoc = data.document;
  document.body.appendChild(dialog);
  dialog.showModal();
  opened = watch(dialog, frame);
  frame.focus();
  if (wantsFull && frame.requestFullscreen) frame.requestFullscreen().then(() => frame.focus()).catch(() => {});
}

/* Listens while the briefing is open; everything ends with it. */
function watch(dialog, frame) {
  const ending = new AbortController();
  const { signal } = ending;
  let leavesByKey = false;
  const close = () => {
    ending.abort();
    opened = null;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    dialog.close();
    dialog.remove();
    forgetLink();
  };
  // a key that reaches the page (the focus was lost) is the briefing's too
  KEY_EVENTS.forEach((kind) => window.addEventListener(kind, (event) => {
    event.stopImmediatePropagation();
    const player = frame.contentWindow.briefing;
    if (kind === "keydown" && player && player.press(event)) event.preventDefault();
  }, { capture: true, signal }));
  // Streamlit puts everything outside a message of its own to sleep; the talk stays awake
  const waking = new MutationObserver(() => {
    ["inert", "aria-hidden"].forEach((name) => { if (dialog.hasAttribute(name)) dialog.removeAttribute(name); });
    frame.contentWindow.focus();
  });
  waking.observe(dialog, { attributeFilter: ["inert", "aria-hidden"] });
  signal.addEventListener("abort", () => waking.disconnect());
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); }, { signal });
  frame.addEventListener("load", () => { if (opened) frame.contentWindow.focus(); }, { signal });
  frame.addEventListener("briefing:close", close, { signal });
  frame.addEventListener("briefing:full", () => { leavesByKey = true; }, { signal });
  document.addEventListener("fullscreenchange", () => {
    // the browser takes Esc for itself in full screen; it means the end of the briefing
    if (!document.fullscreenElement && !leavesByKey) close();
    leavesByKey = false;
    frame.contentWindow.focus();
  }, { signal });
  return { close };
}

/* After the briefing the address is that of the page again. */
function forgetLink() {
  const address = new URL(window.location.href);
  if (!address.searchParams.has("play")) return;
  address.searchParams.delete("play");
  window.history.replaceState(window.history.state, "", address);
}
