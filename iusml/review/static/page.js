// Shows a page of a report with the boxes of a value, and lets a person take text from it.
//
// The server writes
//   <div class="page-view" data-report="…" data-page="3" data-pages="12" data-boxes="[[3,x0,y0,x1,y1]]">
//     <img src="…/reports/…/pages/3/picture?width=1200" alt="Sida 3 av 12">
//   </div>
// A change of data-page or data-boxes is followed. Any text of TEXTS may be replaced by a data
// attribute (data-text-zoom-in), the key of word mode by data-key-words. The event
// "iusml:word-mode", sent to the div, begins word mode from elsewhere; "iusml:text-taken" comes
// from the div with detail {text, page, bbox}.

import { drawOverlay, makeOverlay } from "./page-overlay.js";
import { WordPicker } from "./page-picker.js";
import { boxAround, readWords, textOf } from "./page-words.js";

const TEXTS = {
  tools: "Sidans bild",
  zoomIn: "Zooma in",
  zoomOut: "Zooma ut",
  whole: "Hela sidan",
  before: "Föregående sida",
  after: "Nästa sida",
  words: "Välj ord",
  page: "Sida {page} av {pages}",
  frame: "Sida {page} av {pages} som bild. Tryck {key} för att välja ord med piltangenterna.",
  value: "Värdet",
  wordMode:
    "Välj ord: piltangenterna flyttar, Skift utökar, Retur tar texten, Escape avslutar. Ord: {text}",
  firstWord: "Från {text}. Klicka på det sista ordet.",
  word: "{text}",
  left: "Ordvalet är avslutat.",
  taken: "Tagen text: {text}",
  waiting: "Sidans ord läses. Försök igen om en stund.",
  noWords: "Sidan har inga ord att välja.",
  failed: "Sidan kunde inte visas. Ladda om den, eller försök igen om en stund.",
};
const WIDTHS = [600, 1200, 1800, 2400];
const STEP = 1.25;
const MAX_SCALE = 8;
const READABLE = 1.5; // pixels for a point: a narrower view of a value is not needed
const CONTEXT = 0.6; // of the page's width: in a small frame, a part of the value's row
const MARGIN_PX = 40;

export class PageView {
  constructor(root) {
    this.root = root;
    this.picture = root.querySelector("img");
    this.size = null;
    this.words = null;
    this.boxes = [];
    this.scale = 1;
    this.turns = 0;
    this.build();
    this.picker = new WordPicker(this);
    this.listen();
    this.show();
  }

  get page() {
    return Number(this.root.dataset.page);
  }

  get pages() {
    return Number(this.root.dataset.pages);
  }

  text(name, values = {}) {
    const own = this.root.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`];
    const all = { page: this.page, pages: this.pages, key: this.wordsKey.toUpperCase(), ...values };
    return (own ?? TEXTS[name]).replace(/\{(\w+)\}/g, (_, key) => all[key] ?? "");
  }

  get wordsKey() {
    return this.root.dataset.keyWords ?? "o";
  }

  build() {
    this.tools = make("div", { class: "page-tools", role: "group", "aria-label": this.text("tools") });
    this.buttons = {
      zoomOut: () => this.zoom(this.scale / STEP),
      zoomIn: () => this.zoom(this.scale * STEP),
      whole: () => this.fit(),
      before: () => this.turn(-1),
      after: () => this.turn(1),
      words: () => this.picker.toggle(),
    };
    for (const [name, act] of Object.entries(this.buttons)) {
      const button = make("button", { type: "button", "data-tool": name });
      button.textContent = this.text(name);
      button.addEventListener("click", act);
      this.buttons[name] = button;
      this.tools.append(button);
    }
    this.frame = make("div", { class: "page-frame", role: "application", tabindex: "0" });
    this.sheet = make("div", { class: "page-sheet" });
    this.overlay = makeOverlay();
    this.status = make("p", { class: "page-status", role: "status", "aria-live": "polite" });
    this.sheet.append(this.picture, this.overlay);
    this.frame.append(this.sheet);
    this.root.append(this.tools, this.frame, this.status);
    this.root.classList.add("page-ready");
  }

  listen() {
    this.root.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !this.key(event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.root.addEventListener("iusml:word-mode", () => this.picker.enter());
    this.picture.addEventListener("load", () => this.root.classList.remove("page-loading"));
    this.picture.addEventListener("error", () => {
      if (this.size) this.announce("failed"); // else the server says why
    });
    const changes = new MutationObserver(() => this.show());
    changes.observe(this.root, { attributeFilter: ["data-page", "data-boxes", "data-report"] });
  }

  /** Whether a key was meant for the page. */
  key(event) {
    if (this.picker.active && event.target === this.frame && this.picker.key(event)) return true;
    const tool = {
      "+": "zoomIn",
      "-": "zoomOut",
      0: "whole",
      PageUp: "before",
      PageDown: "after",
      [this.wordsKey]: "words",
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (tool) this.buttons[tool].click();
    return Boolean(tool);
  }

  /** Show the page that the attributes name. */
  async show() {
    const turn = ++this.turns;
    const { page } = this;
    const shown = this.address("picture");
    const other = shown.pathname !== new URL(this.picture.src).pathname;
    this.boxes = JSON.parse(this.root.dataset.boxes || "[]")
      .filter((box) => box[0] === page)
      .map((box) => box.slice(1));
    this.picker.reset();
    this.label(page);
    if (other || !this.size) {
      [this.size, this.words] = [null, null];
      this.changed();
      if (other) this.load(shown);
      const words = this.ask("words", turn);
      const size = await this.ask("size", turn);
      if (!size || turn !== this.turns) return;
      this.size = size;
      words.then((found) => this.takeWords(found, shown));
    }
    this.showBoxes();
  }

  label(page) {
    this.picture.alt = this.text("page");
    this.frame.setAttribute("aria-label", this.text("frame"));
    this.buttons.before.setAttribute("aria-disabled", String(page <= 1));
    this.buttons.after.setAttribute("aria-disabled", String(page >= this.pages));
    this.announce("page");
  }

  /** Words may come long after the picture; those of a page that is no longer shown are dropped. */
  takeWords(found, shown) {
    if (!found || !this.size || shown.pathname !== this.address("picture").pathname) return;
    this.words = readWords(found.words);
    this.changed();
  }

  /** The address of something of the page, under that of the picture that the server wrote. */
  address(what) {
    const base = new URL(this.picture.src);
    const pages = base.pathname.replace(/[^/]+\/pages\/\d+\/picture$/, "");
    const report = encodeURIComponent(this.root.dataset.report);
    const address = new URL(`${pages}${report}/pages/${this.page}/${what}`, base);
    if (what !== "words") address.search = base.search;
    return address;
  }

  load(address) {
    this.root.classList.add("page-loading");
    this.picture.src = address.href;
  }

  /** The server's answer, or null and a sentence for the person, who may be a page further. */
  async ask(what, turn) {
    try {
      const answer = await fetch(this.address(what), { credentials: "same-origin" });
      const content = await answer.json();
      if (answer.ok) return content;
      if (turn === this.turns) this.say(content.message);
    } catch {
      if (turn === this.turns) this.announce("failed");
    }
    return null;
  }

  turn(by) {
    const page = this.page + by;
    if (page >= 1 && page <= this.pages) this.root.dataset.page = String(page);
  }

  /** Zoom to the first box with some of what is around it, or to the width of the page. */
  showBoxes() {
    const wide = this.frame.clientWidth / this.size.width_pt;
    if (!this.boxes.length) {
      this.zoom(wide);
      this.frame.scrollTo(0, 0);
      return;
    }
    const [x0, y0, x1, y1] = this.boxes[0];
    const across = Math.max((x1 - x0) * 1.5, this.size.width_pt * CONTEXT);
    this.zoom(Math.max(wide, Math.min(READABLE, this.frame.clientWidth / across)));
    const { clientWidth, clientHeight } = this.frame;
    this.frame.scrollTo(
      ((x0 + x1) / 2) * this.scale - clientWidth / 2,
      ((y0 + y1) / 2) * this.scale - clientHeight / 2,
    );
  }

  fit() {
    if (!this.size) return;
    const { clientWidth, clientHeight } = this.frame;
    this.zoom(Math.min(clientWidth / this.size.width_pt, clientHeight / this.size.height_pt));
  }

  /** Show the page at `scale` pixels for a point; what is in the middle stays there. */
  zoom(scale) {
    if (!this.size) return;
    const { frame } = this;
    const least = Math.min(1, frame.clientWidth / this.size.width_pt) / 4;
    const former = this.scale;
    this.scale = Math.min(MAX_SCALE, Math.max(least, scale));
    const grew = this.scale / former;
    const x = (frame.scrollLeft + frame.clientWidth / 2) * grew - frame.clientWidth / 2;
    const y = (frame.scrollTop + frame.clientHeight / 2) * grew - frame.clientHeight / 2;
    this.sheet.style.width = `${this.size.width_pt * this.scale}px`;
    this.sheet.style.height = `${this.size.height_pt * this.scale}px`;
    frame.scrollTo(x, y);
    this.sharpen();
    this.changed();
  }

  /** Ask for a larger picture where the screen shows more than there is. */
  sharpen() {
    const wanted = this.size.width_pt * this.scale * (window.devicePixelRatio || 1);
    const width = WIDTHS.find((each) => each >= wanted) ?? WIDTHS.at(-1);
    const address = this.address("picture");
    if (width <= Number(address.searchParams.get("width"))) return;
    address.searchParams.set("width", String(width));
    this.picture.src = address.href;
  }

  /** Draw anew what lies over the picture. */
  changed() {
    this.buttons.words.setAttribute("aria-pressed", String(this.picker.active));
    this.buttons.words.setAttribute("aria-disabled", String(!this.words));
    if (!this.size) {
      this.overlay.replaceChildren();
      return;
    }
    const { active, cursor, picked, rectangle } = this.picker;
    const many = this.boxes.length > 1;
    drawOverlay(this.overlay, {
      size: this.size,
      scale: this.scale,
      boxes: this.boxes,
      labels: this.boxes.map((_, n) => this.text("value") + (many ? ` ${n + 1}` : "")),
      words: this.words ?? [],
      picked,
      cursor: active && cursor >= 0 ? this.words[cursor].box : null,
      rectangle,
    });
  }

  /** The point of the page at which an event happened. */
  pointAt(event) {
    const place = this.overlay.getBoundingClientRect();
    return [
      ((event.clientX - place.left) / place.width) * (this.size?.width_pt ?? 0),
      ((event.clientY - place.top) / place.height) * (this.size?.height_pt ?? 0),
    ];
  }

  bringIntoView(box) {
    const { frame } = this;
    const [x0, y0, x1, y1] = box.map((side) => side * this.scale);
    frame.scrollTo(
      nearer(frame.scrollLeft, frame.clientWidth, x0, x1),
      nearer(frame.scrollTop, frame.clientHeight, y0, y1),
    );
  }

  /** Tell the desk that the person wants the text of these words. */
  take(words) {
    const detail = { text: textOf(words), page: this.page, bbox: boxAround(words) };
    this.announce("taken", detail);
    this.root.dispatchEvent(new CustomEvent("iusml:text-taken", { bubbles: true, detail }));
  }

  announce(name, values) {
    this.say(this.text(name, values));
  }

  say(sentence) {
    this.status.textContent = sentence;
  }
}

/** Where to scroll so that a stretch is seen with a margin; no further than needed. */
function nearer(from, length, low, high) {
  if (low - MARGIN_PX < from) return low - MARGIN_PX;
  return high + MARGIN_PX > from + length ? high + MARGIN_PX - length : from;
}

function make(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

for (const root of document.querySelectorAll(".page-view")) new PageView(root);
