// An app's Home tab.

import { act, settled } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { byId, el } from "./dom.js";
import { keepTyped, readValues, restoreTyped } from "./inputs.js";
import { appName, context, go, homeApp, store } from "./store.js";
import { trying } from "./toast.js";

let parts = null;

/** Open an app's Home: the app is told, and may draw it anew. @param {{id: string, name: string}} app */
export function openHome(app) {
  go({ at: `home:${app.id}` });
  trying(() => act(store.as, "home", { app: app.name }));
}

/** Draw the Home that is looked at, if one is. */
export function drawHome() {
  parts ??= build();
  const app = homeApp();
  const view = app ? store.view.homes[app] : null;
  parts.root.hidden = !app;
  if (!app) {
    parts.sign = "";
    return;
  }
  const sign = JSON.stringify([store.view.me.id, app, view?.id, view?.hash]);
  if (parts.sign === sign) return;
  const kept = parts.sign && parts.view === view?.id ? keepTyped(parts.blocks) : null;
  Object.assign(parts, { sign, view: view?.id });
  parts.empty.hidden = Boolean(view);
  parts.empty.textContent = `${appName(app)} has put nothing here yet.`;
  const press = (block, element, chosen, node) => pressInView(view, parts.blocks, { block, element, chosen, node }, appName(app));
  parts.blocks.replaceChildren(...(view ? [renderBlocks(view.blocks, context("home", { press, values: view.values }))] : []));
  if (kept) restoreTyped(parts.blocks, kept);
}

function build() {
  const made = { blocks: el("div", { className: "blocks" }), empty: el("p", { className: "empty" }), sign: "", view: "" };
  made.root = el("div", { className: "home", role: "tabpanel", "aria-labelledby": "place-title" }, made.empty, made.blocks);
  byId("stream").append(made.root);
  return made;
}

/**
 * Something in a Home or a modal was pressed or chosen: first what stands in its boxes is kept, so that the app is told.
 * @param {any} view @param {HTMLElement} root
 * @param {{block: any, element: any, chosen: any, node: HTMLElement}} pressed @param {string} app
 */
export async function pressInView(view, root, { block, element, chosen, node }, app) {
  const as = store.as;
  node?.setAttribute("aria-busy", "true");
  await trying(async () => {
    await act(as, "keep", { view: view.id, values: readValues(root) });
    const told = { view: view.id, block_id: block.block_id, action_id: element.action_id, state: chosen };
    const { delivery } = await act(as, "click_in_view", told);
    await settled(as, delivery, app);
  });
  node?.removeAttribute("aria-busy");
}
