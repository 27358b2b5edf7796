/** Slack's text as nodes: mrkdwn with its quotes and code blocks, and plain text with its emoji. */

import { el, fragment, lines } from "./block_dom.js";
import { emoji, inline, unescaped } from "./block_inline.js";

const FENCED = /```([\s\S]+?)```/g;
const QUOTE = /^(?:&gt;|>) ?/;
const REST = /^(?:&gt;|>)(?:&gt;|>){2} ?/;

/**
 * Text in Slack's own markup. Nothing in it becomes markup of the page.
 * @param {string} text
 * @param {object} ctx who is who, and the reader's zone and language
 * @returns {DocumentFragment}
 */
export function mrkdwn(text, ctx) {
  const made = fragment();
  let from = 0;
  for (const found of text.matchAll(FENCED)) {
    made.append(quoted(trimmed(text.slice(from, found.index), from > 0, true), ctx));
    made.append(el("pre", { class: "b-pre" }, unescaped(withoutMarks(found[1]).replace(/^\n|\n$/g, ""))));
    from = found.index + found[0].length;
  }
  made.append(quoted(trimmed(text.slice(from), from > 0, false), ctx));
  return made;
}

/**
 * Plain text: emoji by their names, everything else as it is.
 * @param {string|{text: string, emoji?: boolean}} text
 * @returns {DocumentFragment}
 */
export function plain(text, ctx) {
  const made = fragment();
  const words = typeof text === "string" ? text : text.text;
  let from = 0;
  for (const found of words.matchAll(/:([a-z0-9_+'-]+):/g)) {
    const shown = text.emoji === false ? null : emoji(found[1]);
    if (!shown) continue;
    made.append(lines(unescaped(words.slice(from, found.index))), shown);
    from = found.index + found[0].length;
  }
  made.append(lines(unescaped(words.slice(from))));
  return made;
}

/** Either kind of text object. */
export function either(text, ctx) {
  return text.type === "mrkdwn" ? mrkdwn(text.text, ctx) : plain(text, ctx);
}

/** Plain text as a string, for attributes and options, where no element can stand. */
export function asString(text, ctx) {
  return text ? either(text, ctx).textContent : "";
}

/** Code blocks stand on lines of their own, so the breaks next to them are not shown twice. */
function trimmed(text, afterCode, beforeCode) {
  const started = afterCode ? text.replace(/^\n/, "") : text;
  return beforeCode ? started.replace(/\n$/, "") : started;
}

/** Links in code keep their words and lose their brackets. */
function withoutMarks(code) {
  return code.replace(/<(https?:[^<>|\n]+)(?:\|([^<>\n]+))?>/g, (_, url, label) => label ?? url);
}

/** Lines that begin with > together are one quote; >>> quotes all that follows. */
function quoted(text, ctx) {
  const made = fragment();
  const waiting = [];
  const flush = () => waiting.length && made.append(inline(waiting.splice(0).join("\n"), ctx));
  const all = text ? text.split("\n") : [];
  for (let at = 0; at < all.length; at += 1) {
    const end = quoteEnd(all, at);
    if (end === at) {
      waiting.push(all[at]);
      continue;
    }
    flush();
    const inside = REST.test(all[at]) ? [all[at].replace(REST, ""), ...all.slice(at + 1)] : all.slice(at, end);
    made.append(el("blockquote", { class: "b-quote" }, inline(inside.map(unquoted).join("\n"), ctx)));
    at = end - 1;
  }
  flush();
  return made;
}

function unquoted(line) {
  return line.replace(QUOTE, "");
}

function quoteEnd(all, from) {
  if (REST.test(all[from])) return all.length;
  let end = from;
  while (end < all.length && QUOTE.test(all[end])) end += 1;
  return end;
}
