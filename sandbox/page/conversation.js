// The open conversation: its name, its messages, the box to write in. Opening it marks it read.

import { act } from "./api.js";
import { composer } from "./composer.js";
import { byId, button, el, keepEnd, nearEnd } from "./dom.js";
import { drawMessages } from "./messages.js";
import { go, homeApp, nameOf, store } from "./store.js";
import { trying } from "./toast.js";

const visit = { key: "", until: "", newest: "" };
let parts = null;

/** Draw it, or without one nothing. */
export function drawConversation() {
  parts ??= build();
  const { open } = store.view;
  drawHead(open);
  byId("write").hidden = parts.list.hidden = !open;
  if (!open) {
    visit.key = "";
    return;
  }
  const stream = byId("stream");
  const key = `${store.view.me.id} ${open.id}`;
  const arrived = visit.key !== key;
  if (arrived) arrive(key, open);
  const atEnd = nearEnd(stream);
  parts.begin.textContent = beginning(open);
  drawMessages(parts.messages, open.messages, { channel: open.id, inThread: false, repliers: open.repliers, until: visit.until });
  if (arrived || atEnd) stream.scrollTop = stream.scrollHeight;
  if (arrived) parts.messages.querySelector(".day.new")?.scrollIntoView({ block: "start" });
  parts.composer.at({ channel: open.id, thread: "", hint: `Message ${title(open)}`, closed: open.archived ? "This channel is archived" : "" });
  if (arrived && matchMedia("(hover: hover)").matches && !store.thread && !byId("modal").open && !onPeople()) parts.composer.focus();
  announce(open);
  markRead(open);
}

/** A switch of person keeps the focus in the list, so that the keyboard can go on through it. */
function onPeople() {
  return Boolean(document.activeElement?.closest("#side"));
}

function build() {
  const made = { begin: el("p", { className: "begin" }), messages: el("div", { className: "messages" }), composer: composer(false) };
  made.list = el("div", {}, made.begin, made.messages);
  byId("stream").append(made.list);
  keepEnd(byId("stream"), made.list);
  made.composer.root.id = "composer";
  byId("write").append(made.composer.root);
  return made;
}

/** @param {string} key @param {any} open */
function arrive(key, open) {
  Object.assign(visit, { key, until: open.unread ? open.read_until : "", newest: open.messages.at(-1)?.ts ?? "" });
}

/** @param {any} open */
export function title(open) {
  return open.im ? open.name : `#${open.name}`;
}

/** @param {any} open */
function beginning(open) {
  if (open.im) return `This is the beginning of your messages with ${open.name}.`;
  return `This is the beginning of #${open.name}${open.private ? ", a private channel" : ""}.`;
}

/** @param {any} open */
function drawHead(open) {
  const head = byId("place");
  const app = store.view.sidebar.apps.find((one) => one.id === (homeApp() || open?.app));
  const isClosed = open?.private && !open.im;
  const name = open && (isClosed ? open.name : title(open));
  const words = app?.name ?? name ?? "Nothing is open";
  const about = open && !open.im ? `${open.members.length} members` : "";
  const sign = JSON.stringify([words, about, app?.id, app?.channel, homeApp(), open?.id]);
  if (head.dataset.sign === sign) return;
  head.dataset.sign = sign;
  const names = open && !open.im ? open.members.map(nameOf).join(", ") : "";
  const focused = head.contains(document.activeElement) && document.activeElement.textContent;
  head.replaceChildren(el("h1", { id: "place-title" }, isClosed && el("span", { className: "lock", role: "img", "aria-label": "Private" }), words), el("span", { className: "about", title: names }, about));
  if (app) head.append(tabs(app));
  if (focused) [...head.querySelectorAll("button")].find((one) => one.textContent === focused)?.focus();
  document.title = `${words} - Sandbox`;
}

/** @param {any} app */
function tabs(app) {
  const home = Boolean(homeApp());
  const tab = (label, chosen, press) => button(label, press, { role: "tab", "aria-selected": String(chosen) });
  return el("div", { className: "tabs", role: "tablist" },
    tab("Home", home, () => store.openHome(app)),
    tab("Messages", !home, () => store.openApp(app)));
}

/** Say aloud what came while one is looking. @param {any} open */
function announce(open) {
  const fresh = open.messages.filter((one) => one.ts > visit.newest && one.user !== store.view.me.id);
  if (!fresh.length) return;
  visit.newest = fresh.at(-1).ts;
  byId("news").textContent = fresh.map((one) => `${nameOf(one.user)}: ${one.text}`).join("\n");
}

/** @param {any} open */
function markRead(open) {
  if (open.unread && document.visibilityState === "visible") trying(() => act(store.as, "read", { channel: open.id }));
}

/** Somewhere to be for who has nothing open: where something is new, or the first place there is. */
export function somewhere() {
  const { channels, direct, apps } = store.view.sidebar;
  const places = [...apps.filter((one) => one.channel).map((one) => ({ ...one, id: one.channel })), ...direct, ...channels];
  const found = places.find((one) => one.unread) ?? places[0];
  if (found) go({ at: found.id });
  else if (apps[0]) go({ at: `home:${apps[0].id}` });
}
