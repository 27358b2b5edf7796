// Making and keeping elements. Text only ever becomes text: nothing here, or anywhere in the page, parses markup.

/**
 * An element. `given` has its properties (`className`, `type`, `disabled`, ...), attributes with a dash in their name
 * or the name `role`, `for`, `list`, and listeners as `onclick` and the like.
 * @param {string} tag
 * @param {Object<string, any>} [given]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name.includes("-") || ["role", "for", "list"].includes(name)) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

/**
 * A button that is nothing else.
 * @param {string} label what it says
 * @param {() => void} press
 * @param {Object<string, any>} [given]
 */
export function button(label, press, given = {}) {
  return el("button", { type: "button", onclick: press, ...given }, label);
}

/**
 * Children for items, in their order. A child stays the same element while its item looks the same, so that focus,
 * open menus and half-typed words survive an update.
 * @template T
 * @param {Element} parent
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => unknown} signOf what decides whether it must be drawn anew
 * @param {(item: T) => HTMLElement} make
 */
export function keyed(parent, items, keyOf, signOf, make) {
  const there = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = null;
  for (const item of items) {
    const key = keyOf(item);
    const sign = JSON.stringify(signOf(item));
    let child = there.get(key);
    there.delete(key);
    if (!child || child.sign !== sign) {
      const fresh = make(item);
      fresh.dataset.key = key;
      fresh.sign = sign;
      replaceKeepingFocus(child, fresh);
      child = fresh;
    }
    const wanted = place ? place.nextElementSibling : parent.firstElementChild;
    if (child !== wanted) parent.insertBefore(child, wanted);
    place = child;
  }
  for (const gone of there.values()) gone.remove();
}

/** @param {Element|undefined} old @param {HTMLElement} fresh */
function replaceKeepingFocus(old, fresh) {
  if (!old) return;
  const focused = old.contains(document.activeElement) ? focusable(old).indexOf(document.activeElement) : -1;
  old.replaceWith(fresh);
  if (focused >= 0) (focusable(fresh)[focused] ?? fresh).focus();
}

/** @param {Element} root @returns {HTMLElement[]} */
export function focusable(root) {
  const found = [...root.querySelectorAll("button, a[href], input, select, textarea, [tabindex='0']")];
  return root.matches("button, a[href]") ? [root, ...found] : found;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

const NEAR = 80; // pixels from the end that still count as being there

/**
 * What stands at its end stays there when pictures come in or the window changes.
 * @param {HTMLElement} box it scrolls @param {HTMLElement} list the messages in it
 */
export function keepEnd(box, list) {
  const size = () => `${box.clientHeight} ${box.scrollHeight}`;
  let [atEnd, known] = [true, ""];
  const watch = new ResizeObserver(() => {
    known = size();
    if (atEnd && list.offsetParent) box.scrollTop = box.scrollHeight;
  });
  box.addEventListener("scroll", () => { if (size() === known) atEnd = nearEnd(box); }); // else nobody scrolled: it grew
  for (const one of [box, list]) watch.observe(one);
}

/** @param {HTMLElement} box */
export function nearEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
}
