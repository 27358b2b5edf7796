/** An input block: its question, the element, the hint and what is wrong with the answer. */

import { el, freshId } from "./block_dom.js";
import { renderElement } from "./block_elements.js";
import { plain } from "./text.js";

const NOT_LABELLED = new Set(["radio_buttons", "checkboxes"]); // groups, which a label's click cannot focus

/** An input block with its label tied to its element, for the eye and for a screen reader. */
export function inputBlock(block, ctx) {
  const id = freshId("input");
  const error = ctx.errors?.[block.block_id];
  const hint = block.hint && el("p", { class: "b-hint b-small", id: `${id}-hint` }, plain(block.hint, ctx));
  const wrong = error && el("p", { class: "b-error", id: `${id}-error`, role: "alert" }, error);
  const told = {
    id,
    labelledby: `${id}-label`,
    describedby: [wrong && wrong.id, hint && hint.id].filter(Boolean).join(" ") || null,
    invalid: Boolean(error),
    required: !block.optional,
  };
  const element = renderElement(block.element, { block, ctx, about: told });
  return el("div", { class: `b-input${error ? " b-wrong" : ""}` }, label(block, ctx, id), element, wrong, hint);
}

function label(block, ctx, id) {
  const group = NOT_LABELLED.has(block.element.type);
  const optional = block.optional && el("span", { class: "b-optional" }, " (optional)");
  const given = { class: "b-label", id: `${id}-label`, for: group ? null : id };
  return el(group ? "div" : "label", given, plain(block.label, ctx), optional);
}
