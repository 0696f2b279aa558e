// The panels are ready SVG whose texts are escaped; a click on a region opens its page inside the session.
const shown = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".panels");
  if (shown.get(frame) !== data.markup) {
    frame.innerHTML = data.markup;
    shown.set(frame, data.markup);
  }
  frame.onclick = (event) => {
    const link = event.target.closest("a[data-plan]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    setTriggerValue("open", link.dataset.plan);
  };
}
