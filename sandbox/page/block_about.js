/** What a screen reader is told of an input: its name, its hint and error, whether it must be filled in. */

import { asString } from "./text.js";

/**
 * Attributes for the control that gets the focus.
 * @param {{ctx: object, about?: {id?: string, labelledby?: string, describedby?: string, invalid?: boolean,
 *   required?: boolean}}} place
 */
export function about(element, place) {
  const told = place.about ?? {};
  const name = asString(element.placeholder, place.ctx) || asString(element.text, place.ctx) || WORDS[element.type];
  return {
    id: told.id,
    "aria-label": told.labelledby ? null : name,
    "aria-labelledby": told.labelledby,
    "aria-describedby": told.describedby,
    "aria-invalid": told.invalid ? "true" : null,
    "aria-required": told.required ? "true" : null,
  };
}

const WORDS = {
  datepicker: "Select a date",
  timepicker: "Select a time",
  datetimepicker: "Select a date and time",
  overflow: "More actions",
  radio_buttons: "Choose one",
  checkboxes: "Choose",
  users_select: "Select a person",
  multi_users_select: "Select people",
  channels_select: "Select a channel",
  conversations_select: "Select a conversation",
};

/** What an empty input says: its placeholder, else what Slack says there. */
export function emptyWords(element, ctx) {
  return asString(element.placeholder, ctx) || WORDS[element.type] || "Select an option";
}

/** Put the focus there once the page stands, where nobody is typing already. */
export function focusOnLoad(control, element) {
  if (!element.focus_on_load) return;
  control.setAttribute("autofocus", ""); // a dialog that opens looks for this
  requestAnimationFrame(() => {
    if (control.isConnected && !document.activeElement?.closest(".b-field")) control.focus();
  });
}
