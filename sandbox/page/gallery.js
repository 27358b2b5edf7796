/** A page with every block and element on it, for looking at and for trying; `?empty` leaves it empty. */

import { renderBlocks } from "./blocks.js";
import { el } from "./block_dom.js";
import { SAMPLES } from "./block_gallery_samples.js";
import { readValues } from "./inputs.js";

const told = document.getElementById("told");

const CTX = {
  users: {
    U1: { name: "lead.one", real_name: "First Leader", bot: false },
    U2: { name: "deputy", real_name: "Second Deputy", bot: false },
    UBOT: { name: "stocktake", real_name: "Stocktake", bot: true },
  },
  channels: { C1: "delivery", C2: "schools" },
  dms: { U2: "D2" },
  tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
  locale: "en-US",
  me: "U1",
  surface: "message",
  errors: { wrong: "That is more than the whole country has." },
  openFile: () => new URL("block_gallery.svg", import.meta.url).href,
  press: (block, element, chosen) => tell({ block_id: block.block_id, action_id: element.action_id, chosen }),
};

function tell(what) {
  told.textContent = JSON.stringify(what, null, 2);
}

function part([title, blocks]) {
  return el("section", { class: "g-part" }, el("h2", {}, title), renderBlocks(blocks, CTX));
}

const root = document.documentElement;
root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
document.getElementById("switch").addEventListener("click", () => {
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
});

const gallery = document.getElementById("gallery");
if (!location.search.includes("empty")) gallery.append(...Object.entries(SAMPLES).map(part));
gallery.addEventListener("change", () => tell(readValues(gallery)));
