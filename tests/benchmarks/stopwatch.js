({ frame, event, isDone, argument }) => {
  // starts at the first `event` in the frame (or the page), ends two frames after `isDone` holds
  const inner = () => {
    const node = frame && document.querySelector(frame);
    return node ? node.contentWindow : window;
  };
  const test = new Function("w", "argument", `return (${isDone})(w, argument);`);
  const reached = () => {
    try {
      const w = inner();
      return Boolean(w && w.document && test(w, argument));
    } catch {
      return false; // the frame is being replaced
    }
  };
  window.__timed = new Promise((resolve) => {
    inner().document.addEventListener(event, () => {
      const start = performance.now();
      const stop = () => resolve(performance.now() - start);
      const look = () => {
        if (reached()) requestAnimationFrame(() => requestAnimationFrame(stop));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
}
