// One message: who, when, what, how many answers, and what can be done with it.

import { avatar } from "./avatars.js";
import { renderBlocks } from "./blocks.js";
import { button, el } from "./dom.js";
import { readValues } from "./inputs.js";
import { actions, editBox, editing, failure, press } from "./message_acts.js";
import { openTalk } from "./sidebar.js";
import { context, nameOf, now, reader, store } from "./store.js";
import { mrkdwn } from "./text.js";
import { clockTime, instant, longDay, near } from "./times.js";

/**
 * @typedef {{message: any, compact: boolean, repliers: string[], inThread: boolean, channel: string}} Shown
 * `compact` is for one that goes on from the message above it.
 */

/** What decides how it looks. @param {Shown} shown */
export function looks(shown) {
  const { message } = shown;
  return [shown, store.view.me.id, store.view.users[message.user], editing(message), failure(message), lastReply(message)];
}

/** @param {Shown} shown @returns {HTMLElement} */
export function messageElement(shown) {
  const { message, compact } = shown;
  const kinds = [message.ephemeral && "whisper", message.subtype === "tombstone" && "tombstone", compact && "compact"];
  const said = editing(message) ? editBox(shown) : body(shown);
  const wrong = failure(message) && el("p", { className: "failed", role: "alert" }, failure(message));
  const inside = el("div", { className: "inside" }, !compact && byline(message), said, wrong, replies(shown));
  const classes = ["message", ...kinds.filter(Boolean)].join(" ");
  const label = `${nameOf(message.user)}, ${clockTime(instant(message.ts), reader())}`;
  const made = el("article", { className: classes, "aria-label": label, "data-ts": message.ts }, gutter(shown), inside);
  if (!editing(message) && message.subtype !== "tombstone") made.append(actions(shown));
  return made;
}

/** @param {Shown} shown */
function gutter({ message, compact }) {
  return el("div", { className: "gutter" }, compact ? time(message) : avatar(store.view.users[message.user]));
}

/** @param {any} message */
function byline(message) {
  const bot = store.view.users[message.user]?.bot;
  return el("div", { className: "byline" },
    author(message.user),
    bot && el("span", { className: "app-tag" }, "APP"),
    time(message),
    message.ephemeral && el("span", { className: "only-you" }, "Only visible to you"),
  );
}

/** Somebody else's name leads to the conversation with them. @param {string} id */
function author(id) {
  if (id === store.view.me.id || !store.view.users[id]) return el("span", { className: "author" }, nameOf(id));
  return button(nameOf(id), () => openTalk(id), { className: "author", title: `Write to ${nameOf(id)}` });
}

/** @param {any} message */
function time(message) {
  const when = instant(message.ts);
  const full = `${longDay(when, reader())}, ${clockTime(when, reader())}`;
  return el("time", { dateTime: when.toISOString(), title: full }, clockTime(when, reader()));
}

/** Its blocks, or without any its text. @param {Shown} shown */
function body(shown) {
  const { message } = shown;
  const edited = message.edited && el("span", { className: "note" }, " (edited)");
  if (!message.blocks?.length) return el("div", { className: "said" }, mrkdwn(message.text ?? "", context("message")), edited);
  const made = el("div", { className: "blocks" });
  const given = {
    press: (block, element, chosen, node) => press(shown, { block, element, chosen, node, values: readValues(made) }),
  };
  made.append(renderBlocks(message.blocks, context("message", given)));
  if (edited) made.append(edited);
  return made;
}

/** @param {Shown} shown */
function replies({ message, repliers, inThread }) {
  if (!message.reply_count || inThread) return null;
  const faces = repliers.slice(0, 4).map((id) => avatar(store.view.users[id], true));
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const made = button("", () => store.openThread(message.ts), { className: "replies" });
  made.append(...faces, count, el("span", { className: "last" }, lastReply(message)));
  return made;
}

/** @param {any} message */
function lastReply(message) {
  return message.latest_reply ? `Last reply ${lastTime(instant(message.latest_reply))}` : "";
}

/** @param {Date} when */
function lastTime(when) {
  const whole = new Date(Math.floor(when.getTime() / 60000) * 60000);
  return near(whole, now(), reader());
}
