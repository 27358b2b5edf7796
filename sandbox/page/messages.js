// A list of messages: days between them, those of one person together, a line before what is new.

import { el, keyed } from "./dom.js";
import { looks, messageElement } from "./message.js";
import { isDismissed } from "./message_acts.js";
import { reader, store } from "./store.js";
import { dayKey, instant, longDay } from "./times.js";

const TOGETHER = 300; // seconds within which messages of one person stand under one name

/**
 * @param {HTMLElement} list
 * @param {any[]} messages
 * @param {{channel: string, inThread: boolean, repliers: Object<string, string[]>, until: string}} place
 *   `until` is the ts up to which everything had been read when the place was opened; "" for no line
 */
export function drawMessages(list, messages, place) {
  keyed(list, items(messages, place), (one) => one.key, (one) => one.sign, (one) => one.make());
}

function items(messages, place) {
  const made = [];
  let before = null;
  let lineDrawn = !place.until;
  for (const message of messages.filter((one) => !isDismissed(one))) {
    const when = instant(message.ts);
    const newDay = !before || dayKey(instant(before.ts), reader()) !== dayKey(when, reader());
    if (newDay) made.push(divider(`day-${dayKey(when, reader())}`, longDay(when, reader()), "day"));
    const isNew = !lineDrawn && message.ts > place.until && message.user !== store.view.me.id;
    if (isNew) made.push(divider("new", "New", "day new"));
    lineDrawn ||= isNew;
    const compact = !newDay && !isNew && goesOn(before, message);
    made.push(entry({ ...place, message, compact, repliers: place.repliers[message.ts] ?? [] }));
    before = message;
  }
  return made;
}

/** @param {string} key @param {string} words @param {string} className */
function divider(key, words, className) {
  return { key, sign: words, make: () => el("div", { className, role: "separator", "aria-label": words }, words) };
}

function entry({ message, compact, repliers, inThread, channel }) {
  const shown = { message, compact, repliers, inThread, channel };
  return { key: message.ts, sign: looks(shown), make: () => messageElement(shown) };
}

/** @param {any} before @param {any} message */
function goesOn(before, message) {
  const same = before.user === message.user && !before.ephemeral && !message.ephemeral;
  return same && before.subtype === message.subtype && Number(message.ts) - Number(before.ts) < TOGETHER;
}
