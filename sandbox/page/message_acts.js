// What can be done with a message: press what is in it, answer it, edit or delete one's own, hand it to an app.

import { act, settled } from "./api.js";
import { asTyped, withIds } from "./completing.js";
import { ask } from "./confirm.js";
import { button, el } from "./dom.js";
import { menu } from "./menus.js";
import { appName, store } from "./store.js";
import { sentence, trying } from "./toast.js";
import { writing } from "./writing.js";

const failures = new Map();
const dismissed = new Set();
let edited = "";

/** @typedef {import("./message.js").Shown} Shown */

/** @param {any} message */
export const editing = (message) => edited === name(message);

/** Why the last press in it came to nothing; "" if it did not. @param {any} message */
export const failure = (message) => failures.get(name(message)) ?? "";

/** An ephemeral message goes when one says so. @param {any} message */
export const isDismissed = (message) => dismissed.has(name(message));

/** @param {any} message */
function name(message) {
  return `${store.view.me.id} ${message.ts}`;
}

/**
 * Something in a message was pressed or chosen; the app has three seconds.
 * @param {Shown} shown
 * @param {{block: any, element: any, chosen: any, node: HTMLElement, values: object}} pressed
 */
export async function press(shown, { block, element, chosen, node, values }) {
  const { message, channel } = shown;
  const [as, key] = [store.as, name(message)];
  failures.delete(key);
  node?.setAttribute("aria-busy", "true");
  try {
    const told = { channel, ts: message.ts, block_id: block.block_id, action_id: element.action_id, state: chosen, values };
    const { delivery } = await act(as, "click", told);
    await settled(as, delivery, appName(message.app_id));
  } catch (wrong) {
    failures.set(key, sentence(wrong));
  }
  node?.removeAttribute("aria-busy");
  store.redraw();
}

/** The buttons that come up beside a message. @param {Shown} shown */
export function actions(shown) {
  const { message } = shown;
  const items = message.ephemeral ? [] : choices(shown);
  const answer = !message.ephemeral && !shown.inThread;
  const first = message.thread_ts ?? message.ts;
  const more = button("⋯", () => menu(more, items), { className: "icon", "aria-label": "More to do with this message", "aria-haspopup": "menu", "aria-expanded": "false" });
  return el("div", { className: "hover" },
    answer && button("Reply", () => store.openThread(first), { className: "icon reply", "aria-label": "Reply in thread" }),
    message.ephemeral && button("Dismiss", () => { dismissed.add(name(message)); store.redraw(); }, { className: "icon" }),
    items.length > 0 && more,
  );
}

/** @param {Shown} shown */
function choices(shown) {
  const { message, inThread } = shown;
  const own = message.user === store.view.me.id;
  const first = message.thread_ts ?? message.ts;
  return [
    !inThread && { label: "Reply in thread", choose: () => store.openThread(first) },
    own && { label: "Edit message", choose: () => edit(message) },
    ...store.view.shortcuts.filter((one) => one.type === "message").map((one) => shortcut(shown, one)),
    own && { label: "Delete message", grave: true, choose: () => trying(() => remove(shown)) },
  ].filter(Boolean);
}

/** @param {Shown} shown @param {any} one */
function shortcut({ message, channel }, one) {
  const run = async () => {
    const told = { callback_id: one.callback_id, app: one.app, channel, ts: message.ts };
    const { delivery } = await act(store.as, "shortcut", told);
    await settled(store.as, delivery, one.app);
  };
  return { label: one.name, hint: one.app, choose: () => trying(run) };
}

/** @param {Shown} shown */
async function remove({ message, channel }) {
  const sure = await ask("Delete message", "Nobody will be able to see it any more.", "Delete");
  if (sure) await act(store.as, "delete", { channel, ts: message.ts });
}

/** @param {any} message */
function edit(message) {
  edited = name(message);
  store.redraw();
  document.querySelector(".edit-box textarea")?.focus();
}

/** The box in the place of a message that is being edited. @param {Shown} shown */
export function editBox({ message, channel }) {
  const done = () => { edited = ""; store.redraw(); };
  const save = (text) => trying(async () => {
    await act(store.as, "edit", { channel, ts: message.ts, text: withIds(text) });
    done();
  });
  const box = writing({ label: "Edit message", send: save, cancel: done });
  const row = el("div", { className: "row" }, el("span", { className: "tip" }, "Escape leaves it as it was"),
    button("Cancel", done, { className: "plain" }), button("Save", () => save(box.box.value), { className: "primary" }));
  box.set(asTyped(message.text));
  return el("div", { className: "composer edit-box" }, box.root, row);
}
