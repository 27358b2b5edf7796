// Whose eyes one looks through: everybody, one click each.

import { avatar } from "./avatars.js";
import { byId, el, keyed } from "./dom.js";
import { leaveModal } from "./modal.js";
import { go, store } from "./store.js";

/** Draw the list of people. */
export function drawPeople() {
  const here = store.view.me.id;
  const list = byId("people");
  keyed(list, store.view.people, (one) => one.id, (one) => [one, one.id === here], (one) => person(one, here));
  if (list.dataset.here === here) return;
  list.dataset.here = here;
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** @param {any} one @param {string} here */
function person(one, here) {
  const role = one.role || `@${one.name}`;
  const who = el("span", { className: "who" }, one.real_name, el("span", { className: "role" }, role));
  const parts = [avatar(one, true), who, unreadBadge(one.unread)];
  return el("li", {}, el("button", {
    type: "button",
    className: one.unread ? "has-unread" : "",
    "aria-current": one.id === here ? "true" : null,
    onclick: () => become(one.id),
  }, ...parts));
}

/** The same place, if this person is there too; app.js finds them another one if not. @param {string} id */
async function become(id) {
  document.body.classList.remove("drawer");
  await leaveModal();
  go({ as: id });
}

/** @param {number} count */
export function unreadBadge(count) {
  if (!count) return null;
  const read = el("span", { className: "unseen" }, ` ${count} unread`);
  return el("span", { className: "badge" }, el("span", { "aria-hidden": "true" }, count > 99 ? "99+" : String(count)), read);
}
