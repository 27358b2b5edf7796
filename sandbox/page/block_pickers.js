/** Inputs where one of several is chosen, and the instants: the browser's own select and pickers. */

import { about, emptyWords, focusOnLoad } from "./block_about.js";
import { el } from "./block_dom.js";
import { offers } from "./block_offers.js";
import { tellChanges } from "./block_press.js";
import { enrol } from "./block_state.js";
import { localToUnix, unixToLocal } from "./block_zone.js";

/** A menu of options, people or conversations. */
export function select(element, place) {
  const { ctx } = place;
  const groups = offers(element, ctx);
  const all = groups.flatMap((group) => group.options);
  const menu = el("select", { class: "b-select", ...about(element, place) }, nothing(element, place));
  for (const group of groups) {
    const drawn = group.options.map((one) => choice(one, all.indexOf(one)));
    if (group.label) menu.append(el("optgroup", { label: group.label }, ...drawn));
    else menu.append(...drawn);
  }
  const node = el("span", { class: "b-pick" }, menu);
  const read = () => (menu.value === "" ? null : all[Number(menu.value)].value);
  enrol(node, element, place, read, (value) => {
    const at = all.findIndex((one) => one.key === keyOf(value));
    menu.value = at < 0 ? "" : String(at);
    menu.classList.toggle("b-empty", at < 0);
  });
  menu.addEventListener("change", () => menu.classList.toggle("b-empty", menu.value === ""));
  focusOnLoad(menu, element);
  tellChanges(node, element, place);
  return node;
}

/** The line that stands for nothing; it can be chosen again only where an answer may be left out. */
function nothing(element, place) {
  const optional = place.block.type === "input" && place.block.optional;
  return el("option", { value: "", disabled: !optional, hidden: !optional }, emptyWords(element, place.ctx));
}

function choice(one, at) {
  const told = one.description ? `${one.label} — ${one.description}` : one.label;
  return el("option", { value: at }, told);
}

function keyOf(value) {
  return value && typeof value === "object" ? value.value : value;
}

/** A day, a time of day, or both in the reader's zone. */
export function moment(element, place) {
  const kind = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" }[element.type];
  const box = el("input", { type: kind, class: "b-box b-moment", ...about(element, place) });
  const zone = element.type === "timepicker" && element.timezone ? element.timezone : null;
  const node = el("span", { class: "b-pick" }, box, zone && el("span", { class: "b-small" }, zone));
  const { tz } = place.ctx;
  if (kind === "datetime-local") {
    enrol(node, element, place, () => (box.value ? localToUnix(box.value, tz) : null), (value) => {
      box.value = value === null ? "" : unixToLocal(value, tz);
    });
  } else {
    enrol(node, element, place, () => box.value || null, (value) => {
      box.value = value ?? "";
    });
  }
  focusOnLoad(box, element);
  tellChanges(node, element, place);
  return node;
}
