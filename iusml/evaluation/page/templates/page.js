"use strict";
const records = [...document.querySelectorAll(".record")];
const filters = [...document.querySelectorAll(".filters select")];
const output = document.querySelector(".filters output");

function apply() {
  let shown = 0;
  for (const record of records) {
    record.hidden = filters.some((f) => f.value && record.dataset[f.name] !== f.value);
    shown += !record.hidden;
  }
  if (output) output.textContent = `${shown} of ${records.length} shown`;
}

function reset() {
  for (const filter of filters) filter.value = "";
  apply();
}

function go(step) {
  const seen = records.filter((record) => !record.hidden);
  const at = seen.indexOf(document.activeElement.closest(".record"));
  const next = seen[at < 0 ? 0 : Math.min(seen.length - 1, Math.max(0, at + step))];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
}

function follow() {
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.hidden) {
    reset();
    target.scrollIntoView();
  }
}

for (const filter of filters) filter.addEventListener("change", apply);
document.querySelector(".filters [type=reset]")?.addEventListener("click", reset);
for (const button of document.querySelectorAll("[data-pick]")) {
  button.addEventListener("click", () => {
    reset();
    filters.find((f) => f.name === button.dataset.pick).value = button.dataset.value;
    apply();
    document.getElementById("records").scrollIntoView();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
  if (event.key === "j") go(1);
  if (event.key === "k") go(-1);
});
window.addEventListener("hashchange", follow);
apply();
