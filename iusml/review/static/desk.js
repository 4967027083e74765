// The keys of a record's page, and text taken from its picture put into the chosen field.
// Without this script every form works as it stands.

const desk = document.querySelector(".desk");
const record = document.getElementById("record");
const view = document.querySelector(".page-view");
const keys = document.getElementById("keys");
const KEYS_OFF = "iusml-keys-off";
let chosen = document.getElementById(`f-${desk.dataset.first}`);

function typing(target) {
  return target.closest("input, textarea, select") !== null;
}

function choose(field) {
  chosen = field;
  for (const one of record.querySelectorAll(".field.chosen")) {
    one.classList.remove("chosen");
  }
  field.closest(".field")?.classList.add("chosen");
}

function fill(field, text, places) {
  field.value = text;
  const place = record.elements[`place-${field.name}`];
  if (place) {
    place.value = places ? JSON.stringify(places) : "";
  }
  choose(field);
}

// What each key finds on the page: a link, a button, or something that opens.
function press(element) {
  if (element.dataset.fills) {
    const places = element.dataset.place ? [JSON.parse(element.dataset.place)] : null;
    fill(document.getElementById(element.dataset.fills), element.dataset.text, places);
    element.closest("ol").querySelectorAll("[aria-pressed]").forEach((one) => one.removeAttribute("aria-pressed"));
    element.setAttribute("aria-pressed", "true");
  } else if (element.tagName === "DETAILS") {
    element.open = !element.open;
    if (element.open) {
      element.querySelector("input:not([type=hidden]), select")?.focus();
    }
  } else if (element.dataset.opens) {
    toggleKeys();
  } else {
    element.click();
  }
}

function toggleKeys() {
  if (keys.open) {
    keys.close();
  } else {
    keys.showModal();
  }
}

function correct() {
  const field = document.getElementById(`f-${desk.dataset.first}`);
  field.focus();
  field.select?.();
}

function off() {
  return localStorage.getItem(KEYS_OFF) === "1";
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (keys.open) {
    if (event.key === "?") {
      event.preventDefault();
      keys.close();
    }
    return;
  }
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (typing(event.target)) {
    // A line break in a field of several lines takes Shift, as in a chat.
    if (event.key === "Enter" && event.target.tagName === "TEXTAREA" && !event.shiftKey) {
      event.preventDefault();
      record.querySelector("button[value=accept]").click();
    }
    return;
  }
  if (off() || event.repeat) {
    return;
  }
  const onControl = event.target.closest("button, a, summary, .page-frame") !== null;
  if (event.key === "Enter" && onControl) {
    return;
  }
  if (event.key === "c") {
    event.preventDefault();
    correct();
  } else if (event.key === "w") {
    event.preventDefault();
    view.dispatchEvent(new CustomEvent("iusml:word-mode"));
  } else {
    const found = [...document.querySelectorAll("[data-key]")].find((one) =>
      one.dataset.key.split(" ").includes(event.key),
    );
    if (found) {
      event.preventDefault();
      press(found);
    }
  }
});

record.addEventListener("focusin", (event) => {
  // A text cannot go into a list of choices.
  if (event.target.matches("input[id^=f-], textarea")) {
    choose(event.target);
  }
});

record.addEventListener("input", (event) => {
  const place = record.elements[`place-${event.target.name}`];
  if (place) {
    place.value = "";
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fills], [data-opens]");
  if (button) {
    press(button);
  }
});

document.addEventListener("iusml:text-taken", (event) => {
  const { text, page, bbox } = event.detail;
  fill(chosen, text, [{ page, bbox, text }]);
  chosen.focus();
});

// A double press must not send a decision twice.
document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") {
    return;
  }
  if (event.target.dataset.sent) {
    event.preventDefault();
  }
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
  }
});

// Values beside the one that was read, once the page's words are known: amounts under the keys from
// 6 on, and earlier years under h.
function offer({ text, place }, name, field) {
  const key = document.createElement("kbd");
  key.textContent = name;
  const button = document.createElement("button");
  button.type = "button";
  Object.assign(button.dataset, {
    key: name, fills: `f-${field}`, text, place: JSON.stringify(place),
  });
  button.append(key, ` ${text}`);
  const line = document.createElement("li");
  line.append(button);
  return line;
}

async function offerBeside(list, earlier) {
  const answer = await fetch(list.dataset.from);
  if (!answer.ok) {
    return;
  }
  const found = await answer.json();
  const amounts = found.filter((one) => one.field === "quantity");
  list.append(...amounts.map((one, number) => offer(one, String(6 + number), "quantity")));
  list.hidden = amounts.length === 0;
  const years = found.filter((one) => one.field === "history");
  earlier.append(...years.map((one) => offer(one, "h", "history")));
  earlier.hidden = years.length === 0;
}

const amounts = document.getElementById("amounts");
if (amounts) {
  offerBeside(amounts, document.getElementById("earlier"));
}

const toggle = document.getElementById("keys-switch");
function showSwitch() {
  toggle.textContent = off() ? toggle.dataset.off : toggle.dataset.on;
}
toggle.addEventListener("click", () => {
  localStorage.setItem(KEYS_OFF, off() ? "0" : "1");
  showSwitch();
});
showSwitch();
choose(chosen);
const refused = "[aria-invalid], .acts details[open] input:not([type=hidden]), .acts details[open] select";
document.querySelector(refused)?.focus();
