// Words of a page and what is chosen of them. Boxes are [x0, y0, x1, y1] in points from the page's
// top left corner; words come in reading order.

const HYPHENS = "-\u00ad\u2010";
const STANDS_ALONE = new Set(["och", "eller", "samt", "resp", "m.m"]);
const REACH_PT = 2;

/** The words of an answer of the server as objects. */
export function readWords(rows) {
  return rows.map(([text, x0, y0, x1, y1, line, glued]) => ({
    text,
    box: [x0, y0, x1, y1],
    line,
    glued: glued === 1,
  }));
}

/** Words as one text, joined as the program joins those of a value. */
export function textOf(words) {
  const parts = [];
  let before = null;
  for (const word of words) {
    if (before && before.line !== word.line && continues(before.text, word.text)) {
      parts.push(parts.pop().slice(0, -1) + word.text);
    } else if (parts.length && word.glued) {
      parts.push(parts.pop() + word.text);
    } else {
      parts.push(word.text);
    }
    before = word;
  }
  return parts.join(" ");
}

/** A hyphen at a line's end followed by a small letter is a cut word ("oljeav-/skiljare"). */
function continues(before, text) {
  return (
    before.length > 2 &&
    HYPHENS.includes(before.at(-1)) &&
    /\p{L}/u.test(before.at(-2)) &&
    /^\p{Ll}/u.test(text) &&
    !STANDS_ALONE.has(text)
  );
}

/** The smallest box around all words. */
export function boxAround(words) {
  const sides = words.map((word) => word.box);
  return [
    Math.min(...sides.map((box) => box[0])),
    Math.min(...sides.map((box) => box[1])),
    Math.max(...sides.map((box) => box[2])),
    Math.max(...sides.map((box) => box[3])),
  ];
}

/** The index of the word at a point, or of one very near; -1 where there is none. */
export function wordAt(words, x, y) {
  const apart = words.map(({ box }) =>
    Math.hypot(gap(x, x, box[0], box[2]), gap(y, y, box[1], box[3])),
  );
  const nearest = apart.indexOf(Math.min(...apart));
  return nearest >= 0 && apart[nearest] <= REACH_PT ? nearest : -1;
}

/** The words whose middles lie in a rectangle. */
export function wordsIn(words, [x0, y0, x1, y1]) {
  return words.filter(({ box }) => {
    const [x, y] = middle(box);
    return x0 <= x && x <= x1 && y0 <= y && y <= y1;
  });
}

/** The index of the word nearest to the middle of a box; -1 on a page without words. */
export function nearestTo(words, box) {
  const [x, y] = middle(box);
  const apart = words.map((word) => {
    const [across, down] = middle(word.box);
    return Math.hypot(across - x, down - y);
  });
  return apart.indexOf(Math.min(...apart));
}

/** The index of the word above (`down` -1) or below (1) another: the nearest line, then nearest. */
export function lineAway(words, from, down) {
  const here = words[from].box;
  const height = here[3] - here[1];
  const level = middle(here)[1];
  let best = from;
  let least = Infinity;
  words.forEach(({ box }, index) => {
    const away = (middle(box)[1] - level) * down;
    if (away < 0.6 * Math.min(height, box[3] - box[1])) return;
    const cost = 4 * away + gap(here[0], here[2], box[0], box[2]);
    if (cost < least) [best, least] = [index, cost];
  });
  return best;
}

function middle(box) {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

/** How far two stretches of a line lie apart; 0 where they overlap. */
function gap(a0, a1, b0, b1) {
  return Math.max(0, b0 - a1, a0 - b1);
}
