// What whoever runs the workspace offers to do, and the line that says what goes on.

import { post } from "./api.js";
import { byId, button, el } from "./dom.js";
import { store } from "./store.js";
import { trying } from "./toast.js";

let drawn = "";

/** Draw the buttons and the line; nothing where nothing is offered. */
export function drawOffers() {
  const { offers, caption } = store.view;
  const now = JSON.stringify([offers, caption]);
  if (now === drawn) return;
  drawn = now;
  const buttons = offers.map((one) => button(one.label, () => take(one.id), { className: "primary" }));
  const bar = byId("offers");
  bar.replaceChildren(el("span", { className: "caption" }, caption), ...buttons);
  bar.hidden = !caption && !buttons.length;
}

/** @param {string} id */
function take(id) {
  return trying(() => post("/control/take", { id }));
}
