/** Radio buttons and checkboxes: all options are seen at once, each with its description. */

import { about, focusOnLoad } from "./block_about.js";
import { el, freshId } from "./block_dom.js";
import { tellChanges } from "./block_press.js";
import { enrol } from "./block_state.js";
import { either } from "./text.js";

/** One of several. */
export function radioButtons(element, place) {
  const { node, boxes } = choices("radio", element, place);
  const read = () => element.options[boxes.findIndex((box) => box.checked)] ?? null;
  finish(node, boxes, element, place, read, (value) => check(boxes, element, value ? [value] : []));
  return node;
}

/** Any of several. */
export function checkboxes(element, place) {
  const { node, boxes } = choices("checkbox", element, place);
  const read = () => element.options.filter((_, at) => boxes[at].checked);
  finish(node, boxes, element, place, read, (value) => check(boxes, element, value));
  return node;
}

function choices(kind, element, place) {
  const role = kind === "radio" ? "radiogroup" : "group";
  const name = freshId("choice");
  const node = el("div", { class: "b-choices", role, ...about(element, place) });
  const boxes = element.options.map((option) => {
    const box = el("input", { type: kind, name, value: option.value });
    const description = option.description && el("span", { class: "b-small" }, either(option.description, place.ctx));
    const words = el("span", {}, either(option.text, place.ctx), description);
    node.append(el("label", { class: "b-choice" }, box, words));
    return box;
  });
  return { node, boxes };
}

function check(boxes, element, chosen) {
  const values = chosen.map((one) => one.value);
  boxes.forEach((box, at) => {
    box.checked = values.includes(element.options[at].value);
  });
}

function finish(node, boxes, element, place, read, write) {
  enrol(node, element, place, read, write);
  focusOnLoad(boxes[0], element);
  tellChanges(node, element, place);
}
