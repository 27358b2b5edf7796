// The modal on top: filled in, sent, closed. What is typed in it survives whatever the app does to it. It bars the
// conversation, as Slack's does, but not the rest: one can be somebody else, move the clock and read the traffic.

import { act, settled } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { byId, button, el } from "./dom.js";
import { pressInView } from "./home.js";
import { keepTyped, readValues, restoreTyped } from "./inputs.js";
import { context, store } from "./store.js";
import { plain } from "./text.js";
import { sentence, trying } from "./toast.js";

const now = { id: "", sign: "", owner: "", sending: false, wrong: "", body: null, before: null };

/** Draw the modal that this person has on top, or close the one that was shown. */
export function drawModal() {
  const view = store.view.modal;
  const dialog = byId("modal");
  if (!view) {
    Object.assign(now, { id: "", sign: "", sending: false, wrong: "" });
    if (dialog.open) leave(dialog);
    return;
  }
  const sign = JSON.stringify([store.view.me.id, view.id, view.hash, view.errors, now.sending, now.wrong]);
  if (sign === now.sign) return;
  const same = now.id === view.id;
  const kept = same && now.body ? keepTyped(now.body) : null;
  if (!same) Object.assign(now, { sending: false, wrong: "" });
  const freshErrors = same && JSON.stringify(view.errors) !== now.errors && Object.keys(view.errors).length > 0;
  Object.assign(now, { id: view.id, sign, errors: JSON.stringify(view.errors) });
  const top = now.body?.scrollTop ?? 0;
  dialog.replaceChildren(...parts(view));
  if (!dialog.open) now.before = document.activeElement;
  if (!dialog.open) dialog.show();
  bar(true);
  if (kept) restoreTyped(now.body, kept);
  now.body.scrollTop = same ? top : 0;
  if (freshErrors) now.body.querySelector("[aria-invalid='true']")?.focus();
  else if (!same || !dialog.contains(document.activeElement)) begin(dialog);
}

/** The focus goes back to where it came from. */
function leave(dialog) {
  const lost = dialog.contains(document.activeElement) || document.activeElement === document.body;
  dialog.close();
  bar(false);
  if (lost) (now.before?.isConnected ? now.before : byId("stream")).focus();
}

/** @param {boolean} shut */
function bar(shut) {
  byId("main").inert = byId("thread").inert = shut;
}

/** Where the keyboard begins: at the box that asks for it, at the first one, or at the button that sends. */
function begin(dialog) {
  const wanted = ["[autofocus]", "input, textarea, select, button"].map((one) => now.body.querySelector(one));
  const first = wanted.find(Boolean);
  (now.wrong || !first ? dialog.querySelector(".modal-foot button:last-child") : first).focus();
}

/** @param {any} view */
function parts(view) {
  const press = (block, element, chosen, node) => pressInView(view, now.body, { block, element, chosen, node }, view.app);
  const ctx = context("modal", { press, errors: view.errors, values: view.values });
  now.body = el("div", { className: "modal-body blocks" }, renderBlocks(view.blocks, ctx));
  const words = (text, otherwise) => (text ? [plain(text, ctx)] : [otherwise]);
  const heading = el("h2", { id: "modal-title" }, ...words(view.title, "Modal"));
  const away = view.depth > 1 ? "Close this one and go back" : "Close";
  const close = button("✕", closeModal, { className: "icon", "aria-label": away });
  const wrong = now.wrong && el("p", { className: "failed", role: "alert" }, now.wrong);
  const leave = el("button", { type: "button", className: "plain", onclick: closeModal }, ...words(view.close, "Cancel"));
  const inside = now.sending ? [el("span", { className: "spinner", "aria-hidden": "true" }), " Sending"] : words(view.submit, "Submit");
  const send = view.submit && el("button", {
    type: "button", className: "primary", disabled: now.sending || view.submit_disabled, onclick: () => submit(view),
  }, ...inside);
  return [
    el("header", { className: "modal-head" }, heading, close),
    now.body,
    el("footer", { className: "modal-foot" }, wrong, leave, send),
  ];
}

/** Send what stands in it; the app has three seconds. @param {any} view */
async function submit(view) {
  if (now.sending) return;
  const as = store.as;
  Object.assign(now, { sending: true, wrong: "" });
  const values = readValues(now.body);
  drawModal();
  try {
    await act(as, "keep", { view: view.id, values });
    const { delivery } = await act(as, "submit", { view: view.id });
    await settled(as, delivery, view.app);
  } catch (wrong) {
    if (now.id === view.id) now.wrong = `${sentence(wrong)} What you entered is still here.`;
  }
  now.sending = false;
  if (store.view.modal) drawModal();
}

/** What stands in it stays with it while one is somebody else. */
export async function leaveModal() {
  const view = store.view?.modal;
  if (view && now.id === view.id) await trying(() => act(store.as, "keep", { view: view.id, values: readValues(now.body) }));
}

/** Close the one on top; whether there was one. */
export function closeModal() {
  const view = store.view?.modal;
  if (!view) return false;
  trying(() => act(store.as, "close_view", { view: view.id }));
  return true;
}

/** Enter in a box of one line sends. */
export function startModal() {
  byId("modal").addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && event.target.matches("input[type='text'], input[type='number'], input:not([type])");
    if (sends && !event.defaultPrevented && !event.isComposing && store.view.modal?.submit) submit(store.view.modal);
  });
}
