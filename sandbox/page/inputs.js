/** What people have entered: as Slack tells it, and kept while a view is drawn anew. */

import { fieldsIn, showState, stateOf } from "./block_state.js";

/**
 * What stands in every input below a node, as in `view.state.values`.
 * @param {ParentNode} root
 * @returns {Record<string, Record<string, object>>}
 */
export function readValues(root) {
  const values = {};
  for (const node of fieldsIn(root)) {
    const { block, action } = node.dataset;
    values[block] = { ...values[block], [action]: stateOf(node) };
  }
  return values;
}

/**
 * What a person changed below a node, and where the cursor stands; for `restoreTyped` after it is drawn anew.
 * @param {ParentNode} root
 */
export function keepTyped(root) {
  const touched = fieldsIn(root).filter((node) => node.hasAttribute("data-touched"));
  return { entries: touched.map((node) => ({ ...nameOf(node), state: stateOf(node) })), focus: focusIn(root) };
}

/**
 * Put back what `keepTyped` kept where an input of the same kind still has the same block and action id,
 * as Slack does; the rest shows what the new view says.
 */
export function restoreTyped(root, kept) {
  for (const { state, ...name } of kept.entries) {
    const node = namesake(root, name);
    if (node) showState(node, state);
  }
  if (kept.focus) refocus(root, kept.focus);
}

function nameOf(node) {
  const { block, action, type } = node.dataset;
  return { block, action, type };
}

function namesake(root, name) {
  return fieldsIn(root).find(
    ({ dataset }) => dataset.block === name.block && dataset.action === name.action && dataset.type === name.type,
  );
}

const CONTROLS = "input, select, textarea, button";

/** Which control of which input has the focus, and what is marked in it. */
function focusIn(root) {
  const control = document.activeElement;
  const node = control?.closest(".b-field");
  if (!node || !root.contains(node)) return null;
  const at = [...node.querySelectorAll(CONTROLS)].indexOf(control);
  return { name: nameOf(node), at, marked: marked(control) };
}

/** Only boxes of text tell what is marked; the others throw or tell null. */
function marked(control) {
  const isText = control.tagName === "TEXTAREA" || control.type === "text";
  return isText ? [control.selectionStart, control.selectionEnd] : null;
}

function refocus(root, { name, at, marked: range }) {
  const control = namesake(root, name)?.querySelectorAll(CONTROLS)[at];
  control?.focus();
  if (control && range) control.setSelectionRange(...range);
}
