// A question before something that cannot be taken back.

import { button, el } from "./dom.js";

let count = 0;

/**
 * @param {string} title @param {string} words @param {string} yes
 * @returns {Promise<boolean>}
 */
export function ask(title, words, yes) {
  return new Promise((answer) => {
    count += 1;
    const id = `ask-${count}`;
    const before = document.activeElement;
    const dialog = el("dialog", { className: "modal ask", "aria-labelledby": id });
    const end = (said) => { dialog.close(); dialog.remove(); before?.focus?.(); answer(said); };
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(false); });
    dialog.append(
      el("header", { className: "modal-head" }, el("h2", { id }, title)),
      el("div", { className: "modal-body" }, words),
      el("footer", { className: "modal-foot" },
        button("Cancel", () => end(false), { className: "plain", autofocus: true }),
        button(yes, () => end(true), { className: "danger-button" })),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
