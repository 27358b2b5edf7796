/** What the box itself sees is wrong: told when a person is done with it, taken away as soon as it is right. */

import { el, freshId } from "./block_dom.js";

const ADDRESSES = { email: "Enter an e-mail address.", url: "Enter a web address, with https:// before it." };

/**
 * Tell below the box what is wrong with what stands in it.
 * @param {HTMLInputElement|HTMLTextAreaElement} box
 * @returns {HTMLElement} what to put below the box; empty while nothing is wrong
 */
export function watched(box) {
  const said = el("span", { class: "b-error b-own-error", id: freshId("wrong"), role: "status" });
  const described = box.getAttribute("aria-describedby");
  const own = [said.id, described].filter(Boolean).join(" ");
  const show = () => {
    const words = problem(box);
    said.replaceChildren(words);
    attribute(box, "aria-describedby", words ? own : described);
    box.classList.toggle("b-wrong-box", Boolean(words));
  };
  box.addEventListener("change", show);
  box.addEventListener("input", () => said.textContent && show());
  return said;
}

function problem(box) {
  const found = box.validity;
  if (found.valid) return "";
  if (found.badInput) return "Enter a number.";
  if (found.rangeUnderflow) return `Enter a number of at least ${box.min}.`;
  if (found.rangeOverflow) return `Enter a number of at most ${box.max}.`;
  if (found.stepMismatch) return "Enter a whole number.";
  if (found.tooShort) return `Enter at least ${box.minLength} characters.`;
  return ADDRESSES[box.type] ?? "";
}

function attribute(box, name, value) {
  if (value) box.setAttribute(name, value);
  else box.removeAttribute(name);
}
