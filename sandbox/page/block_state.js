/** What stands in an input: which key Slack tells it under, what it begins with, how the page reads and writes it. */

/** The key of each kind's value in `view.state.values`, and the element's property that it begins with. */
const KEYS = {
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
};
const TYPED = ["value", "initial_value"];

/**
 * @typedef {{type: string, read: () => any, write: (value: any) => void}} Field
 * `read` gives the value alone (null or [] when empty), `write` shows one.
 */

/** @type {WeakMap<Element, Field>} */
const fields = new WeakMap();

/** The key under which this kind's value is told. */
export function valueKey(type) {
  return (KEYS[type] ?? TYPED)[0];
}

/** What this element holds before anybody touches it. */
export function beginning(element) {
  const [key, initial] = KEYS[element.type] ?? TYPED;
  return element[initial] ?? (key.endsWith("s") ? [] : null);
}

/**
 * Make a node an input that `readValues` finds, with what stands in it: what was entered, else what it begins with.
 * @param {HTMLElement} node
 * @param {object} element Slack's element
 * @param {{block: object, ctx: object}} place
 * @param {() => any} read
 * @param {(value: any) => void} write
 */
export function enrol(node, element, place, read, write) {
  const { block, ctx } = place;
  node.classList.add("b-field");
  Object.assign(node.dataset, { block: block.block_id ?? "", action: element.action_id ?? "", type: element.type });
  fields.set(node, { type: element.type, read, write });
  const entered = ctx.values?.[block.block_id]?.[element.action_id];
  write(entered ? valueIn(entered) : beginning(element)); // what was emptied stays empty
  for (const kind of ["input", "change"]) node.addEventListener(kind, () => node.setAttribute("data-touched", ""));
}

/** The state of one input as Slack tells it. */
export function stateOf(node) {
  const { type, read } = fields.get(node);
  return { type, [valueKey(type)]: read() };
}

/** Show a state in an input, as if a person had entered it. */
export function showState(node, state) {
  fields.get(node).write(valueIn(state));
  node.setAttribute("data-touched", "");
}

function valueIn(state) {
  const key = valueKey(state.type);
  return state[key] ?? (key.endsWith("s") ? [] : null);
}

/** All inputs below a node, in the order in which they stand. */
export function fieldsIn(root) {
  return [...root.querySelectorAll(".b-field")].filter((node) => fields.has(node));
}
