"use strict";
// Draws the map and filters its list. Texts come from the page itself, as clones of its templates
// or as text nodes: no data is ever read as HTML.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const element = (id) => document.getElementById(id);
  const still = { animate: false };
  const map = L.map("map", {
    zoomControl: false, attributionControl: false, zoomSnap: 0.25, zoomAnimation: false,
    fadeAnimation: false, markerZoomAnimation: false, inertia: false,
  });
  L.control.zoom({
    position: "bottomright", zoomInTitle: "Zooma in", zoomOutTitle: "Zooma ut",
  }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  ["names", "lines", "circles"].forEach((name, at) => {
    map.createPane(name).style.zIndex = 410 + 10 * at;
  });
  const circles = L.svg({ pane: "circles", padding: 0.5 });
  const lines = L.svg({ pane: "lines", padding: 0.5 });
  const chosenLayers = L.layerGroup().addTo(map);
  const home = L.latLngBounds(data.frame);
  const showAll = () => map.fitBounds(home, still);
  showAll();
  map.setMinZoom(map.getZoom() - 1.5);
  map.setMaxBounds(data.reach);

  const spanned = (text) => {
    const span = document.createElement("span");
    span.textContent = text;
    return span;
  };
  const textIcon = (text, className, side = 0) =>
    L.divIcon({ html: spanned(text), className, iconSize: [side, side] });
  const fixed = { interactive: false, keyboard: false };

  const names = data.areas.map((area) => {
    L.polygon(area.rings, {
      interactive: false, weight: 1, color: area.own ? "#8795a1" : "#b3bec9",
      fillColor: area.own ? "#fffdf8" : "#edf0f2", fillOpacity: 1, smoothFactor: 0,
    }).addTo(map);
    const kind = area.own ? "place-name own" : "place-name";
    const icon = textIcon(area.name, kind);
    return L.marker(area.middle, { icon, pane: "names", ...fixed }).addTo(map);
  });

  const marks = new Map();
  for (const one of data.producers.filter((entry) => entry.at)) {
    const colour = data.colours[one.flow % data.colours.length];
    const hollow = one.tonnes === null;
    const look = hollow
      ? { fillColor: "#fff", fillOpacity: 0.85, weight: 2, dashArray: "4 3" }
      : { fillColor: colour, fillOpacity: 0.4, weight: 1.25 };
    const drawn = L.circleMarker(one.at, {
      radius: one.radius, color: colour, renderer: circles, interactive: false,
      className: `mark ${one.id}`, ...look,
    });
    // What is clicked is never smaller than a finger's tip.
    const touched = L.circleMarker(one.at, {
      radius: Math.max(one.radius, 12), stroke: false, fillOpacity: 0, renderer: circles,
      className: `touch ${one.id}`,
    });
    const layers = [drawn, touched];
    if (one.radius >= 8) {
      const icon = textIcon(one.label, "mark-label");
      layers.push(L.marker(one.at, { icon, ...fixed }));
    }
    marks.set(one.id, { one, layers, touched });
  }
  for (const one of data.receivers.filter((entry) => entry.at)) {
    const icon = textIcon(one.label, `receiver ${one.id}`, 24);
    // The list is the way of the keyboard; here each would be met a second time.
    const touched = L.marker(one.at, { icon, keyboard: false });
    marks.set(one.id, { one, layers: [touched], touched });
  }

  let chosen = null;
  let opener = null;
  const popup = L.popup({ minWidth: 220, maxWidth: 330, maxHeight: 340, autoPan: false });
  const where = (one) => marks.get(one.id).touched.getLatLng();
  const isShown = (one) => map.hasLayer(marks.get(one.id)?.touched);

  function open(id, button = null) {
    map.closePopup();
    chosen = marks.get(id).one;
    opener = button;
    const card = element(`card-${id}`).content.cloneNode(true).querySelector(".card");
    card.tabIndex = 0; // long cards scroll
    popup.options.maxHeight = Math.max(160, 0.45 * map.getSize().y);
    popup.options.maxWidth = Math.min(330, map.getSize().x - 100);
    popup.options.offset = [0, 7];
    popup.setContent(card).setLatLng(where(chosen)).openOn(map);
    const box = popup.getElement();
    besideTies(box);
    intoView(box);
    const close = box.querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", "Stäng");
    close.addEventListener("click", () => opener?.focus(), { once: true });
    document.querySelector(`[data-open="${id}"]`).setAttribute("aria-current", "true");
    drawChosen();
    if (button) card.focus();
  }
  // The card goes under its mark where most of those tied to it lie above.
  function besideTies(box) {
    const north = ties(chosen).filter(([mark]) => where(mark.one).lat > where(chosen).lat).length;
    const below = 2 * north > ties(chosen).length;
    box.classList.toggle("below", below);
    if (!below) return;
    popup.options.offset = [0, box.offsetHeight + (chosen.radius ?? 12) + 24];
    popup.update();
  }
  function intoView(box) {
    const [inner, outer] = [box, map.getContainer()].map((one) => one.getBoundingClientRect());
    const over = (low, high, least, most) =>
      low < least ? low - least : Math.max(0, high - most);
    map.panBy([
      over(inner.left, inner.right, outer.left + 8, outer.right - 52),
      over(inner.top, inner.bottom, outer.top + 8, outer.bottom - 8),
    ], still);
  }
  map.on("popupclose", () => {
    document.querySelector("[aria-current]")?.removeAttribute("aria-current");
    chosenLayers.clearLayers();
    chosen = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) {
      map.closePopup();
      opener?.focus();
    }
  });

  // Who is tied to a producer or receiver and can be seen, with the probability.
  function ties(one) {
    const pairs = one.to
      ? one.to.map(([id, score]) => [marks.get(id), score])
      : data.producers.flatMap((other) => other.to.filter(([id]) => id === one.id)
        .map(([, score]) => [marks.get(other.id), score]));
    return pairs.filter(([mark]) => mark && isShown(mark.one));
  }
  function drawChosen() {
    chosenLayers.clearLayers();
    if (!chosen) return;
    if (chosen.margin > 0) {
      L.circle(chosen.at, {
        radius: 1000 * chosen.margin, color: "#7b1fa2", weight: 2, dashArray: "2 5", fill: false,
        interactive: false, pane: "lines", renderer: lines, className: "margin-ring",
      }).addTo(chosenLayers);
    }
    for (const [mark, score] of ties(chosen)) {
      L.polyline([where(chosen), where(mark.one)], {
        color: "#8a4300", weight: 1.5 + 3 * score, opacity: 0.85, interactive: false,
        pane: "lines", renderer: lines, className: "tie",
      }).addTo(chosenLayers);
    }
  }

  // Marks on one point keep their distance on the screen, whatever the zoom.
  function place() {
    for (const { one, layers } of marks.values()) {
      const [x, y] = one.moved;
      if (!x && !y) continue;
      const point = map.latLngToLayerPoint(one.at).add([x, y]);
      layers.forEach((layer) => layer.setLatLng(map.layerPointToLatLng(point)));
    }
    if (chosen) popup.setLatLng(where(chosen));
    drawChosen();
    tidyNames();
  }
  // A name that would cover an earlier one is left out until there is room.
  function tidyNames() {
    const taken = [];
    for (const name of names) {
      const box = name.getElement();
      box.hidden = false;
      const place = box.firstChild.getBoundingClientRect();
      const free = taken.every((other) => place.right < other.left || other.right < place.left
        || place.bottom < other.top || other.bottom < place.top);
      if (free) taken.push(place);
      box.hidden = !free;
    }
  }

  const tonnes = (value, least, most) => `${value.toLocaleString("sv-SE", {
    minimumFractionDigits: least, maximumFractionDigits: most, roundingMode: "halfEven" })} ton`;
  const form = element("filter");
  function filter() {
    const wanted = element("words").value.toLocaleLowerCase("sv").split(/\s+/);
    const code = element("code").value;
    const least = data.steps[Number(element("least").value) - 1] ?? null;
    const told = least === null ? "alla, också utan vikt" : `minst ${tonnes(least, 0, 3)}`;
    element("least-told").textContent = told;
    element("least").setAttribute("aria-valuetext", told);
    const boxes = [...form.querySelectorAll("[name=flow]")];
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => Number(box.value)));
    const fits = (one) => !off.has(one.flow) && wanted.every((word) => one.text.includes(word))
      && (!code || one.codes.includes(code)) && (least === null || one.tonnes >= least);
    const shown = data.producers.filter(fits);
    const all = new Set(shown);
    data.producers.forEach((one) => toggle(one, all.has(one)));
    data.receivers.forEach((one) => toggle(one, one.flows.some((flow) => !off.has(flow))));
    const plants = (some) => new Set(some.map((one) => one.key)).size;
    const count = `Visar ${plants(shown)} av ${plants(data.producers)} producenter`;
    element("status").textContent = data.several ? `${count}.` : `${count}, ${weight(shown)}.`;
    drawChosen();
  }
  function weight(some) {
    const weighed = some.filter((one) => one.tonnes !== null);
    const mass = weighed.reduce((sum, one) => sum + one.tonnes, 0);
    const digits = [100, 10, 1].filter((limit) => mass < limit).length;
    return `${tonnes(mass, digits, digits)} hos ${weighed.length} av dem`;
  }
  function toggle(one, on) {
    document.querySelector(`[data-entry="${one.id}"]`).hidden = !on;
    if (!on && chosen === one) map.closePopup();
    // All are drawn anew, so that small ones stay on top of large ones.
    marks.get(one.id)?.layers.forEach((layer) => (on ? layer.remove().addTo(map) : layer.remove()));
  }

  for (const { one, touched } of marks.values()) {
    touched.on("click", () => open(one.id)).bindTooltip(spanned(one.name), { sticky: true });
  }
  document.querySelectorAll("[data-open]").forEach((button) => {
    button.addEventListener("click", () => open(button.dataset.open, button));
  });
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  element("whole").addEventListener("click", showAll);
  map.on("zoomend resize", place);
  const onPaper = (on) => () => {
    map.closePopup();
    document.body.classList.toggle("paper", on);
    map.invalidateSize(still);
    showAll();
  };
  window.addEventListener("beforeprint", onPaper(true));
  window.addEventListener("afterprint", onPaper(false));
  filter();
  place();
})();
