// What could be meant by the word that is being typed; and names as ids, which is how Slack has them.

import { store } from "./store.js";

const MOST = 8;

/**
 * @typedef {{label: string, hint: string, insert?: string, run?: () => void, from: number}} Candidate
 * `from` is where the word begins that `insert` replaces.
 */

/**
 * Candidates for the word before the caret, best first.
 * @param {string} before the text up to the caret
 * @param {{commands: boolean, shortcut: (one: any) => void}} where
 * @returns {Candidate[]}
 */
export function candidates(before, where) {
  if (where.commands && /^\/\S*$/.test(before)) return [...commands(before), ...shortcuts(before, where.shortcut)];
  const found = before.match(/(?:^|[\s(])([@#])([\w.-]*)$/);
  if (!found) return [];
  const from = before.length - found[2].length - 1;
  return (found[1] === "@" ? people(found[2]) : channels(found[2])).slice(0, MOST).map((one) => ({ ...one, from }));
}

/** The usage of the command that a text begins with; "" for none. @param {string} text */
export function usage(text) {
  const word = text.match(/^(\/\S+)\s/)?.[1];
  const found = store.view?.commands.find((one) => one.command === word);
  return found ? [found.command, found.usage_hint].filter(Boolean).join(" ") : "";
}

/** @param {string} typed */
function commands(typed) {
  const found = store.view.commands.filter((one) => one.command.startsWith(typed));
  return found.map((one) => ({
    label: [one.command, one.usage_hint].filter(Boolean).join(" "),
    hint: [one.description, one.app].filter(Boolean).join(" · "),
    insert: `${one.command} `,
    from: 0,
  }));
}

/** @param {string} typed @param {(one: any) => void} run */
function shortcuts(typed, run) {
  const word = typed.slice(1).toLowerCase();
  const found = store.view.shortcuts.filter((one) => one.type === "global" && one.name.toLowerCase().includes(word));
  const hint = (one) => [one.description, `shortcut of ${one.app}`].filter(Boolean).join(" · ");
  return found.map((one) => ({ label: one.name, hint: hint(one), run: () => run(one), from: 0 }));
}

/** @param {string} typed */
function people(typed) {
  const word = typed.toLowerCase();
  const known = Object.values(store.view.users).filter((one) => !one.deleted);
  const found = known.filter((one) => one.name.toLowerCase().startsWith(word) || one.real_name.toLowerCase().includes(word));
  return found.map((one) => ({ label: `@${one.name}`, hint: one.real_name, insert: `@${one.name} ` }));
}

/** @param {string} typed */
function channels(typed) {
  const found = Object.values(store.view.channels).filter((one) => one.includes(typed.toLowerCase()));
  return found.map((one) => ({ label: `#${one}`, hint: "", insert: `#${one} ` }));
}

/** What was typed, with ids in the place of names. @param {string} text */
export function withIds(text) {
  const users = new Map(Object.values(store.view.users).map((one) => [one.name, one.id]));
  const places = new Map(Object.entries(store.view.channels).map(([id, name]) => [name, id]));
  return text.replace(/(?<!\w)([@#])([\w.-]*\w)/g, (whole, kind, name) => {
    if (kind === "@") return users.has(name) ? `<@${users.get(name)}>` : whole;
    return places.has(name) ? `<#${places.get(name)}|${name}>` : whole;
  });
}

/** A message's text as it would be typed. @param {string} text */
export function asTyped(text) {
  const { users, channels: places } = store.view;
  const named = text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id) => (users[id] ? `@${users[id].name}` : whole))
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id) => (places[id] ? `#${places[id]}` : whole));
  return named.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
