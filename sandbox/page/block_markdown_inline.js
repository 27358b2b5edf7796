/** What stands inside a line of markdown: emphasis, code, links, and Slack's own mentions and emoji. */

import { el, fragment, lines, link } from "./block_dom.js";
import { inline, unescaped } from "./block_inline.js";

/** Each kind: where it begins, and what it becomes. The first that fits at a place is taken. */
const KINDS = [
  [/`([^`\n]+)`/y, (found) => el("code", { class: "b-code" }, unescaped(found[1]))],
  [/!?\[([^\][\n]*)\]\(([^()\s]+(?:\([^()\s]*\))?)(?: "[^"\n]*")?\)/y, linked],
  [/\*\*\*(\S(?:.*?\S)?)\*\*\*/y, (found, ctx) => el("b", {}, el("i", {}, markdownInline(found[1], ctx)))],
  [/\*\*(\S(?:.*?\S)?)\*\*/y, (found, ctx) => el("b", {}, markdownInline(found[1], ctx))],
  [/__(\S(?:.*?\S)?)__(?![\p{L}\p{N}])/uy, (found, ctx) => el("b", {}, markdownInline(found[1], ctx))],
  [/~~(\S(?:.*?\S)?)~~/y, (found, ctx) => el("s", {}, markdownInline(found[1], ctx))],
  [/\*(?![\s*])([^*\n]*[^*\s])\*/y, (found, ctx) => el("i", {}, markdownInline(found[1], ctx))],
  [/_(?![\s_])([^_\n]*[^_\s])_(?![\p{L}\p{N}])/uy, (found, ctx) => el("i", {}, markdownInline(found[1], ctx))],
  [/<[^<>\n]+>/y, (found, ctx) => inline(found[0], ctx)],
  [/https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~`]/y, bare],
  [/:[a-z0-9_+'-]+:/y, (found, ctx) => inline(found[0], ctx)],
  [/\\([\\`*_{}[\]()#+\-.!~>|])/y, (found) => fragment(found[1])],
];

const BEGIN = new Set("`!*_~<h:\\[");
const WORD = /[\p{L}\p{N}]/u;

/** One stretch of markdown without its blocks, as nodes. */
export function markdownInline(text, ctx) {
  const made = fragment();
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const found = BEGIN.has(text[at]) ? kindAt(text, at, ctx) : null;
    if (found) {
      made.append(lines(unescaped(text.slice(from, at))), found.node);
      from = at + found.length;
    }
    at = found ? from : at + 1;
  }
  made.append(lines(unescaped(text.slice(from))));
  return made;
}

function kindAt(text, at, ctx) {
  if ((text[at] === "_" || text[at] === "h") && at > 0 && WORD.test(text[at - 1])) return null;
  for (const [pattern, make] of KINDS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { node: make(found, ctx), length: found[0].length };
  }
  return null;
}

/** A picture is shown as a link, as Slack does. */
function linked(found, ctx) {
  return link(unescaped(found[2]), markdownInline(found[1] || found[2], { ...ctx, linked: true }));
}

function bare(found, ctx) {
  const url = unescaped(found[0]);
  return ctx.linked ? fragment(url) : link(url);
}
