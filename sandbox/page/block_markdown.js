/** The markdown block: the usual markdown, as far as Slack shows it. */

import { el, fragment } from "./block_dom.js";
import { markdownInline } from "./block_markdown_inline.js";

const FENCE = /^ {0,3}```/;
const HEADING = /^(#{1,6}) +(.*?)(?: +#+)?$/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)]) +(.*)$/;
const TASK = /^\[([ xX])\] +(.*)$/;
const DASHES = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const DEEPEST = 12; // quotes and lists inside each other; what is deeper stays as it was typed

/**
 * Markdown as nodes.
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function markdown(text, ctx) {
  const made = fragment();
  const all = text.split("\n");
  let at = 0;
  while (at < all.length) {
    const [node, next] = blockAt(all, at, ctx);
    if (node) made.append(node);
    at = next;
  }
  return made;
}

/** The block that begins at this line, and the line after it. */
function blockAt(all, at, ctx) {
  const line = all[at];
  if (!line.trim()) return [null, at + 1];
  if (FENCE.test(line)) return fenced(all, at);
  const heading = HEADING.exec(line);
  if (heading) return [el(`h${Math.min(heading[1].length + 2, 6)}`, {}, markdownInline(heading[2], ctx)), at + 1];
  if (RULE.test(line)) return [el("hr", { class: "b-divider" }), at + 1];
  const shallow = (ctx.depth ?? 0) < DEEPEST;
  if (shallow && QUOTE.test(line)) return quote(all, at, deeper(ctx));
  if (shallow && ITEM.test(line)) return list(all, at, deeper(ctx));
  if (isTable(all, at)) return table(all, at, ctx);
  return paragraph(all, at, ctx);
}

function deeper(ctx) {
  return { ...ctx, depth: (ctx.depth ?? 0) + 1 };
}

function fenced(all, at) {
  let end = at + 1;
  while (end < all.length && !FENCE.test(all[end])) end += 1;
  return [el("pre", { class: "b-pre" }, all.slice(at + 1, end).join("\n")), end + 1];
}

function quote(all, at, ctx) {
  const end = until(all, at, (line) => QUOTE.test(line));
  const inside = all.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return [el("blockquote", { class: "b-quote" }, markdown(inside.join("\n"), ctx)), end];
}

function paragraph(all, at, ctx) {
  const end = until(all, at + 1, (line, here) => line.trim() && !begins(all, here));
  return [el("p", { class: "b-line" }, markdownInline(all.slice(at, end).join("\n"), ctx)), end];
}

function begins(all, at) {
  return [FENCE, HEADING, RULE, QUOTE, ITEM].some((kind) => kind.test(all[at])) || isTable(all, at);
}

function until(all, from, holds) {
  let end = from;
  while (end < all.length && holds(all[end], end)) end += 1;
  return end;
}

/** Lines of a list, and what is indented below them, which may be a list again. */
function list(all, at, ctx) {
  const [, margin, first] = ITEM.exec(all[at]);
  const made = el(first ? "ol" : "ul", { class: "b-list", start: first && first !== "1" ? first : null });
  let here = at;
  while (here < all.length) {
    const found = ITEM.exec(all[here]);
    if (!found || found[1].length !== margin.length || Boolean(found[2]) !== Boolean(first)) break;
    const end = until(all, here + 1, (line) => line.trim() && depth(line) > margin.length);
    made.append(item(found[3], all.slice(here + 1, end), ctx));
    here = end;
  }
  return [made, here];
}

function depth(line) {
  return line.length - line.trimStart().length;
}

function item(words, below, ctx) {
  const task = TASK.exec(words);
  const done = task && task[1] !== " ";
  const box = task && el("input", { type: "checkbox", disabled: true, checked: done, "aria-label": "Task" });
  const inside = markdownInline(task ? task[2] : words, ctx);
  return el("li", { class: task ? "b-task" : null }, box, inside, below.length ? markdown(below.join("\n"), ctx) : null);
}

function isTable(all, at) {
  return all[at].includes("|") && DASHES.test(all[at + 1] ?? "") && all[at + 1].includes("-");
}

function table(all, at, ctx) {
  const end = until(all, at + 2, (line) => line.includes("|"));
  const alignments = cells(all[at + 1]).map(alignment);
  const row = (line, tag) =>
    el("tr", {}, ...cells(line).map((one, n) => el(tag, { class: alignments[n] }, markdownInline(one, ctx))));
  const body = all.slice(at + 2, end).map((line) => row(line, "td"));
  const shown = el("table", { class: "b-table" }, el("thead", {}, row(all[at], "th")), el("tbody", {}, ...body));
  return [el("div", { class: "b-scroll", tabindex: 0, role: "region", "aria-label": "Table" }, shown), end];
}

function cells(line) {
  return line.trim().replace(/^\|/, "").replace(/\|$/, "").split("|").map((one) => one.trim());
}

function alignment(dashes) {
  if (!dashes.endsWith(":")) return "b-left";
  return dashes.startsWith(":") ? "b-center" : "b-right";
}
