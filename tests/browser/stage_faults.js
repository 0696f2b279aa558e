/* What is wrong on the scene that is shown: type smaller than `least` pixels, parts that are cut off or cover each other. */
(least) => {
  const found = [];
  const stage = document.querySelector(".stage");
  const sheet = stage.querySelector(".scene:not([hidden])");
  const scaleOf = (node) => (node ? node.getBoundingClientRect().width / node.offsetWidth : 1);
  const [stageScale, mapScale] = [scaleOf(stage), scaleOf(stage.querySelector(".map-host"))];
  const walk = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || node.closest(".said-aloud") || !node.checkVisibility({ visibilityProperty: true })) continue;
    const box = node.getBoundingClientRect();
    const drawn = node instanceof SVGElement ? node.getScreenCTM().a : node.closest(".map-host") ? mapScale : stageScale;
    const size = parseFloat(getComputedStyle(node).fontSize) * drawn;
    if (box.width && size < least - 0.1) found.push(`too small: ${node.textContent.slice(0, 20)} ${size.toFixed(1)}`);
  }
  const cut = (node, name) => {
    const isHigh = !node.matches(".value") && node.scrollHeight > node.clientHeight + 2;
    if (isHigh || node.scrollWidth > node.clientWidth + 2) found.push(`cut: ${name}`);
  };
  cut(sheet.querySelector(".main"), "main");
  cut(sheet.querySelector(".sources"), "sources");
  sheet.querySelectorAll(".figure, .figure .value, td").forEach((node) => cut(node, node.textContent));
  const sentence = stage.querySelector(".caption:not([hidden]) p");
  if (sentence) cut(sentence, "caption");
  const parts = [".main", ".aside", ".foot"].map((name) => sheet.querySelector(name));
  const there = [...parts, stage.querySelector(".caption:not([hidden])")].filter(Boolean);
  const boxes = there.map((node) => node.getBoundingClientRect());
  boxes.forEach((a, i) => boxes.forEach((b, k) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (k > i && wide > 2 && high > 2) found.push(`${there[i].className} covers ${there[k].className}`);
  }));
  return found;
}
