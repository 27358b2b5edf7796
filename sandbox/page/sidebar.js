// Where this person can go: channels, direct messages, apps.

import { act } from "./api.js";
import { avatar } from "./avatars.js";
import { byId, el, keyed } from "./dom.js";
import { unreadBadge } from "./people.js";
import { go, homeApp, store } from "./store.js";
import { trying } from "./toast.js";

/** Draw the list of places. */
export function drawSidebar() {
  const { channels, direct, apps } = store.view.sidebar;
  const news = [...channels, ...direct, ...apps].some((one) => one.unread);
  byId("menu").classList.toggle("news", news);
  byId("menu").setAttribute("aria-label", `Show people and channels${news ? ", there is something new" : ""}`);
  const parts = [
    { title: "Channels", items: channels.map(channel) },
    { title: "Direct messages", items: direct.map(person) },
    { title: "Apps", items: apps.map(app) },
  ].filter((one) => one.items.length);
  keyed(byId("places"), parts, (one) => one.title, (one) => one.title, section);
  for (const [index, part] of parts.entries()) {
    const list = byId("places").children[index].querySelector("ul");
    keyed(list, part.items, (one) => one.key, (one) => [one.name, one.unread, one.here, one.mark], entry);
  }
}

/** @param {{title: string}} part */
function section(part) {
  return el("section", { "aria-label": part.title }, el("h2", {}, part.title), el("ul", { role: "list" }));
}

/** @param {any} one */
function channel(one) {
  const mark = one.private ? "" : "#"; // a lock is drawn by the style
  return { key: one.id, name: one.name, unread: one.unread, mark, here: here(one.id), open: () => go({ at: one.id }) };
}

/** @param {any} one */
function person(one) {
  const shared = { key: one.id, name: one.name, unread: one.unread, here: here(one.id), open: () => go({ at: one.id }) };
  return { ...shared, user: one.user };
}

/** @param {any} one */
function app(one) {
  const at = homeApp() === one.id || (one.channel && here(one.channel));
  return { key: one.id, name: one.name, unread: one.unread, user: one.user, here: Boolean(at), open: () => openApp(one) };
}

/** The messages of an app; the conversation is begun when it is first opened. @param {any} one */
export async function openApp(one) {
  const found = one.channel ?? (await trying(() => act(store.as, "direct", { app: one.name })))?.channel;
  if (found) go({ at: found });
}

/** The conversation with a person or an app's bot; begun when it is first opened. @param {string} id */
export async function openTalk(id) {
  const app = store.view.sidebar.apps.find((one) => one.user === id);
  if (app) return openApp(app);
  const found = (await trying(() => act(store.as, "direct", { user: id })))?.channel;
  if (found) go({ at: found });
}

/** @param {string} id */
function here(id) {
  return store.view.open?.id === id && !homeApp();
}

/** @param {any} one */
function entry(one) {
  const mark = one.user ? avatar(store.view.users[one.user], true) : el("span", { className: one.mark ? "mark" : "mark lock", "aria-hidden": "true" }, one.mark);
  const name = el("span", { className: "name" }, one.name);
  return el("li", {}, el("button", {
    type: "button",
    className: one.unread ? "has-unread" : "",
    "aria-current": one.here ? "page" : null,
    onclick: () => { document.body.classList.remove("drawer"); one.open(); },
  }, mark, name, unreadBadge(one.unread)));
}
