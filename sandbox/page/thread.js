// The pane beside the conversation: a message and what was answered to it.

import { composer } from "./composer.js";
import { byId, button, el, keepEnd, nearEnd } from "./dom.js";
import { drawMessages } from "./messages.js";
import { title } from "./conversation.js";
import { go, store } from "./store.js";

let parts = null;
let shown = "";

/** Open a thread; the focus goes to where one answers. @param {string} ts of its first message */
export function openThread(ts) {
  if (store.thread === ts) parts?.composer.focus();
  go({ thread: ts });
}

/** Close it; whether one was open. */
export function closeThread() {
  if (!store.thread) return false;
  const first = document.querySelector(`#stream [data-ts="${CSS.escape(store.thread)}"]`);
  go({ thread: "" });
  first?.querySelector(".replies, button")?.focus();
  return true;
}

/** Draw the open thread, if there is one. */
export function drawThread() {
  const { open, thread } = store.view;
  const pane = byId("thread");
  pane.hidden = !(open && store.thread);
  if (pane.hidden) {
    shown = "";
    return;
  }
  parts ??= build(pane);
  const arrived = shown !== store.thread;
  shown = store.thread;
  const atEnd = nearEnd(parts.body);
  parts.where.textContent = title(open);
  parts.gone.hidden = Boolean(thread);
  drawMessages(parts.messages, thread?.messages ?? [], { channel: open.id, inThread: true, repliers: {}, until: "" });
  const closed = !thread ? "This message is gone" : open.archived ? "This channel is archived" : "";
  parts.composer.at({ channel: open.id, thread: store.thread, hint: "Reply", closed });
  if (arrived || atEnd) parts.body.scrollTop = parts.body.scrollHeight;
  if (arrived && !byId("modal").open) parts.composer.focus();
}

/** @param {HTMLElement} pane */
function build(pane) {
  const made = {
    where: el("span", { className: "about" }),
    gone: el("p", { className: "empty" }, "This message is gone."),
    messages: el("div", { className: "messages" }),
    composer: composer(true),
  };
  made.body = el("div", { className: "pane-body", tabIndex: -1 }, made.gone, made.messages);
  keepEnd(made.body, made.messages);
  pane.append(
    el("header", { className: "pane-head" }, el("h2", {}, "Thread", made.where),
      button("✕", closeThread, { className: "icon", "aria-label": "Close thread" })),
    made.body,
    el("div", { className: "write" }, made.composer.root),
  );
  return made;
}
