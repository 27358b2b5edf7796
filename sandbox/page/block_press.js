/** Telling the app what a person did: after the element's own question, and only once the person is done. */

import { el } from "./block_dom.js";
import { showState, stateOf } from "./block_state.js";
import { either, plain } from "./text.js";

/**
 * Ask what the element wants asked, then tell. Resolves to whether it was told.
 * @param {{block: object, ctx: object}} place
 * @param {object|null} chosen null for a button, else the state of the input
 */
export async function tell(element, place, chosen, node) {
  if (element.confirm && !(await confirmed(element.confirm, place.ctx))) return false;
  place.ctx.press?.(place.block, element, chosen, node);
  return true;
}

/**
 * Slack's confirm dialog; resolves to true for its first button, to false for the other one and Escape.
 * It hangs on the body, so that a message drawn anew meanwhile does not take it away.
 */
export function confirmed(confirm, ctx) {
  const style = confirm.style === "danger" ? "b-danger" : "b-primary";
  const yes = el("button", { type: "button", class: `b-button ${style}` }, plain(confirm.confirm, ctx));
  const no = el("button", { type: "button", class: "b-button", autofocus: true }, plain(confirm.deny, ctx));
  const dialog = el(
    "dialog",
    { class: "b-confirm", "aria-labelledby": "b-confirm-title" },
    el("h2", { id: "b-confirm-title" }, plain(confirm.title, ctx)),
    el("div", { class: "b-text" }, either(confirm.text, ctx)),
    el("div", { class: "b-confirm-buttons" }, no, yes),
  );
  yes.addEventListener("click", () => dialog.close("yes"));
  no.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

/** Whether a change of this element is told at once: outside input blocks, and in those that ask for it. */
export function isTold(place) {
  return place.block.type !== "input" || Boolean(place.block.dispatch_action);
}

/** Tell each change of a chosen value; a confirm that is denied puts back what stood there. */
export function tellChanges(node, element, place) {
  if (!isTold(place)) return;
  let told = stateOf(node);
  let asking = false;
  whenSettled(node, async () => {
    const now = stateOf(node);
    if (asking || JSON.stringify(now) === JSON.stringify(told)) return;
    asking = true;
    if (await tell(element, place, now, node)) told = now;
    else showState(node, told);
    asking = false;
  });
}

/**
 * Run when a choice is made, not while it is being made: arrows and digits pass through values nobody meant,
 * so after a key it waits for Enter, Space or leaving. It may run without a change.
 */
function whenSettled(node, run) {
  let keyed = false;
  node.addEventListener("keydown", (event) => {
    keyed = event.key !== "Enter" && event.key !== " ";
    if (event.key === "Enter") run();
  });
  node.addEventListener("pointerdown", () => {
    keyed = false;
  });
  node.addEventListener("change", () => keyed || run());
  node.addEventListener("focusout", (event) => node.contains(event.relatedTarget) || run());
}

/** Tell what is typed: at Enter, at every character, or both, as the element asks; Enter where it says nothing. */
export function tellTyping(box, node, element, place) {
  if (!isTold(place)) return;
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const send = () => tell(element, place, stateOf(node), node);
  if (on.includes("on_character_entered")) box.addEventListener("input", send);
  if (!on.includes("on_enter_pressed")) return;
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
}
