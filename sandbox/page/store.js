// Who looks, at what, and what they see. The address has the first two: Back works, and a reload changes nothing.

/**
 * `as` is a person's id, `at` a conversation's or "home:" with an app's, `thread` a first message's ts; "" for none.
 * `view` is what /page-api/view said last; `redraw` shows it again after something in the page itself changed.
 */
export const store = { as: "", at: "", thread: "", view: null, traffic: false, redraw: () => {},
  openThread: (ts) => {}, openHome: (app) => {}, openApp: (app) => {} };

/** Take over what the address says. */
export function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  store.as = said.get("as") ?? "";
  store.at = said.get("at") ?? "";
  store.thread = said.get("thread") ?? "";
}

/**
 * Look at something else; what is not given stays, but for the thread of a conversation that is left.
 * @param {{as?: string, at?: string, thread?: string}} to
 */
export function go(to) {
  const left = to.as !== undefined || (to.at !== undefined && to.at !== store.at);
  const next = { as: store.as, at: store.at, thread: left ? "" : store.thread, ...to };
  const said = Object.entries(next).filter(([, value]) => value);
  const hash = `#${new URLSearchParams(said)}`;
  if (hash !== location.hash) location.hash = hash;
}

/** The conversation that is asked for; "" while a Home is looked at. */
export function conversation() {
  return store.at.startsWith("home:") ? "" : store.at;
}

/** The app whose Home is looked at; "" for none. */
export function homeApp() {
  return store.at.startsWith("home:") ? store.at.slice(5) : "";
}

/** Zone and locale of whoever looks. @returns {{tz: string, locale: string}} */
export function reader() {
  return store.view.me;
}

/** The workspace's clock. */
export function now() {
  return new Date(store.view.clock.now);
}

/** @param {string} id a person's or a bot's */
export function nameOf(id) {
  return store.view.users[id]?.real_name ?? "Slackbot";
}

/** The name of the app with this id, as in the words of an error. @param {string|undefined} id */
export function appName(id) {
  return store.view.sidebar.apps.find((one) => one.id === id)?.name ?? "The app";
}

/**
 * What text and blocks need to know.
 * @param {"message"|"modal"|"home"} surface
 * @param {object} more
 */
export function context(surface, more = {}) {
  const { users, channels, me, sidebar } = store.view;
  const talks = [...sidebar.direct, ...sidebar.apps.map((one) => ({ ...one, id: one.channel }))];
  const dms = Object.fromEntries(talks.filter((one) => one.id).map((one) => [one.user, one.id]));
  const reading = { tz: me.tz, locale: me.locale, now: now().getTime() / 1000, me: me.id };
  return { users, channels, dms, ...reading, surface, press: () => {}, openFile, errors: {}, values: {}, ...more };
}

/**
 * Where a picture of the workspace's is shown from; "" for one from elsewhere, which is not fetched.
 * @param {string} given an address, or a file's id
 */
export function openFile(given) {
  if (given.startsWith("data:image/")) return given;
  const id = /^F[A-Z0-9]+$/.test(given) ? given : new URL(given, location.href).pathname.match(/^\/files\/(F[A-Z0-9]+)$/)?.[1];
  return id ? `/files/${id}` : "";
}
