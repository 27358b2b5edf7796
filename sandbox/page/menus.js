// A small menu at a button, for mouse and keyboard.

import { button, el, focusable } from "./dom.js";

let open = null;

/**
 * Show it, or put it away if it is there already.
 * @param {HTMLElement} anchor its button
 * @param {{label: string, hint?: string, grave?: boolean, choose: () => void}[]} items
 */
export function menu(anchor, items) {
  const same = open?.anchor === anchor;
  closeMenu();
  if (same) return;
  const list = el("div", { className: "popup", role: "menu" }, ...items.map(entry));
  list.addEventListener("keydown", (event) => move(event, list));
  anchor.after(list);
  anchor.setAttribute("aria-expanded", "true");
  anchor.parentElement.classList.add("open");
  open = { anchor, list };
  place(list, anchor);
  focusable(list)[0]?.focus();
}

/** Put away the menu that is open; whether there was one. */
export function closeMenu() {
  if (!open) return false;
  const { anchor, list } = open;
  open = null;
  const inside = list.contains(document.activeElement);
  list.remove();
  anchor.setAttribute("aria-expanded", "false");
  anchor.parentElement?.classList.remove("open");
  if (inside) anchor.focus();
  return true;
}

document.addEventListener("click", (event) => {
  if (open && !open.list.contains(event.target) && !open.anchor.contains(event.target)) closeMenu();
});

/** @param {any} item */
function entry(item) {
  const choose = () => { closeMenu(); item.choose(); };
  const made = button(item.label, choose, { role: "menuitem", className: item.grave ? "grave" : "" });
  if (item.hint) made.append(el("small", {}, item.hint));
  return made;
}

/** @param {KeyboardEvent} event @param {HTMLElement} list */
function move(event, list) {
  const items = focusable(list);
  const here = items.indexOf(document.activeElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") closeMenu();
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

/** Right under its button, or above it where there is no room. @param {HTMLElement} list @param {HTMLElement} anchor */
function place(list, anchor) {
  const [at, size] = [anchor.getBoundingClientRect(), list.getBoundingClientRect()];
  list.style.position = "fixed";
  list.style.left = `${Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8))}px`;
  const below = at.bottom + 4;
  list.style.top = `${below + size.height > innerHeight ? Math.max(8, at.top - size.height - 4) : below}px`;
}
