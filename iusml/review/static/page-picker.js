// Chooses words on a page: by a click, by a rectangle, or in word mode with the keyboard or by
// clicking on the first and the last word.

import { lineAway, nearestTo, textOf, wordAt, wordsIn } from "./page-words.js";

const MOVED_PX = 4;

export class WordPicker {
  /**
   * `view` has `frame`, `sheet`, `words` (null until they are there), `boxes`, `pointAt(event)`,
   * `changed()`, `announce(name, values)`, `bringIntoView(box)` and `take(words)`.
   */
  constructor(view) {
    this.view = view;
    this.reset();
    this.listen();
  }

  /** Forget what was chosen: another page is shown. */
  reset() {
    this.active = false;
    this.cursor = -1;
    this.anchor = -1;
    this.started = false;
    this.rectangle = null;
    this.picked = [];
  }

  /** Begin word mode at the value, or at the page's first word. */
  enter() {
    const { words, boxes, frame } = this.view;
    frame.focus({ preventScroll: true });
    if (!words?.length) {
      this.view.announce(this.view.words ? "noWords" : "waiting");
      return;
    }
    this.active = true;
    this.started = false;
    this.place(boxes.length ? nearestTo(words, boxes[0]) : 0, false);
    this.view.announce("wordMode", { text: words[this.cursor].text });
  }

  leave() {
    this.reset();
    this.view.changed();
    this.view.announce("left");
  }

  toggle() {
    if (this.active) this.leave();
    else this.enter();
  }

  /** Whether word mode has used a key. */
  key(event) {
    if (event.key === "Escape") this.leave();
    else if (event.key === "Enter") this.view.take(this.range());
    else {
      const to = this.target(event.key);
      if (to < 0) return false;
      this.place(to, event.shiftKey);
      this.view.announce("word", { text: textOf(this.range()) });
    }
    return true;
  }

  /** Where a key leads from the word that the cursor is at; -1 for keys that lead nowhere. */
  target(key) {
    const { words } = this.view;
    switch (key) {
      case "ArrowRight":
        return Math.min(words.length - 1, this.cursor + 1);
      case "ArrowLeft":
        return Math.max(0, this.cursor - 1);
      case "ArrowDown":
        return lineAway(words, this.cursor, 1);
      case "ArrowUp":
        return lineAway(words, this.cursor, -1);
      case "Home":
        return 0;
      case "End":
        return words.length - 1;
      default:
        return -1;
    }
  }

  place(index, extend) {
    this.cursor = index;
    if (!extend) this.anchor = index;
    this.picked = this.range();
    this.view.changed();
    this.view.bringIntoView(this.view.words[index].box);
  }

  /** The words from where the choice began to the cursor, in reading order. */
  range() {
    const [first, last] = [this.anchor, this.cursor].sort((a, b) => a - b);
    return this.view.words.slice(first, last + 1);
  }

  listen() {
    const { sheet } = this.view;
    let start = null;
    sheet.addEventListener("dragstart", (event) => event.preventDefault());
    sheet.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary || !this.view.words) return;
      start = { at: this.view.pointAt(event), x: event.clientX, y: event.clientY };
      sheet.setPointerCapture(event.pointerId);
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!start || event.pointerType === "touch") return;
      const way = Math.hypot(event.clientX - start.x, event.clientY - start.y);
      if (way < MOVED_PX && !this.rectangle) return;
      this.rectangle = rectangle(start.at, this.view.pointAt(event));
      this.picked = wordsIn(this.view.words, this.rectangle);
      this.view.changed();
    });
    sheet.addEventListener("pointerup", (event) => {
      if (!start) return;
      if (this.rectangle) this.dropped();
      else this.clicked(this.view.pointAt(event), event.shiftKey);
      start = null;
    });
    sheet.addEventListener("pointercancel", () => {
      start = null;
      this.rectangle = null;
      this.view.changed();
    });
  }

  dropped() {
    this.rectangle = null;
    const { picked } = this;
    if (picked.length) {
      this.anchor = this.view.words.indexOf(picked[0]);
      this.cursor = this.view.words.indexOf(picked.at(-1));
      this.view.take(picked);
    }
    this.view.changed();
  }

  /** In word mode the first click chooses a word and the second takes all up to another one. */
  clicked([x, y], extend) {
    const index = wordAt(this.view.words, x, y);
    if (index < 0) return;
    const second = this.active && this.started;
    this.place(index, (extend && this.anchor >= 0) || second);
    if (!this.active || second) this.view.take(this.range());
    else this.view.announce("firstWord", { text: this.view.words[index].text });
    this.started = this.active && !second;
  }
}

function rectangle([x, y], [u, v]) {
  return [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
}
