/* What lies over the stage: notes, help, source of a figure, timer, laser pointer, black, the caption, the bar of buttons. */
(function () {
  "use strict";

  const { make, draw } = window.AtlasFurniture;
  const { table, fill } = window.BriefingScenes;
  const BAR_SHOWN_MS = 2600;
  const CAPTION_STORE = "care-plan-atlas:caption";
  const EDGE_PX = 16;
  const STEP_PX = 24;

  const ICONS = {
    back: "M15 5L8 12L15 19", next: "M9 5L16 12L9 19",
    play: "M8 5L19 12L8 19Z", pause: "M8 5V19M16 5V19",
    notes: "M5 5H19M5 10H19M5 15H13", full: "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15",
    help: "M9 9A3 3 0 1 1 12 12.5V14.5M12 18.2V18.4", close: "M6 6L18 18M18 6L6 18",
  };

  function icon(name) {
    const svg = draw("svg", { viewBox: "0 0 24 24", width: 30, height: 30, "aria-hidden": "true" });
    draw("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 2.2, "stroke-linecap": "round", "stroke-linejoin": "round" }, svg);
    return svg;
  }

  function makeBar(stage, words, press, isEmbedded) {
    const bar = stage.appendChild(make("div", "bar"));
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", words.bar);
    ["back", "play", "next", "notes", "full", "help", ...(isEmbedded ? ["close"] : [])].forEach((name) => {
      const button = bar.appendChild(make("button", `do-${name}`));
      button.type = "button";
      button.title = words[`do_${name}`];
      button.setAttribute("aria-label", words[`do_${name}`]);
      button.appendChild(icon(name));
      // Space goes on with the talk after a click; only who comes by Tab stays on the button
      button.addEventListener("click", () => { if (!button.matches(":focus-visible")) button.blur(); press({ name }); });
    });
    let timer = 0;
    const wake = () => {
      document.body.classList.add("is-awake");
      clearTimeout(timer);
      timer = setTimeout(() => document.body.classList.remove("is-awake"), BAR_SHOWN_MS);
    };
    ["pointermove", "touchstart", "focusin"].forEach((kind) => window.addEventListener(kind, wake, { passive: true }));
    return {
      playing(isPlaying) {
        const button = bar.querySelector(".do-play");
        button.replaceChildren(icon(isPlaying ? "pause" : "play"));
        button.setAttribute("aria-pressed", String(isPlaying));
      },
    };
  }

  function makeHelp(stage, words) {
    const box = stage.appendChild(make("div", "panel help"));
    box.hidden = true;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", words.help_title);
    box.appendChild(make("h2", "", words.help_title));
    const list = box.appendChild(make("dl"));
    words.help.forEach(([keys, what]) => {
      const term = list.appendChild(make("dt"));
      keys.split(" ").forEach((key) => term.appendChild(make("kbd", "", key)));
      list.appendChild(make("dd", "", what));
    });
    return box;
  }

  function makeNotes(stage, words) {
    const box = stage.appendChild(make("aside", "panel notes"));
    box.hidden = true;
    box.tabIndex = -1;
    box.setAttribute("aria-label", words.notes);
    box.show = (scene, left) => {
      box.replaceChildren(make("h2", "", words.notes));
      box.appendChild(make("p", scene.notes ? "said" : "said is-empty", scene.notes || words.no_notes));
      const cited = scene.figures;
      if (cited.length) {
        box.appendChild(make("h3", "", words.figures));
        const list = box.appendChild(make("ul"));
        cited.forEach((item) => {
          const row = list.appendChild(make("li"));
          row.append(make("b", "", `${item.label} ${item.value}${item.unit ? ` ${item.unit}` : ""}`), make("span", "", item.citation || ""));
        });
      }
      if (left && scene.table) {
        box.appendChild(make("h3", "", words.whole_table));
        box.appendChild(table(scene.table));
      }
      if (scene.sources.length) {
        box.appendChild(make("h3", "", words.sources));
        const list = box.appendChild(make("ul"));
        scene.sources.forEach((line) => list.appendChild(make("li", "", line)));
      }
      box.scrollTop = 0;
    };
    return box;
  }

  function makeTimer(stage) {
    const box = stage.appendChild(make("div", "timer"));
    box.hidden = true;
    box.setAttribute("role", "timer");
    const began = Date.now();
    const two = (number) => String(number).padStart(2, "0");
    const tick = () => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      const hours = Math.floor(seconds / 3600);
      box.textContent = `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    };
    setInterval(() => { if (!box.hidden) tick(); }, 250);
    box.toggle = () => { box.hidden = !box.hidden; tick(); };
    return box;
  }

  function makePointer() {
    const dot = document.body.appendChild(make("div", "laser"));
    window.addEventListener("pointermove", (event) => { dot.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`; }, { passive: true });
    return { toggle: () => document.body.classList.toggle("has-laser") };
  }

  /* The sentence of the scene; it can be dragged (or moved by Shift and arrows), and stays where it was put. */
  function makeCaption(stage, words, scaleOf) {
    const box = stage.appendChild(make("div", "caption"));
    box.tabIndex = 0;
    box.title = words.caption;
    const text = box.appendChild(make("p"));
    let place = null;
    try { place = JSON.parse(localStorage.getItem(CAPTION_STORE)); } catch { /* a browser may withhold its store */ }
    if (!place || !Number.isFinite(place.x) || !Number.isFinite(place.y)) place = null;

    function put(next) {
      place = next;
      box.classList.toggle("is-moved", Boolean(place));
      if (!place) { box.style.left = box.style.top = ""; return; }
      const free = { x: stage.offsetWidth - box.offsetWidth - EDGE_PX, y: stage.offsetHeight - box.offsetHeight - EDGE_PX };
      const within = (value, most) => Math.min(Math.max(EDGE_PX, value), Math.max(EDGE_PX, most));
      box.style.left = `${within(place.x * stage.offsetWidth, free.x)}px`;
      box.style.top = `${within(place.y * stage.offsetHeight, free.y)}px`;
    }

    function keep() {
      try {
        if (place) localStorage.setItem(CAPTION_STORE, JSON.stringify(place)); else localStorage.removeItem(CAPTION_STORE);
      } catch { /* then it is remembered for this talk only */ }
    }

    const shareOf = (x, y) => ({ x: x / stage.offsetWidth, y: y / stage.offsetHeight });
    box.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      box.setPointerCapture(event.pointerId);
      const from = { x: event.clientX, y: event.clientY, left: box.offsetLeft, top: box.offsetTop };
      const move = (at) => {
        const away = { x: at.clientX - from.x, y: at.clientY - from.y };
        if (!place && Math.hypot(away.x, away.y) < 4) return;
        put(shareOf(from.left + away.x / scaleOf(), from.top + away.y / scaleOf()));
      };
      const end = () => { box.removeEventListener("pointermove", move); keep(); };
      box.addEventListener("pointermove", move);
      box.addEventListener("pointerup", end, { once: true });
      box.addEventListener("pointercancel", end, { once: true });
    });
    box.addEventListener("dblclick", () => { put(null); keep(); });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-STEP_PX, 0], ArrowRight: [STEP_PX, 0], ArrowUp: [0, -STEP_PX], ArrowDown: [0, STEP_PX] }[event.key];
      if (!event.shiftKey || !step) return;
      event.preventDefault();
      put(shareOf(box.offsetLeft + step[0], box.offsetTop + step[1]));
      keep();
    });
    return {
      show(scene) {
        box.hidden = !scene.sentence || scene.kind === "cover" || scene.kind === "end";
        text.textContent = scene.sentence;
        if (!box.hidden) put(place);
      },
    };
  }

  /* Section and words of a figure, while it is pressed or in focus. */
  function makeCitations(stage, scaleOf) {
    const bubble = stage.appendChild(make("div", "citation"));
    bubble.hidden = true;
    let shown = null;
    const hide = () => { bubble.hidden = true; shown = null; };
    stage.addEventListener("click", (event) => {
      const node = event.target.closest(".figure");
      if (!node || node === shown || !node.citation) { hide(); return; }
      shown = node;
      bubble.textContent = node.citation;
      bubble.hidden = false;
      const at = node.getBoundingClientRect();
      const frame = stage.getBoundingClientRect();
      const left = Math.min((at.left - frame.left) / scaleOf(), stage.offsetWidth - bubble.offsetWidth - EDGE_PX);
      bubble.style.left = `${Math.max(EDGE_PX, left)}px`;
      bubble.style.top = `${(at.bottom - frame.top) / scaleOf() + 8}px`;
    });
    return { hide };
  }

  window.BriefingPanels = { makeBar, makeHelp, makeNotes, makeTimer, makePointer, makeCaption, makeCitations, fill };
})();
