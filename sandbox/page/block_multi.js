/** Menus where several are chosen: a button with what is chosen, and a sheet of checkboxes with a search. */

import { about, emptyWords, focusOnLoad } from "./block_about.js";
import { el } from "./block_dom.js";
import { offers } from "./block_offers.js";
import { attach } from "./block_popover.js";
import { tellChanges } from "./block_press.js";
import { enrol } from "./block_state.js";

const SEARCHED_FROM = 8; // with fewer, all are seen without searching

/** A menu of options, people or conversations, of which several can be chosen. */
export function multiSelect(element, place) {
  const groups = offers(element, place.ctx);
  const all = groups.flatMap((group) => group.options);
  const boxes = new Map(all.map((one) => [one, el("input", { type: "checkbox" })]));
  const given = { type: "button", class: "b-select b-multi", "aria-haspopup": "dialog", ...about(element, place) };
  const button = el("button", given);
  const sheet = el("div", { class: "b-sheet", role: "group", "aria-label": emptyWords(element, place.ctx) });
  const search = all.length < SEARCHED_FROM ? null : searchBox(sheet);
  sheet.append(...(search ? [search] : []), ...groups.map((group) => drawn(group, boxes)));
  const node = el("span", { class: "b-pick" }, button, sheet);
  const chosen = () => all.filter((one) => boxes.get(one).checked);
  const show = () => {
    showChosen(button, chosen(), emptyWords(element, place.ctx));
    holdBack(boxes, element.max_selected_items);
  };
  enrol(node, element, place, () => chosen().map((one) => one.value), (value) => {
    const keys = value.map((one) => one?.value ?? one);
    for (const [one, box] of boxes) box.checked = keys.includes(one.key);
    show();
  });
  sheet.addEventListener("change", show);
  tellWhenClosed(node, sheet, element, place);
  attach(button, sheet, {
    opened: () => (search ?? sheet.querySelector("input"))?.focus(),
    closed: () => node.hasAttribute("data-touched") && node.dispatchEvent(new Event("change")),
  });
  focusOnLoad(button, element);
  return node;
}

function drawn(group, boxes) {
  const options = group.options.map((one) => {
    const description = one.description && el("span", { class: "b-small" }, one.description);
    return el("label", { class: "b-choice" }, boxes.get(one), el("span", {}, one.label, description));
  });
  if (!group.label) return el("div", { class: "b-group" }, ...options);
  const name = el("div", { class: "b-group-name" }, group.label);
  return el("div", { class: "b-group", role: "group", "aria-label": group.label }, name, ...options);
}

/** What is chosen stands on the button, each in a frame of its own. */
function showChosen(button, chosen, empty) {
  const chips = chosen.map((one) => el("span", { class: "b-chip" }, one.label));
  button.replaceChildren(...(chips.length ? chips : [empty]));
  button.classList.toggle("b-empty", !chips.length);
}

/** With as many chosen as there may be, the others cannot be. */
function holdBack(boxes, most = Infinity) {
  const all = [...boxes.values()];
  const full = all.filter((box) => box.checked).length >= most;
  for (const box of all) box.disabled = full && !box.checked;
}

function searchBox(sheet) {
  const box = el("input", { type: "search", class: "b-box b-search", placeholder: "Search", "aria-label": "Search" });
  box.addEventListener("input", (event) => {
    event.stopPropagation(); // searching is not answering
    const wanted = box.value.trim().toLocaleLowerCase();
    for (const label of sheet.querySelectorAll(".b-choice")) {
      label.hidden = !label.textContent.toLocaleLowerCase().includes(wanted);
    }
  });
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()); // sends no form
  return box;
}

/** The app hears of the whole choice when the sheet closes, not of every tick. */
function tellWhenClosed(node, sheet, element, place) {
  for (const kind of ["change", "focusout", "keydown"]) {
    sheet.addEventListener(kind, (event) => {
      if (kind === "change") node.setAttribute("data-touched", "");
      event.stopPropagation();
    });
  }
  tellChanges(node, element, place);
}
