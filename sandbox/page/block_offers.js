/** What a menu offers: options as they are given, or the people and conversations of the workspace. */

import { asString } from "./text.js";

/**
 * @typedef {{key: string, label: string, description: string, value: any}} Offer
 * `value` is what Slack tells when it is chosen, `key` what two of them are compared by.
 */

/**
 * The offers of a menu in their groups; a group without a label is the only one.
 * @returns {{label: string, options: Offer[]}[]}
 */
export function offers(element, ctx) {
  const kind = element.type.replace("multi_", "");
  if (kind === "users_select") return [{ label: "", options: people(ctx) }];
  if (kind === "channels_select") return [{ label: "", options: channels(ctx) }];
  if (kind === "conversations_select") return conversations(element, ctx);
  if (element.option_groups) {
    return element.option_groups.map((group) => ({
      label: asString(group.label, ctx),
      options: group.options.map((one) => offer(one, ctx)),
    }));
  }
  return [{ label: "", options: given(element).map((one) => offer(one, ctx)) }];
}

/** An external menu asks an app while somebody types; here it offers what it begins with. */
function given(element) {
  return element.options ?? element.initial_options ?? [element.initial_option].filter(Boolean);
}

function offer(option, ctx) {
  const description = asString(option.description, ctx);
  return { key: option.value, label: asString(option.text, ctx), description, value: option };
}

function people(ctx) {
  const named = Object.entries(ctx.users ?? {}).filter(([, user]) => !user.deleted);
  return named.map(([id, user]) => ofId(id, user.real_name || user.name)).sort(byLabel);
}

function channels(ctx) {
  return Object.entries(ctx.channels ?? {})
    .map(([id, name]) => ofId(id, `#${name}`))
    .sort(byLabel);
}

/** Channels, and direct messages where the context knows any (`ctx.dms`, id by id of the person). */
function conversations(element, ctx) {
  const wanted = element.filter?.include;
  const direct = Object.entries(ctx.dms ?? {}).map(([user, id]) => ofId(id, ctx.users?.[user]?.real_name ?? user));
  const groups = [
    { label: "Channels", options: channels(ctx), kinds: ["public", "private"] },
    { label: "Direct messages", options: direct.sort(byLabel), kinds: ["im", "mpim"] },
  ];
  const isWanted = ({ kinds }) => !wanted || kinds.some((one) => wanted.includes(one));
  const kept = groups.filter((group) => group.options.length && isWanted(group));
  return kept.length === 1 ? [{ ...kept[0], label: "" }] : kept;
}

function ofId(id, label) {
  return { key: id, label, description: "", value: id };
}

function byLabel(one, other) {
  return one.label.localeCompare(other.label);
}
