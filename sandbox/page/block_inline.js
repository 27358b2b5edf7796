/** What can stand inside a line of Slack's text: styles, code, mentions, links, dates, emoji. */

import { address, el, fragment, lines, link } from "./block_dom.js";
import { dated, inFull } from "./block_dates.js";
import { EMOJI } from "./emoji.js";

const STYLES = { "*": "b", _: "i", "~": "s" };
const CODE = /`([^`\n]+)`/y;
const TOKEN = /<([^<>\n]+)>/y;
const COLONS = /:([a-z0-9_+'-]+):/y;
const BARE = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~`]/y;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const WORD = /[\p{L}\p{N}]/u;

/** Slack sends `&`, `<` and `>` of people's words as these, and nothing else. */
export function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** One stretch of mrkdwn without code blocks and quotes, as nodes. */
export function inline(text, ctx) {
  const made = fragment();
  let plainFrom = 0;
  let at = 0;
  while (at < text.length) {
    const found = part(text, at, ctx);
    if (found) {
      made.append(lines(unescaped(text.slice(plainFrom, at))), found.node);
      plainFrom = at + found.length;
    }
    at = found ? plainFrom : at + 1;
  }
  made.append(lines(unescaped(text.slice(plainFrom))));
  return made;
}

function part(text, at, ctx) {
  switch (text[at]) {
    case "`":
      return matched(CODE, text, at, ([, code]) => el("code", { class: "b-code" }, unescaped(code)));
    case "<":
      return matched(TOKEN, text, at, ([, inner]) => token(inner, ctx));
    case ":":
      return matched(COLONS, text, at, ([, name]) => emoji(name));
    case "h":
      return opens(text, at) && !ctx.linked ? matched(BARE, text, at, ([url]) => link(unescaped(url))) : null;
    case "*":
    case "_":
    case "~":
      return styled(text, at, ctx);
    default:
      return null;
  }
}

function matched(pattern, text, at, make) {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  const node = found && make(found);
  return node ? { node, length: found[0].length } : null;
}

/** Bold, italic or struck through: the signs touch the words inside and no letter outside, on one line. */
function styled(text, at, ctx) {
  const sign = text[at];
  if (!opens(text, at) || !/[^\s]/.test(text[at + 1] ?? " ") || text[at + 1] === sign) return null;
  const end = closing(text, at, sign);
  if (end < 0) return null;
  return { node: el(STYLES[sign], {}, inline(text.slice(at + 1, end), ctx)), length: end + 1 - at };
}

function opens(text, at) {
  return at === 0 || !WORD.test(text[at - 1]);
}

function closing(text, from, sign) {
  for (let at = from + 1; at < text.length && text[at] !== "\n"; at += 1) {
    if (text[at] === sign && /\S/.test(text[at - 1]) && !WORD.test(text[at + 1] ?? " ")) return at;
    at += skipped(text, at);
  }
  return -1;
}

/** How far code, a token in pointed brackets or an emoji reaches: signs inside them close nothing. */
function skipped(text, at) {
  const pattern = { "`": CODE, "<": TOKEN, ":": COLONS }[text[at]];
  if (!pattern) return 0;
  pattern.lastIndex = at;
  return (pattern.exec(text)?.[0].length ?? 1) - 1;
}

/** An emoji by its name; null where the name is not known, so that it stays as it was typed. */
export function emoji(name) {
  const shown = EMOJI[name];
  return shown ? el("span", { class: "b-emoji", role: "img", "aria-label": name, title: `:${name}:` }, shown) : null;
}

/** What stands between pointed brackets. */
function token(inner, ctx) {
  const cut = inner.indexOf("|");
  const target = cut < 0 ? inner : inner.slice(0, cut);
  const label = cut < 0 ? null : unescaped(inner.slice(cut + 1));
  if (target.startsWith("@")) return userMention(target.slice(1), ctx, label);
  if (target.startsWith("#")) return channelMention(target.slice(1), ctx, label);
  if (target.startsWith("!date^")) return dateToken(target, label, ctx);
  if (target.startsWith("!subteam^")) return el("span", { class: "b-mention" }, label ?? "@group");
  if (target.startsWith("!")) return el("span", { class: "b-mention b-me" }, `@${target.slice(1)}`);
  if (!SCHEME.test(target)) return null; // no address at all: it stays as it was typed
  const url = unescaped(target);
  // Words of a link that look like an address are not a link inside the link.
  return label === null ? link(url) : link(url, inline(inner.slice(cut + 1), { ...ctx, linked: true }));
}

/** A person by name; the reader's own name stands out. */
export function userMention(id, ctx, label = null) {
  const user = ctx.users?.[id];
  const name = user ? user.real_name || user.name : label?.replace(/^@/, "") || id;
  const mine = id === ctx.me ? " b-me" : "";
  return el("span", { class: `b-mention${mine}`, "data-user": id }, `@${name}`);
}

/** A channel by name. */
export function channelMention(id, ctx, label = null) {
  const name = ctx.channels?.[id] ?? label ?? "private channel";
  return el("span", { class: "b-mention", "data-channel": id }, `#${name}`);
}

function dateToken(target, label, ctx) {
  const [, seconds, template, url] = target.split("^");
  return dateNode(Number(seconds), template ?? "", label ?? "", ctx, url && unescaped(url));
}

/** A date in the reader's zone, or its fallback; linked where there is an address. */
export function dateNode(ts, template, fallback, ctx, url = null) {
  const text = dated(ts, template, ctx) ?? fallback;
  const shown = el("time", { class: "b-date", title: inFull(ts, ctx) }, text);
  return url && address(url) ? link(url, shown) : shown;
}
