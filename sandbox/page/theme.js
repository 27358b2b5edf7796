// By day, by night, or as the machine has it.

import { byId, el } from "./dom.js";

const MARKS = { system: "◐", light: "☀\uFE0E", dark: "☾" };
const ORDER = Object.keys(MARKS);
const KEY = "sandbox-theme";

/** Set what was chosen before, and let the button change it. */
export function startTheme() {
  set(ORDER.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : "system");
  byId("theme").addEventListener("click", () => {
    set(ORDER[(ORDER.indexOf(byId("theme").dataset.now) + 1) % ORDER.length]);
  });
}

/** @param {string} name */
function set(name) {
  localStorage.setItem(KEY, name);
  byId("theme").dataset.now = name;
  byId("theme").setAttribute("aria-label", `Theme: ${name}`);
  byId("theme").replaceChildren(MARKS[name], el("span", { className: "words" }, ` ${name}`));
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}
