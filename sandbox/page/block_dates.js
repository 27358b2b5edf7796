/** Dates as Slack writes them, in the reader's zone and language. */

const DAY = 86_400;
const LATEST = 8.64e12; // seconds; no later instant can be told
const FIXED = "en-US";

const LONG = { year: "numeric", month: "long", day: "numeric" };
const SHORT = { year: "numeric", month: "short", day: "numeric" };
const CLOCK = { hour: "numeric", minute: "2-digit" };

/**
 * The template with its tokens replaced; null where the instant is none or nothing in the template is known.
 * @param {number} ts seconds since 1970
 * @param {string} template such as "{date_long} at {time}"
 * @param {{tz?: string, locale?: string, now?: number}} ctx `now` in seconds, for "today"; the machine's if not given
 * @returns {string|null}
 */
export function dated(ts, template, ctx) {
  if (!(Math.abs(ts) <= LATEST)) return null;
  const at = { ts, locale: language(ctx.locale), tz: zone(ctx.tz), now: ctx.now ?? Date.now() / 1000 };
  let unknown = false;
  const text = template.replace(/\{(\w+)\}/g, (token, name) => {
    const write = Object.hasOwn(TOKENS, name) ? TOKENS[name] : null;
    if (!write) unknown = true;
    return write ? write(at) : token;
  });
  return unknown || !text ? null : text[0].toLocaleUpperCase(at.locale) + text.slice(1);
}

/** The instant in full, for the tip over a date and for messages' times. */
export function inFull(ts, ctx) {
  return dated(ts, "{date_long} {time_secs}", ctx) ?? "";
}

const TOKENS = {
  date_num: (at) => numeric(at.ts, at.tz),
  date_slash: (at) => write(at, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date: (at) => ordinal(at, LONG),
  date_long: (at) => ordinal(at, { ...LONG, weekday: "long" }),
  date_long_full: (at) => write(at, LONG),
  date_short: (at) => write(at, SHORT),
  date_pretty: (at) => near(at) ?? TOKENS.date(at),
  date_long_pretty: (at) => near(at) ?? TOKENS.date_long(at),
  date_short_pretty: (at) => near(at) ?? TOKENS.date_short(at),
  day_divider_pretty: (at) => near(at) ?? thisYear(at) ?? TOKENS.date_long(at),
  time: (at) => write(at, CLOCK),
  time_secs: (at) => write(at, { ...CLOCK, second: "2-digit" }),
  ago: (at) => ago(at),
};

function write(at, parts) {
  // Chromium puts a narrow space before AM; Slack writes a plain one.
  return formatter(at, parts).format(at.ts * 1000).replace(/[\u202f\u00a0]/g, " ");
}

function formatter(at, parts) {
  return new Intl.DateTimeFormat(at.locale, { ...parts, timeZone: at.tz });
}

/** American English says "November 23rd", and nobody else does. */
function ordinal(at, parts) {
  if (at.locale !== "en-US") return write(at, parts);
  return formatter(at, parts)
    .formatToParts(at.ts * 1000)
    .map((part) => (part.type === "day" ? part.value + ending(Number(part.value)) : part.value))
    .join("");
}

function ending(day) {
  if (day > 3 && day < 21) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}

/** "today", "yesterday", "tomorrow" by the calendar of the reader, else null. */
function near(at) {
  const days = (dayNumber(at.ts, at.tz) - dayNumber(at.now, at.tz)) / DAY;
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(at.locale, { numeric: "auto" }).format(days, "day");
}

function thisYear(at) {
  if (numeric(at.ts, at.tz).slice(0, 4) !== numeric(at.now, at.tz).slice(0, 4)) return null;
  return ordinal(at, { month: "long", day: "numeric", weekday: "long" });
}

function ago(at) {
  const seconds = at.ts - at.now;
  const units = [["day", DAY], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, least]) => Math.abs(seconds) >= least) ?? units[3];
  return new Intl.RelativeTimeFormat(at.locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** YYYY-MM-DD in the zone; Swedish writes dates so. */
function numeric(ts, tz) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", timeZone: tz };
  return new Intl.DateTimeFormat("sv-SE", parts).format(ts * 1000);
}

function dayNumber(ts, tz) {
  return Date.parse(`${numeric(ts, tz)}T00:00:00Z`) / 1000;
}

function language(wanted) {
  try {
    return Intl.getCanonicalLocales((wanted ?? FIXED).replace("_", "-"))[0] ?? FIXED;
  } catch {
    return FIXED;
  }
}

function zone(wanted) {
  try {
    return new Intl.DateTimeFormat(FIXED, { timeZone: wanted ?? "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
