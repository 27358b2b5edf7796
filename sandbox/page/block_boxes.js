/** Inputs that are typed into: text, numbers, e-mail and web addresses. */

import { about, focusOnLoad } from "./block_about.js";
import { el } from "./block_dom.js";
import { tellTyping } from "./block_press.js";
import { enrol } from "./block_state.js";
import { watched } from "./block_validity.js";
import { asString } from "./text.js";

const LONGEST = 3000;

/** Text on one line or several, with how much room is left where the element says how long it may be. */
export function textBox(element, place) {
  const limits = { maxlength: element.max_length ?? LONGEST, minlength: element.min_length };
  const placeholder = asString(element.placeholder, place.ctx);
  const given = { class: "b-box", placeholder, ...limits, ...about(element, place) };
  const box = element.multiline
    ? el("textarea", { ...given, rows: 4 })
    : el("input", { ...given, type: "text", autocomplete: "off" });
  const left = element.max_length ? el("span", { class: "b-left b-small", "aria-live": "polite" }) : null;
  const count = () => left?.replaceChildren(room(element.max_length - box.value.length));
  box.addEventListener("input", count);
  return typedInto(box, element, place, count, left);
}

function room(left) {
  return `${left} character${left === 1 ? "" : "s"} left`;
}

/** A number; whole ones only where decimals are not allowed. */
export function numberBox(element, place) {
  const box = el("input", {
    type: "number",
    class: "b-box b-number",
    step: element.is_decimal_allowed ? "any" : 1,
    min: element.min_value,
    max: element.max_value,
    inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
    placeholder: asString(element.placeholder, place.ctx),
    ...about(element, place),
  });
  return typedInto(box, element, place);
}

/** An e-mail or a web address. */
export function addressBox(element, place) {
  const type = element.type === "url_text_input" ? "url" : "email";
  const placeholder = asString(element.placeholder, place.ctx);
  return typedInto(el("input", { type, class: "b-box", placeholder, ...about(element, place) }), element, place);
}

function typedInto(box, element, place, shown = () => {}, beside = null) {
  const node = el("span", { class: "b-typed" }, box, beside, watched(box));
  enrol(node, element, place, () => box.value || null, (value) => {
    box.value = value ?? "";
    shown();
  });
  focusOnLoad(box, element);
  tellTyping(box, node, element, place);
  return node;
}
