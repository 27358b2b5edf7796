// What whoever runs the workspace offers to do, and the line that says what goes on.

import { post } from "./api.js";
import { byId, button, el } from "./dom.js";
import { go, store } from "./store.js";
import { trying } from "./toast.js";

let drawn = "";
let following = false; // whoever took an offer is shown where it happens, until they look elsewhere by themselves

/** Draw the buttons and the line; nothing where nothing is offered. */
export function drawOffers() {
  const { offers, caption, look } = store.view;
  const now = JSON.stringify([offers, caption, look]);
  if (now === drawn) return;
  drawn = now;
  if (following && look.as) go(look);
  const buttons = offers.map((one) => button(one.label, () => take(one.id), { className: "primary" }));
  const bar = byId("offers");
  bar.replaceChildren(el("span", { className: "caption" }, caption), ...buttons);
  bar.hidden = !caption && !buttons.length;
}

/** @param {string} id */
function take(id) {
  if (!following) byId("side").addEventListener("click", () => { following = false; }, { once: true });
  following = true;
  return trying(() => post("/control/take", { id }));
}
