/** Pictures: with their words, and larger by a click. */

import { el } from "./block_dom.js";
import { plain } from "./text.js";

/** Where the picture is shown from, or null where it may not be. */
function source(image, ctx) {
  const url = image.image_url ?? image.slack_file?.url ?? image.slack_file?.id;
  return (url && ctx.openFile?.(url)) || null;
}

/** An image block: its title, and the picture as a button that enlarges it. */
export function imageBlock(block, ctx) {
  const from = source(block, ctx);
  const title = block.title && el("div", { class: "b-image-title" }, plain(block.title, ctx));
  if (!from) return el("figure", { class: "b-image" }, title, missing(block));
  const picture = el("img", { src: from, alt: block.alt_text ?? "", loading: "lazy" });
  const opener = el("button", { type: "button", class: "b-enlarge", title: "Enlarge" }, picture);
  opener.addEventListener("click", () => enlarge(from, block.alt_text ?? ""));
  picture.addEventListener("error", () => opener.replaceWith(missing(block)));
  return el("figure", { class: "b-image" }, title, opener);
}

/** A small picture beside or inside text. */
export function thumbnail(element, ctx) {
  const from = source(element, ctx);
  if (!from) return missing(element);
  return el("img", { class: "b-thumbnail", src: from, alt: element.alt_text ?? "", title: element.alt_text });
}

function missing(image) {
  return el("span", { class: "b-missing" }, `[image] ${image.alt_text ?? ""}`);
}

/** The picture over the whole page; any click or Escape closes it. */
function enlarge(from, words) {
  const close = el("button", { type: "button", class: "b-button", autofocus: true }, "Close");
  const picture = el("img", { src: from, alt: words });
  const dialog = el("dialog", { class: "b-large", "aria-label": words || "Image" }, picture, el("p", {}, words), close);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
