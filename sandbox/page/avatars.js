// A picture for somebody who has none: initials on a colour that is always theirs.

import { el } from "./dom.js";

const HUES = 8;

/** @param {{id?: string, name: string, real_name: string}|undefined} user @param {boolean} [small] */
export function avatar(user, small = false) {
  const name = user?.real_name || user?.name || "?";
  const classes = `avatar hue-${hue(user?.id ?? name)}${small ? " small" : ""}`;
  return el("span", { className: classes, "aria-hidden": "true" }, initials(name));
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/\s+/).filter((one) => /[\p{L}\p{N}]/u.test(one));
  const [first, last] = [words[0] ?? "?", words.length > 1 ? words.at(-1) : ""];
  return (Array.from(first)[0] + (Array.from(last)[0] ?? "")).toUpperCase();
}

/** @param {string} id */
function hue(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return sum % HUES;
}
