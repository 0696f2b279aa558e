// The sheet is ready markup whose texts are escaped; its maps are SVG.
const shown = new WeakMap();

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector(".sheet-frame");
  if (shown.get(frame) !== data.markup) {
    frame.innerHTML = data.markup;
    shown.set(frame, data.markup);
  }
}
