// Draws on a page what is looked for and what is chosen, as SVG in points of the page.

const SVG = "http://www.w3.org/2000/svg";
const LABEL_PX = 13;
const GAP_PX = 3;

/** An empty overlay for a page of that many points. */
export function makeOverlay() {
  const overlay = element("svg", { class: "page-overlay", "aria-hidden": "true" });
  overlay.setAttribute("preserveAspectRatio", "none");
  return overlay;
}

/**
 * Draw `boxes` with their `labels`, the `picked` words, the box of the `cursor` and the
 * `rectangle` that is being drawn (both may be null); `scale` is pixels for a point.
 */
export function drawOverlay(overlay, { size, scale, boxes, labels, words, picked, cursor, rectangle }) {
  overlay.setAttribute("viewBox", `0 0 ${size.width_pt} ${size.height_pt}`);
  overlay.replaceChildren(
    ...boxes.flatMap((box) => frame(grown(box, GAP_PX / scale), "page-box")),
    ...picked.map((word) => rect(word.box, "page-picked")),
    ...(cursor ? frame(grown(cursor, 1 / scale), "page-cursor") : []),
    ...(rectangle ? [rect(rectangle, "page-rectangle")] : []),
  );
  boxes.forEach((box, number) => {
    addLabel(overlay, { box: grown(box, GAP_PX / scale), text: labels[number], size, scale, words });
  });
}

/** A box with `by` points more on every side. */
export function grown([x0, y0, x1, y1], by) {
  return [x0 - by, y0 - by, x1 + by, y1 + by];
}

/** A light line under a dark one is seen on any picture. */
function frame(box, name) {
  return [rect(box, `${name}-under`), rect(box, name)];
}

function rect([x0, y0, x1, y1], name) {
  return element("rect", { class: name, x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
}

function addLabel(overlay, { box, text, size, scale, words }) {
  const height = (LABEL_PX * 1.4) / scale;
  const label = element("text", { class: "page-label", "font-size": LABEL_PX / scale });
  label.textContent = text;
  overlay.append(label);
  const width = label.getComputedTextLength() + LABEL_PX / scale;
  const place = freest(box, width, height, size, words);
  overlay.insertBefore(rect(place, "page-label-back"), label);
  label.setAttribute("x", place[0] + LABEL_PX / 2 / scale);
  label.setAttribute("y", place[1] + height * 0.73);
}

/** The place beside a box at which a label hides fewest words. */
function freest([x0, y0, x1, y1], width, height, size, words) {
  const level = (y0 + y1 - height) / 2;
  const corners = [
    [x0, y0 - height],
    [x0, y1],
    [x0 - width, level],
    [x1, level],
  ];
  const places = corners
    .map(([x, y]) => [x, y, x + width, y + height])
    .filter(([a, b, c, d]) => a >= 0 && b >= 0 && c <= size.width_pt && d <= size.height_pt);
  const hidden = places.map((place) => words.filter((word) => overlap(place, word.box)).length);
  return places[hidden.indexOf(Math.min(...hidden))] ?? [0, 0, width, height];
}

function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
