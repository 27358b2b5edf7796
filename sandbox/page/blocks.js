/** Block Kit as a person sees it: every block as nodes of the page, none of its text as markup. */

import { el, fragment } from "./block_dom.js";
import { notShown, renderElement } from "./block_elements.js";
import { imageBlock, thumbnail } from "./block_image.js";
import { inputBlock } from "./block_input.js";
import { markdown } from "./block_markdown.js";
import { richText } from "./block_richtext.js";
import { table } from "./block_table.js";
import { either, plain } from "./text.js";

/**
 * @typedef {object} Ctx
 * @property {Record<string, {name: string, real_name: string, bot?: boolean}>} users
 * @property {Record<string, string>} channels names without the number sign
 * @property {Record<string, string>} [dms] direct messages: their id by the id of the person
 * @property {string} tz
 * @property {string} locale
 * @property {number} [now] seconds; what "today" is measured from, else the machine's clock
 * @property {string} me
 * @property {"message"|"modal"|"home"} surface
 * @property {(block: object, element: object, chosen: object|null, node: HTMLElement) => void} press
 * @property {(url: string) => string|null} openFile the address that shows a picture
 * @property {Record<string, string>} [errors] what is wrong, by block_id
 * @property {Record<string, Record<string, object>>} [values] what stands in inputs, by block_id and action_id
 */

const DRAWN = {
  section,
  header: (block, ctx) => el("h3", { class: "b-header" }, plain(block.text, ctx)),
  divider: () => el("hr", { class: "b-divider" }),
  context,
  actions,
  image: imageBlock,
  input: inputBlock,
  rich_text: richText,
  table,
  markdown: (block, ctx) => el("div", { class: "b-text b-markdown" }, markdown(block.text, ctx)),
};

/**
 * All blocks of a message, a modal or a Home.
 * @param {object[]} blocks
 * @param {Ctx} ctx
 * @returns {DocumentFragment}
 */
export function renderBlocks(blocks, ctx) {
  return fragment(...blocks.map((block) => drawn(block, ctx)));
}

function drawn(block, ctx) {
  const draw = Object.hasOwn(DRAWN, block.type) ? DRAWN[block.type] : null;
  const shown = draw ? draw(block, ctx) : notShown(block.type);
  shown.classList.add("b-block");
  if (block.block_id) shown.dataset.blockId = block.block_id;
  return shown;
}

/** Text, fields in two columns, and at most one element at the right. */
function section(block, ctx) {
  const text = block.text && el("div", { class: "b-text" }, either(block.text, ctx));
  const fields = block.fields && el("div", { class: "b-fields" }, ...block.fields.map((one) => field(one, ctx)));
  const accessory = block.accessory && renderElement(block.accessory, { block, ctx });
  const beside = accessory && el("div", { class: "b-accessory" }, accessory);
  return el("div", { class: "b-section" }, el("div", { class: "b-main" }, text, fields), beside);
}

function field(text, ctx) {
  return el("div", { class: "b-text b-column" }, either(text, ctx));
}

/** Small pictures and small texts in one line. */
function context(block, ctx) {
  const parts = block.elements.map((one) =>
    one.type === "image" ? thumbnail(one, ctx) : el("span", { class: "b-text" }, either(one, ctx)),
  );
  return el("div", { class: "b-context" }, ...parts);
}

function actions(block, ctx) {
  return el("div", { class: "b-actions" }, ...block.elements.map((one) => renderElement(one, { block, ctx })));
}
