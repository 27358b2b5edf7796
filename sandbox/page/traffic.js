// What went between the workspace and its apps: one line each, which opens to all that was said.

import { get } from "./api.js";
import { byId, button, el, keyed } from "./dom.js";
import { reader, store } from "./store.js";
import { clockTime, shortDay } from "./times.js";
import { trying } from "./toast.js";

const opened = new Set();
let parts = null;

/** Show or hide the panel. @param {boolean} shown */
export function showTraffic(shown) {
  store.traffic = shown;
  byId("traffic").hidden = !shown;
  byId("traffic-button").setAttribute("aria-expanded", String(shown));
  if (!shown) return;
  parts ??= build();
  parts.filter.focus();
  drawTraffic();
}

/** Draw its lines, if it is shown. */
export async function drawTraffic() {
  if (!store.traffic || !parts) return;
  const text = parts.filter.value;
  const told = await trying(() => get("/page-api/traffic", { text }));
  if (!told || parts.filter.value !== text) return;
  parts.none.hidden = told.lines.length > 0;
  keyed(parts.lines, told.lines, (one) => String(one.number), (one) => one, line);
}

function build() {
  const filter = el("input", { type: "search", placeholder: "Filter by any word in it", "aria-label": "Filter traffic" });
  const lines = el("ul", { role: "list", className: "lines" });
  const none = el("p", { className: "empty" }, "Nothing has gone between the workspace and an app, or nothing with this in it.");
  filter.addEventListener("input", drawTraffic);
  const close = button("✕", () => { showTraffic(false); byId("traffic-button").focus(); }, { className: "icon", "aria-label": "Close traffic" });
  byId("traffic").append(
    el("header", { className: "pane-head" }, el("h2", {}, "Traffic"), close),
    el("div", { className: "filter" }, filter),
    el("div", { className: "pane-body" }, none, lines),
  );
  return { filter, lines, none };
}

/** @param {any} one */
function line(one) {
  const way = one.kind === "call" ? "→" : "←";
  const words = one.kind === "call" ? `${one.app} called` : `${one.app} was told`;
  const when = new Date(one.when);
  const made = el("li", { className: "line" });
  const head = el("button", { type: "button", "aria-expanded": "false", onclick: () => toggle(made, head, one.number) },
    el("span", { className: "way", title: words }, way),
    el("span", { className: "title" }, one.title),
    el("span", { className: `outcome ${tone(one.outcome)}` }, one.outcome),
    el("span", { className: "when" }, `${words} · ${shortDay(when, reader())} ${clockTime(when, reader())}`),
  );
  made.append(head);
  if (opened.has(one.number)) show(made, head, one.number);
  return made;
}

/** @param {string} outcome */
function tone(outcome) {
  if (outcome === "ok" || outcome === "acked") return "";
  return outcome === "pending" ? "waiting" : "wrong";
}

/** @param {HTMLElement} made @param {HTMLElement} head @param {number} number */
function toggle(made, head, number) {
  if (!opened.delete(number)) {
    opened.add(number);
    show(made, head, number);
    return;
  }
  head.setAttribute("aria-expanded", "false");
  made.replaceChildren(head);
}

/** @param {HTMLElement} made @param {HTMLElement} head @param {number} number */
async function show(made, head, number) {
  head.setAttribute("aria-expanded", "true");
  const whole = await trying(() => get(`/page-api/traffic/${number}`));
  if (!whole || !opened.has(number)) return;
  made.replaceChildren(head, ...json("Sent", whole.sent), ...json("Came back", whole.answer));
}

/** @param {string} title @param {unknown} value */
function json(title, value) {
  return [el("h3", {}, title), el("pre", { tabIndex: 0 }, JSON.stringify(value, null, 2))];
}
