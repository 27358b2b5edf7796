/** What is pressed: buttons, buttons that lead somewhere, and the menu behind the three dots. */

import { about } from "./block_about.js";
import { address, el } from "./block_dom.js";
import { attach } from "./block_popover.js";
import { tell } from "./block_press.js";
import { asString, plain } from "./text.js";

const STYLES = { primary: " b-primary", danger: " b-danger" };

/** A button; one with an address opens it in a new tab and is told to the app as well. */
export function button(element, place) {
  const label = { class: `b-button${STYLES[element.style] ?? ""}`, "aria-label": element.accessibility_label };
  const names = { "data-block": place.block.block_id, "data-action": element.action_id, "data-value": element.value };
  const href = element.url ? address(element.url) : null;
  const words = el("span", {}, plain(element.text, place.ctx));
  if (!href) {
    const made = el("button", { type: "button", ...label, ...names }, words);
    made.addEventListener("click", () => tell(element, place, null, made));
    return made;
  }
  const made = el("a", { href, target: "_blank", rel: "noreferrer", ...label, ...names }, words);
  made.addEventListener("click", (event) => follow(event, element, place, made));
  return made;
}

/** The browser follows the link itself, unless a question comes first. */
async function follow(event, element, place, made) {
  if (!element.confirm) {
    place.ctx.press?.(place.block, element, null, made);
    return;
  }
  event.preventDefault();
  if (await tell(element, place, null, made)) window.open(made.href, "_blank", "noreferrer");
}

/** The menu behind three dots: opened by click, Enter or arrow, walked with arrows, left with Escape. */
export function overflow(element, place) {
  const given = { type: "button", class: "b-button b-dots", "aria-haspopup": "menu", ...about(element, place) };
  const dots = el("button", given, "⋯");
  dots.dataset.block = place.block.block_id ?? "";
  dots.dataset.action = element.action_id ?? "";
  const items = element.options.map((option) => item(option, place));
  const sheet = el("div", { class: "b-sheet b-menu", role: "menu" }, ...items);
  items.forEach((one, at) => one.addEventListener("click", () => {
    sheet.hidePopover();
    choose(element, place, element.options[at], dots);
  }));
  attach(dots, sheet, { opened: () => items[0].focus() });
  dots.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    sheet.showPopover();
  });
  sheet.addEventListener("keydown", (event) => walk(event, items));
  return el("span", { class: "b-pick" }, dots, sheet);
}

function item(option, place) {
  const description = option.description && el("span", { class: "b-small" }, asString(option.description, place.ctx));
  const href = option.url ? address(option.url) : null;
  const given = { class: "b-item", role: "menuitem", tabindex: -1 };
  const words = el("span", {}, plain(option.text, place.ctx));
  if (href) return el("a", { href, target: "_blank", rel: "noreferrer", ...given }, words, description);
  return el("button", { type: "button", ...given }, words, description);
}

function choose(element, place, option, dots) {
  tell(element, place, { type: "overflow", selected_option: option }, dots);
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function walk(event, items) {
  const at = items.indexOf(document.activeElement);
  const ends = { Home: 0, End: items.length - 1 };
  const to = event.key in STEPS ? (at + STEPS[event.key] + items.length) % items.length : ends[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[to].focus();
}
