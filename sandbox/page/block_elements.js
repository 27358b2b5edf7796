/** Which part of the page draws which of Slack's elements. */

import { addressBox, numberBox, textBox } from "./block_boxes.js";
import { button, overflow } from "./block_buttons.js";
import { checkboxes, radioButtons } from "./block_choices.js";
import { el } from "./block_dom.js";
import { thumbnail } from "./block_image.js";
import { multiSelect } from "./block_multi.js";
import { moment, select } from "./block_pickers.js";

const DRAWN = {
  button,
  overflow,
  image: (element, place) => thumbnail(element, place.ctx),
  static_select: select,
  external_select: select,
  users_select: select,
  channels_select: select,
  conversations_select: select,
  multi_static_select: multiSelect,
  multi_external_select: multiSelect,
  multi_users_select: multiSelect,
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  datepicker: moment,
  timepicker: moment,
  datetimepicker: moment,
  radio_buttons: radioButtons,
  checkboxes,
  plain_text_input: textBox,
  number_input: numberBox,
  email_text_input: addressBox,
  url_text_input: addressBox,
};

/**
 * One element; a line that says so where the page does not show its kind.
 * @param {object} element
 * @param {{block: object, ctx: object, about?: object}} place
 * @returns {HTMLElement}
 */
export function renderElement(element, place) {
  const draw = Object.hasOwn(DRAWN, element.type) ? DRAWN[element.type] : null;
  return draw ? draw(element, place) : notShown(element.type);
}

/** What stands in the place of a kind that the page does not show. */
export function notShown(type) {
  return el("p", { class: "b-unknown" }, `[${type}] is not shown here`);
}
