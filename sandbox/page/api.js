// What the page asks of the workspace, and waiting for what becomes of it.

/** A refusal, in words that can be shown. */
export class Refused extends Error {}

/** Nobody answers at all. */
export class Unreachable extends Error {
  constructor() {
    super("The sandbox does not answer.");
  }
}

let changed = newPromise();

/** @returns {{promise: Promise<void>, resolve: () => void}} */
function newPromise() {
  let resolve;
  const promise = new Promise((done) => { resolve = done; });
  return { promise, resolve };
}

/** Something in the workspace changed. */
export function tellChanged() {
  changed.resolve();
  changed = newPromise();
}

/** @param {string} path @param {Object<string, string|number>} [query] */
export async function get(path, query = {}) {
  return ask(`${path}?${new URLSearchParams(query)}`, {});
}

/** @param {string} path @param {object} body */
export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** @param {string} address @param {RequestInit} how */
async function ask(address, how) {
  let [answer, said] = [null, ""];
  try {
    answer = await fetch(address, { credentials: "same-origin", ...how });
    said = await answer.text();
  } catch {
    throw new Unreachable();
  }
  let body = {};
  try {
    body = JSON.parse(said);
  } catch {
    throw new Refused(said || `The sandbox answered with status ${answer.status}.`);
  }
  if (!answer.ok) throw new Refused(body.error ?? `The sandbox answered with status ${answer.status}.`);
  return body;
}

/**
 * One act of a person.
 * @param {string} person @param {string} name @param {object} [args]
 */
export function act(person, name, args = {}) {
  return post(`/people/${encodeURIComponent(person)}/${name}`, args);
}

/**
 * What became of something pressed, typed or sent. Raises Refused, in words, when the app did not take it.
 * @param {string} person @param {string|null|undefined} delivery @param {string} app its name
 */
export async function settled(person, delivery, app) {
  if (!delivery) return;
  for (;;) {
    const next = changed.promise;
    const receipt = await act(person, "receipt", { delivery });
    if (receipt.state === "failed") throw new Refused(inWords(receipt.error, app));
    if (receipt.state === "acked") return;
    await Promise.race([next, new Promise((done) => setTimeout(done, 500))]);
  }
}

/** @param {string} error @param {string} app */
function inWords(error, app) {
  if (error.includes("not connected")) return `${app} is not connected.`;
  if (error.startsWith("Slack shows an error")) return `${app} did not answer in time.`;
  return `${app} answered with something that Slack cannot use (${error}).`;
}
