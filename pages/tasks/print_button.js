// 打印: opens the browser's print dialogue; at once where the reader has just asked for the list on paper.
export default function ({ data, parentElement }) {
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.style.cssText = "padding: 0.4rem 1.2rem; border: 1px solid #0F5C63; border-radius: 10px; cursor: pointer; background: #0F5C63; color: #FFFFFF; font: inherit; white-space: nowrap;";
    button.onclick = () => window.print();
    parentElement.append(button);
  }
  button.textContent = data.label;
  if (!data.now || button.dataset.done) return;
  button.dataset.done = "1";
  // the list comes with the same answer, its letters a moment later
  document.fonts.ready.then(() => setTimeout(() => window.print(), 300));
}
