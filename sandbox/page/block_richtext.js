/** Rich text: sections, lists in lists, quotes and preformatted text, with everything that stands in them. */

import { el, fragment, lines, link } from "./block_dom.js";
import { channelMention, dateNode, emoji, userMention } from "./block_inline.js";
import { notShown } from "./block_elements.js";

/** A rich_text block, or such a cell of a table. */
export function richText(block, ctx) {
  const made = el("div", { class: "b-text b-rich" });
  let open = [];
  for (const part of block.elements) {
    if (part.type === "rich_text_list") open = addList(part, open, made, ctx);
    else {
      open = [];
      made.append(stretch(part, ctx));
    }
  }
  return made;
}

function stretch(part, ctx) {
  switch (part.type) {
    case "rich_text_section":
      return el("p", { class: "b-line" }, inside(part, ctx));
    case "rich_text_quote":
      return el("blockquote", { class: "b-quote" }, inside(part, ctx));
    case "rich_text_preformatted":
      return el("pre", { class: "b-pre" }, part.elements.map((one) => one.text ?? one.url ?? "").join(""));
    default:
      return notShown(part.type);
  }
}

/**
 * Slack tells nested lists one after the other, each with its indent; here one stands in the last line of another.
 * @returns the lists that are open now, the outermost first
 */
function addList(part, open, root, ctx) {
  const indent = part.indent ?? 0;
  const kept = open.filter((one) => one.indent < indent || (one.indent === indent && one.style === part.style));
  let last = kept.at(-1);
  if (last?.indent !== indent) {
    const list = newList(part);
    (last?.list.lastElementChild ?? root).append(list);
    last = { indent, style: part.style, list };
    kept.push(last);
  }
  last.list.append(...part.elements.map((one) => el("li", {}, inside(one, ctx))));
  return kept;
}

function newList(part) {
  if (part.style !== "ordered") return el("ul", { class: "b-list" });
  return el("ol", { class: "b-list", start: part.offset ? part.offset + 1 : null });
}

function inside(part, ctx) {
  return fragment(...part.elements.map((one) => styled(atom(one, ctx), one.style)));
}

function atom(one, ctx) {
  switch (one.type) {
    case "text":
      return lines(one.text);
    case "link":
      return link(one.url, one.text || one.url);
    case "user":
      return userMention(one.user_id, ctx);
    case "channel":
      return channelMention(one.channel_id, ctx);
    case "usergroup":
      return el("span", { class: "b-mention" }, "@group");
    case "broadcast":
      return el("span", { class: "b-mention b-me" }, `@${one.range}`);
    case "emoji":
      return emoji(one.name) ?? `:${one.name}:`;
    case "date":
      return dateNode(one.timestamp, one.format, one.fallback ?? "", ctx, one.url);
    case "color":
      return one.value;
    default:
      return el("span", { class: "b-unknown" }, `[${one.type}] is not shown here`);
  }
}

const TAGS = { bold: "b", italic: "i", strike: "s", underline: "u" };

function styled(node, style) {
  if (!style) return node;
  const innermost = style.code ? el("code", { class: "b-code" }, node) : node;
  const wanted = Object.keys(TAGS).filter((name) => style[name]);
  return wanted.reduce((inner, name) => el(TAGS[name], {}, inner), innermost);
}
