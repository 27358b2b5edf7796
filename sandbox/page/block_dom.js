/** Making elements: text stays text, and addresses are only those that a click may follow. */

/**
 * An element with attributes and children; null, undefined and false children are left out, strings become text.
 * An attribute of true stands without a value, one of false, null or undefined is left out.
 * @param {string} tag
 * @param {Record<string, string|number|boolean|null|undefined>} [attributes]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A fragment of these nodes. */
export function fragment(...children) {
  const made = document.createDocumentFragment();
  made.append(...children);
  return made;
}

/** Text with its line breaks. */
export function lines(text) {
  const made = document.createDocumentFragment();
  text.split("\n").forEach((line, at) => {
    if (at) made.append(document.createElement("br"));
    if (line) made.append(line);
  });
  return made;
}

const FOLLOWED = new Set(["http:", "https:", "mailto:"]);

/** The address where it may be followed, else null: `javascript:` and its like are never links. */
export function address(url) {
  try {
    const parsed = new URL(url);
    return FOLLOWED.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** A link in a new tab that tells nobody where it was clicked; only the words where the address may not be followed. */
export function link(url, ...words) {
  const href = address(url);
  const shown = words.length ? words : [url];
  if (href === null) return el("span", { class: "b-nolink" }, ...shown);
  return el("a", { class: "b-link", href, target: "_blank", rel: "noreferrer" }, ...shown);
}

let counted = 0;

/** A name for an element that nothing else on the page has. */
export function freshId(stem) {
  counted += 1;
  return `b-${stem}-${counted}`;
}
