// A box to write in that grows with what stands in it, sends with Enter, and proposes names and commands.

import { candidates } from "./completing.js";
import { el } from "./dom.js";

let count = 0;

/**
 * @param {{label: string, send: (text: string) => void, cancel?: () => void, typed?: (text: string) => void,
 *   commands?: boolean, shortcut?: (one: any) => void}} given `cancel` is what Escape does
 * @returns {{root: HTMLElement, box: HTMLTextAreaElement, set: (text: string) => void}}
 */
export function writing(given) {
  count += 1;
  const list = el("div", { className: "popup", role: "listbox", id: `proposals-${count}`, "aria-label": "Proposals", hidden: true });
  const box = el("textarea", {
    rows: 1, role: "combobox", "aria-label": given.label, "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, autocomplete: "off",
  });
  const self = { given, box, list, shown: [], at: 0 };
  box.addEventListener("input", () => { grow(box); given.typed?.(box.value); propose(self); });
  box.addEventListener("keydown", (event) => key(self, event));
  box.addEventListener("blur", () => putAway(self));
  const set = (text) => { box.value = text; requestAnimationFrame(() => grow(box)); given.typed?.(text); putAway(self); };
  return { root: el("div", { className: "box" }, box, list), box, set };
}

/** @param {HTMLTextAreaElement} box */
function grow(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

function propose(self) {
  const { box, list, given } = self;
  const where = { commands: Boolean(given.commands), shortcut: given.shortcut ?? (() => {}) };
  self.shown = candidates(box.value.slice(0, box.selectionStart), where);
  self.at = 0;
  list.hidden = self.shown.length === 0;
  box.setAttribute("aria-expanded", String(!list.hidden));
  list.replaceChildren(...self.shown.map((one, index) => option(self, one, index)));
  mark(self);
}

function option(self, one, index) {
  const made = el("div", { role: "option", id: `${self.list.id}-${index}` }, one.label, one.hint && el("small", {}, one.hint));
  made.addEventListener("mousedown", (event) => { event.preventDefault(); take(self, one); });
  return made;
}

function mark(self) {
  [...self.list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === self.at)));
  const here = self.list.children[self.at];
  here?.scrollIntoView({ block: "nearest" });
  if (here) self.box.setAttribute("aria-activedescendant", here.id);
  else self.box.removeAttribute("aria-activedescendant");
}

function putAway(self) {
  self.shown = [];
  self.list.hidden = true;
  self.box.setAttribute("aria-expanded", "false");
  self.box.removeAttribute("aria-activedescendant");
}

function take(self, one) {
  const { box } = self;
  putAway(self);
  if (one.run) {
    box.value = "";
    one.run();
  } else {
    box.setRangeText(one.insert, one.from, box.selectionStart, "end");
  }
  box.dispatchEvent(new Event("input"));
}

function key(self, event) {
  const { box, given } = self;
  if (event.isComposing) return;
  if (self.shown.length && proposalKey(self, event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    putAway(self);
    if (box.value.trim()) given.send(box.value);
  } else if (event.key === "Escape" && given.cancel) {
    event.preventDefault();
    event.stopPropagation();
    given.cancel();
  }
}

/** Whether the key was for the proposals. A command that is typed out is sent, not completed. */
function proposalKey(self, event) {
  const chosen = self.shown[self.at];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    self.at = (self.at + step + self.shown.length) % self.shown.length;
    mark(self);
  } else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && chosen.insert?.trim() !== self.box.value)) {
    take(self, chosen);
  } else if (event.key === "Escape") {
    putAway(self);
  } else {
    return false;
  }
  return true;
}
