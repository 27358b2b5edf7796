// The page: looks at the workspace as one person, and again as soon as anything in it changes.

import { get, Refused, tellChanged, Unreachable } from "./api.js";
import { drawClock } from "./clock.js";
import { drawConversation, somewhere } from "./conversation.js";
import { byId } from "./dom.js";
import { drawHome, openHome } from "./home.js";
import { closeMenu } from "./menus.js";
import { closeModal, drawModal, startModal } from "./modal.js";
import { drawOffers } from "./offers.js";
import { drawPeople } from "./people.js";
import { drawSidebar, openApp } from "./sidebar.js";
import { conversation, homeApp, readAddress, store } from "./store.js";
import { startTheme } from "./theme.js";
import { closeThread, drawThread, openThread } from "./thread.js";
import { sentence, toast } from "./toast.js";
import { drawTraffic, showTraffic } from "./traffic.js";

const PAUSE = 1500; // milliseconds before a sandbox that does not answer is asked again

/** Look, and draw what is seen. An answer that comes after one has gone elsewhere is thrown away. */
async function look() {
  const asked = location.hash;
  const view = await get("/page-api/view", { as: store.as, open: conversation(), thread: store.thread });
  if (asked !== location.hash) return;
  store.view = view;
  if (!store.as) store.as = view.me.id;
  if (!view.open && !homeApp()) somewhere();
  draw();
}

function draw() {
  if (!store.view) return;
  const steps = [drawPeople, drawSidebar, drawConversation, drawHome, drawThread, drawClock, drawOffers, drawModal];
  for (const step of steps) step();
}

async function follow() {
  let lost = false;
  for (;;) {
    try {
      await look();
      lost = false;
      await drawTraffic();
      await get("/page-api/changes", { since: store.view?.change ?? 0 });
      tellChanged();
    } catch (wrong) {
      if (wrong instanceof Refused && store.as) forgetPlace();
      if (!lost) report(wrong);
      lost = true;
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
}

/** In words; and a mistake of the page's own where those who mend it look. @param {unknown} wrong */
function report(wrong) {
  if (!(wrong instanceof Refused || wrong instanceof Unreachable)) console.error(wrong);
  toast(sentence(wrong));
}

/** Who or what the address names is not there any more: another workspace, perhaps, at the same address. */
function forgetPlace() {
  history.replaceState(null, "", location.pathname);
  readAddress();
}

function drawer(shown) {
  document.body.classList.toggle("drawer", shown);
  byId("menu").setAttribute("aria-expanded", String(shown));
  byId("shade").hidden = !shown;
}

/** Escape closes the top thing; questions and what the browser itself puts on top see to themselves. */
function onKey(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]:not(#modal), :popover-open")) return;
  if (closeMenu()) return;
  if (byId("modal").contains(document.activeElement)) {
    closeModal();
    return;
  }
  if (document.body.classList.contains("drawer")) {
    drawer(false);
    byId("menu").focus();
  } else if (store.traffic) {
    showTraffic(false);
    byId("traffic-button").focus();
  } else if (!closeModal()) {
    closeThread();
  }
}

function start() {
  Object.assign(store, { redraw: draw, openThread, openHome, openApp });
  readAddress();
  startTheme();
  startModal();
  byId("menu").addEventListener("click", () => drawer(!document.body.classList.contains("drawer")));
  byId("shade").addEventListener("click", () => drawer(false));
  byId("traffic-button").addEventListener("click", () => showTraffic(!store.traffic));
  document.addEventListener("keydown", onKey);
  document.addEventListener("visibilitychange", draw);
  addEventListener("hashchange", () => { readAddress(); look().catch(report); });
  follow();
}

start();
