// Words that come up, and are read out, when something did not work.

import { byId, button, el } from "./dom.js";

const STAYS = 8000; // milliseconds

/** @param {string} words */
export function toast(words) {
  const shown = el("div", { className: "toast" }, el("span", {}, words));
  shown.append(button("✕", () => shown.remove(), { "aria-label": "Dismiss" }));
  byId("toasts").append(shown);
  setTimeout(() => shown.remove(), STAYS);
}

/**
 * Do it; whatever goes wrong is said in words.
 * @template T @param {() => Promise<T>} work @returns {Promise<T|undefined>}
 */
export async function trying(work) {
  try {
    return await work();
  } catch (wrong) {
    toast(sentence(wrong));
    return undefined;
  }
}

/** @param {unknown} wrong */
export function sentence(wrong) {
  const words = String(wrong?.message ?? wrong);
  const whole = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
