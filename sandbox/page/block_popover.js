/** A sheet that opens at its button and closes by Escape, by a click elsewhere, or by leaving it. */

const GAP = 4;

/**
 * Let the button open and close the sheet; the sheet lies over everything, dialogs included.
 * @param {HTMLElement} button
 * @param {HTMLElement} sheet stands beside the button, so that a dialog that holds one holds both
 * @param {{opened?: () => void, closed?: () => void}} [hooks]
 */
export function attach(button, sheet, hooks = {}) {
  sheet.popover = "auto";
  button.popoverTargetElement = sheet;
  button.setAttribute("aria-expanded", "false");
  sheet.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (open) put(button, sheet);
    (open ? hooks.opened : hooks.closed)?.();
  });
  sheet.addEventListener("focusout", (event) => {
    const left = event.relatedTarget && !sheet.contains(event.relatedTarget) && event.relatedTarget !== button;
    if (left) sheet.hidePopover();
  });
}

/** Below the button, or above it where there is more room, and never beyond the window. */
function put(button, sheet) {
  const from = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = sheet;
  const below = from.bottom + GAP;
  const top = below + height > window.innerHeight && from.top > height + GAP ? from.top - height - GAP : below;
  sheet.style.top = `${Math.max(GAP, Math.min(top, window.innerHeight - height - GAP))}px`;
  sheet.style.left = `${Math.max(GAP, Math.min(from.left, window.innerWidth - width - GAP))}px`;
}
