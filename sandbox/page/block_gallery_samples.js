/** Sample blocks: each kind once at least, as apps send them. */

const words = (text) => ({ type: "plain_text", text });
const marked = (text) => ({ type: "mrkdwn", text });
const option = (text, value, description) => ({ text: words(text), value, ...(description && { description: words(description) }) });
const asks = (name, question, element, more = {}) => ({
  type: "input", block_id: name, label: words(question), element: { action_id: "answer", ...element }, ...more,
});
const picture = { type: "image", image_url: "https://files.example/chart.png", alt_text: "A line that runs below its dashed path" };
const ratings = [option("On track", "green"), option("Some doubt", "amber", "Needs a look"), option("Off track", "red")];
const raw = (text) => ({ type: "raw_text", text });
const rich = (...elements) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements }] });
const said = (text, style) => ({ type: "text", text, ...(style && { style }) });
const confirm = { title: words("Close the cycle?"), text: marked("*Nobody* can answer after that."), confirm: words("Close It"), deny: words("Keep It Open"), style: "danger" };

export const SAMPLES = {
  "Text": [
    { type: "header", text: words("Attendance at primary schools :school:") },
    { type: "section", text: marked("*Bold*, _italic_, ~struck~, `code`, *_both_*, 2*3*4, snake_case_name, <https://example.org|a link>, https://example.org/bare, <@U1> (you), <@U2>, <#C1>, <!here>, :tada: :white_check_mark: :not_an_emoji:, 1 &lt; 2 &amp; 3 &gt; 2") },
    { type: "section", text: marked("Due <!date^1795460000^{date_long} at {time}|23 November>.\n• as typed\n• and again\n&gt; A quote\n&gt; of two lines\nand after.\n```a code block\n  keeps its room```") },
    { type: "context", elements: [picture, marked("Asked by *Stocktake* on behalf of <@U2>"), words("Period: October")] },
    { type: "divider" },
  ],
  "Sections": [
    { type: "section", fields: [marked("*Value*\n74.2 %"), marked("*Path*\n78.0 %"), marked("*Owner*\n<@U1>"), marked("*Period*\nOctober 2026")] },
    { type: "section", text: marked("With a picture at the right.\nAnd two lines."), accessory: picture },
    { type: "section", block_id: "s-button", text: marked("With a button at the right, and enough text beside it that it has to run on to another line."), accessory: { type: "button", action_id: "open", text: words("Open") } },
    { type: "section", block_id: "s-menu", text: marked("With a menu behind three dots."), accessory: { type: "overflow", action_id: "more", options: [option("Edit", "edit", "Until the cycle closes"), option("Hand over", "hand"), { ...option("Read about it", "read"), url: "https://example.org/read" }] } },
    { type: "section", block_id: "s-select", text: marked("With a select."), accessory: { type: "static_select", action_id: "rate", placeholder: words("Rate it"), options: ratings } },
    { type: "section", block_id: "s-radio", text: marked("With radio buttons."), accessory: { type: "radio_buttons", action_id: "choose", options: ratings, initial_option: ratings[1] } },
  ],
  "Actions": [
    { type: "actions", block_id: "a-buttons", elements: [
      { type: "button", action_id: "answer", text: words("Answer"), style: "primary", value: "1" },
      { type: "button", action_id: "later", text: words("Not Now") },
      { type: "button", action_id: "close", text: words("Close the Cycle"), style: "danger", confirm },
      { type: "button", action_id: "read", text: words("Read :link:"), url: "https://example.org/plan" },
      { type: "overflow", action_id: "more", options: [option("One", "1"), option("Two", "2")] },
    ] },
    { type: "actions", block_id: "a-pickers", elements: [
      { type: "users_select", action_id: "who", placeholder: words("Who?") },
      { type: "conversations_select", action_id: "where", placeholder: words("Where?") },
      { type: "datepicker", action_id: "day", initial_date: "2026-11-30" },
      { type: "timepicker", action_id: "hour", initial_time: "09:30" },
      { type: "checkboxes", action_id: "ticks", options: ratings.slice(0, 2) },
    ] },
  ],
  "Inputs": [
    asks("value", "Value for October", { type: "number_input", is_decimal_allowed: true, min_value: "0", max_value: "100", placeholder: words("Such as 74.2") }, { hint: words("In per cent, as the register has it.") }),
    asks("wrong", "Schools that answered", { type: "number_input", is_decimal_allowed: false, initial_value: "90000" }),
    asks("reason", "What is behind it?", { type: "plain_text_input", multiline: true, max_length: 300, placeholder: words("A sentence or two") }, { optional: true }),
    asks("title", "Name", { type: "plain_text_input", initial_value: "Attendance" }),
    asks("mail", "E-mail", { type: "email_text_input", placeholder: words("name@example.org") }),
    asks("web", "Where it is told", { type: "url_text_input" }),
    asks("rating", "Rating", { type: "static_select", option_groups: [{ label: words("Fine"), options: ratings.slice(0, 1) }, { label: words("Not fine"), options: ratings.slice(1) }], initial_option: ratings[1] }),
    asks("causes", "Causes", { type: "multi_static_select", placeholder: words("Pick some"), options: [..."ABCDEFGHI"].map((letter) => option(`Cause ${letter}`, letter)), initial_options: [option("Cause B", "B"), option("Cause D", "D")], max_selected_items: 3 }),
    asks("owner", "Owner", { type: "users_select", initial_user: "U2" }),
    asks("people", "Who else hears of it", { type: "multi_users_select" }, { optional: true }),
    asks("channel", "Channel", { type: "conversations_select" }),
    asks("due", "Due", { type: "datepicker", initial_date: "2026-12-01" }),
    asks("at", "At", { type: "timepicker" }, { optional: true }),
    asks("instant", "Meeting", { type: "datetimepicker", initial_date_time: 1795460000 }),
    asks("likely", "How likely is the target?", { type: "radio_buttons", options: ratings, initial_option: ratings[0] }),
    asks("agreed", "Agreed", { type: "checkboxes", options: [{ text: marked("*Figures* are checked"), value: "checked", description: marked("Against the _register_") }, option("Minister knows", "knows")] }, { optional: true }),
  ],
  "Rich text": [
    { type: "rich_text", elements: [
      { type: "rich_text_section", elements: [said("Plain, "), said("bold", { bold: true }), said(", "), said("italic", { italic: true }), said(", "), said("struck", { strike: true }), said(", "), said("code", { code: true }), said(". "), { type: "user", user_id: "U1" }, said(" "), { type: "channel", channel_id: "C2" }, said(" "), { type: "emoji", name: "rocket" }, said(" "), { type: "link", url: "https://example.org", text: "a link" }, said(" "), { type: "date", timestamp: 1795460000, format: "{date_short}", fallback: "a day" }, said(" "), { type: "broadcast", range: "channel" }] },
      { type: "rich_text_list", style: "bullet", indent: 0, elements: [rich(said("First")).elements[0], rich(said("Second")).elements[0]] },
      { type: "rich_text_list", style: "ordered", indent: 1, elements: [rich(said("Inside the second")).elements[0], rich(said("And more of it")).elements[0]] },
      { type: "rich_text_list", style: "bullet", indent: 0, elements: [rich(said("Third")).elements[0]] },
      { type: "rich_text_quote", elements: [said("A quote of somebody")] },
      { type: "rich_text_preformatted", elements: [said("kept   as\n  it stands")] },
    ] },
  ],
  "Table and markdown": [
    { type: "table", column_settings: [{ is_wrapped: true }, { align: "right" }, { align: "right" }, { align: "center" }, {}], rows: [
      ["Promise", "Value", "Path", "Status", "Owner"].map(raw),
      [raw("Children who attend at least four days a week"), raw("74.2 %"), raw("78.0 %"), raw("Some doubt"), rich({ type: "user", user_id: "U1" })],
      [raw("Roads that hold in the rains"), { type: "raw_number", value: 1204, text: "1,204 km" }, raw("1,150 km"), raw("On track"), rich(said("Second Deputy", { bold: true }))],
    ] },
    { type: "markdown", text: "## A heading\nSome **bold**, *italic*, ~~struck~~ and `code`, [a link](https://example.org).\n\n1. First\n2. Second\n   - inside\n\n- [x] done\n- [ ] to do\n\n> A quote\n\n| Name | Value |\n|---|--:|\n| One | 1 |\n\n```\ncode\n```" },
  ],
  "Pictures and others": [
    { ...picture, title: words("Attendance by month") },
    { type: "video", alt_text: "", title: words("A film") },
  ],
};
