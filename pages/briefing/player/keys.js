/* Keys of the briefing: what a key press asks for. Presentation clickers send the same keys. */
(function () {
  "use strict";

  const COMMANDS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Spacebar: "next", Enter: "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
    Home: "first", End: "last",
    b: "black", ".": "black", "。": "black", n: "notes", f: "full", F5: "full", t: "timer", l: "pointer", p: "play",
    "?": "help", "？": "help", Escape: "close", Esc: "close",
  };
  // while a Chinese input method is switched on, some browsers do not tell the sign but the key only
  const BY_CODE = { KeyB: "black", Period: "black", KeyN: "notes", KeyF: "full", KeyT: "timer", KeyL: "pointer", KeyP: "play", Space: "next", Slash: "help" };
  const MAY_REPEAT = new Set(["next", "back"]);
  const DIGITS_WITHIN_MS = 800;

  function isTyping(target) {
    return Boolean(target && target.closest && (target.isContentEditable || target.closest("input, textarea, select")));
  }

  /* A button in focus answers Enter and Space itself. */
  function isOnButton(event) {
    const pressed = event.key === "Enter" || event.key === " ";
    return pressed && Boolean(event.target && event.target.closest && event.target.closest("button, a[href], summary"));
  }

  function commandOf(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || isOnButton(event)) return null;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (/^[0-9]$/.test(key)) return { name: "number", digit: Number(key) };
    if (event.shiftKey && key.startsWith("Arrow")) return null;
    const name = COMMANDS[key] || (["Process", "Unidentified"].includes(event.key) ? BY_CODE[event.code] : null);
    if (!name || (event.repeat && !MAY_REPEAT.has(name))) return null;
    return { name };
  }

  /* 1–9 go at once; a second digit that follows quickly, with no other key between, makes it 10 and more. */
  function makeNumber(most) {
    let typed = "";
    let at = 0;
    return {
      add(digit, now) {
        const longer = now - at < DIGITS_WITHIN_MS && typed ? Number(`${typed}${digit}`) : NaN;
        typed = longer <= most ? String(longer) : String(digit);
        at = now;
        return Number(typed);
      },
      clear() { typed = ""; },
    };
  }

  window.BriefingKeys = { commandOf, makeNumber };
})();
