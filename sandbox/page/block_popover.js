/** A sheet that opens at its button and closes by Escape, by a click elsewhere, or by leaving it. */

const GAP = 4;
const TALLEST = 320;

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
  let listening = null;
  const follow = (event) => {
    if (!sheet.isConnected) listening?.abort(); // drawn anew meanwhile
    else if (!(event.target instanceof Node && sheet.contains(event.target))) put(button, sheet);
  };
  sheet.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    listening?.abort();
    if (open) {
      put(button, sheet);
      listening = new AbortController(); // it stays at its button while what is below it scrolls
      const how = { capture: true, signal: listening.signal };
      for (const kind of ["scroll", "resize"]) window.addEventListener(kind, follow, how);
    }
    (open ? hooks.opened : hooks.closed)?.();
  });
  sheet.addEventListener("focusout", (event) => {
    const left = event.relatedTarget && !sheet.contains(event.relatedTarget) && event.relatedTarget !== button;
    if (left) sheet.hidePopover();
  });
}

/** Below the button, or above it where there is more room: no higher than that room, and never beyond the window. */
function put(button, sheet) {
  const from = button.getBoundingClientRect();
  const below = window.innerHeight - from.bottom - 2 * GAP;
  const above = from.top - 2 * GAP;
  sheet.style.maxHeight = "";
  const up = sheet.offsetHeight > below && above > below;
  sheet.style.maxHeight = `${Math.min(TALLEST, up ? above : below)}px`;
  sheet.style.top = `${up ? from.top - GAP - sheet.offsetHeight : from.bottom + GAP}px`;
  sheet.style.left = `${Math.max(GAP, Math.min(from.left, window.innerWidth - sheet.offsetWidth - GAP))}px`;
}
