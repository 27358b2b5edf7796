// Where one writes: to the open conversation, or into a thread. What is half written stays with its place.

import { act, settled } from "./api.js";
import { usage, withIds } from "./completing.js";
import { button, el } from "./dom.js";
import { store } from "./store.js";
import { sentence, trying } from "./toast.js";
import { writing } from "./writing.js";

const TIP = "Enter sends, Shift + Enter starts a new line";
const drafts = new Map();

/** @typedef {{channel: string, thread: string, hint: string, closed: string}} Place `closed` says why nobody can write */

/**
 * @param {boolean} inThread there, Slack takes no commands
 * @returns {{root: HTMLElement, at: (place: Place) => void, focus: () => void}}
 */
export function composer(inThread) {
  const self = { inThread, place: null, key: "" };
  const label = inThread ? "Reply" : "Message";
  self.box = writing({
    label,
    commands: !inThread,
    shortcut: (one) => trying(() => begin(one)),
    send: (text) => send(self, text),
    typed: (text) => { drafts.set(self.key, text); tip(self, text); self.wrong.textContent = ""; },
  });
  self.tip = el("span", { className: "tip" }, TIP);
  self.wrong = el("p", { className: "failed", role: "alert" });
  self.send = button("Send", () => self.box.box.value.trim() && send(self, self.box.box.value), { className: "primary" });
  self.row = el("div", { className: "row" }, self.tip, self.send);
  self.root = el("div", { className: "composer" }, self.box.root, self.wrong, self.row);
  return { root: self.root, at: (place) => move(self, place), focus: () => self.box.box.focus() };
}

/** A shortcut that is not about a message. @param {any} one */
async function begin(one) {
  const { delivery } = await act(store.as, "shortcut", { callback_id: one.callback_id, app: one.app });
  await settled(store.as, delivery, one.app);
}

function move(self, place) {
  const key = `${store.as} ${place.channel} ${place.thread}`;
  self.place = place;
  const { box } = self.box;
  box.placeholder = place.closed || place.hint;
  box.setAttribute("aria-label", place.hint);
  box.disabled = self.send.disabled = Boolean(place.closed);
  if (key === self.key) return;
  self.key = key;
  self.box.set(drafts.get(key) ?? "");
}

function tip(self, text) {
  self.tip.textContent = (!self.inThread && usage(text)) || TIP;
}

/** Gone from the box at once; back in it, with a reason, if it was not taken. */
async function send(self, text) {
  const { key, place } = self;
  self.box.set("");
  try {
    await (text.startsWith("/") ? command(self, text.trim(), place) : say(text, place));
  } catch (wrong) {
    if (self.key !== key) {
      drafts.set(key, text);
      return;
    }
    if (!self.box.box.value) self.box.set(text);
    self.wrong.textContent = sentence(wrong);
  }
}

/** @param {string} text @param {Place} place */
async function say(text, place) {
  const thread = place.thread ? { thread_ts: place.thread } : {};
  await act(store.as, "send", { channel: place.channel, text: withIds(text), ...thread });
}

async function command(self, text, place) {
  const word = text.split(/\s/, 1)[0];
  const known = store.view.commands.find((one) => one.command === word);
  if (self.inThread) throw new Error("Slack takes no commands in threads; write it in the conversation.");
  if (!known) throw new Error(`${word} is not a command here.`);
  const as = store.as;
  const { delivery } = await act(as, "command", { channel: place.channel, text });
  await settled(as, delivery, known.app);
}
