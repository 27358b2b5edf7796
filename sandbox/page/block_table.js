/** A table: its first row names the columns; it scrolls by itself where it is wider than the page. */

import { el, lines } from "./block_dom.js";
import { richText } from "./block_richtext.js";

/** A table block; columns are aligned and wrapped as their settings say. */
export function table(block, ctx) {
  const settings = block.column_settings ?? [];
  const [names, ...rows] = block.rows;
  const head = el("thead", {}, row(names, "th", settings, ctx));
  const body = el("tbody", {}, ...rows.map((one) => row(one, "td", settings, ctx)));
  const shown = el("table", { class: "b-table" }, head, body);
  // It takes the focus so that it can be scrolled with the keyboard.
  return el("div", { class: "b-scroll", tabindex: 0, role: "region", "aria-label": "Table" }, shown);
}

function row(cells, tag, settings, ctx) {
  return el("tr", {}, ...cells.map((one, at) => cell(one, tag, settings[at] ?? {}, ctx)));
}

function cell(one, tag, { align = "left", is_wrapped: wrapped = false }, ctx) {
  const classes = `b-${align}${wrapped ? " b-wrapped" : ""}`;
  return el(tag, { class: classes, scope: tag === "th" ? "col" : null }, inside(one, ctx));
}

function inside(one, ctx) {
  if (one.type === "rich_text") return richText(one, ctx);
  return lines(String(one.text ?? one.value ?? ""));
}
