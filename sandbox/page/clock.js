// The workspace's clock, and its three buttons.

import { post } from "./api.js";
import { byId, button, el } from "./dom.js";
import { now, reader, store } from "./store.js";
import { exactTime, longDay, near, shortDay } from "./times.js";
import { toast, trying } from "./toast.js";

const HOUR = 3600 * 1000;
let running = false;
let parts = null;

/** Draw the time and what can be done with it. */
export function drawClock() {
  parts ??= build();
  const when = now();
  const mine = reader();
  const utc = { locale: mine.locale, tz: "UTC" };
  parts.now.textContent = `${shortDay(when, mine)}, ${exactTime(when, mine)}`;
  parts.now.title = `${longDay(when, mine)}, ${mine.tz}`;
  parts.now.dateTime = when.toISOString();
  parts.utc.textContent = `${place(mine.tz)} · ${near(when, when, utc)} UTC`;
  const next = store.view.clock.next ? near(new Date(store.view.clock.next), when, mine) : "";
  parts.next.title = next ? `To the next thing that happens; something is due at ${next}` : "Nothing is going to happen by itself, as far as any app has said";
  for (const one of parts.buttons) one.disabled = running;
  parts.busy.hidden = !running;
}

function build() {
  const made = {
    now: el("time", { className: "now" }),
    utc: el("span", { className: "utc" }),
    hour: button("+1 hour", () => step(HOUR), { className: "quiet" }),
    day: button("+1 day", () => step(24 * HOUR), { className: "quiet" }),
    next: button("Next", () => move("/control/advance_to_news", {}), { className: "quiet", id: "next" }),
    busy: el("span", { className: "spinner", role: "img", "aria-label": "The clock is running", hidden: true }),
  };
  made.buttons = [made.hour, made.day, made.next];
  byId("clock").append(el("span", { className: "times" }, made.now, " ", made.utc), ...made.buttons, made.busy);
  return made;
}

/** @param {number} span */
function step(span) {
  return move("/control/step", { to: new Date(now().getTime() + span).toISOString() });
}

/** @param {string} path @param {object} body */
async function move(path, body) {
  const [before, focused] = [store.view.clock.now, document.activeElement];
  running = true;
  drawClock();
  const told = await trying(() => post(path, body));
  running = false;
  drawClock();
  if (focused?.closest("#clock")) focused.focus();
  if (told && told.now === before) toast("Nothing is going to happen by itself, so the clock stays.");
}

/** Europe/London is London @param {string} tz */
function place(tz) {
  return tz.split("/").at(-1).replaceAll("_", " ");
}
