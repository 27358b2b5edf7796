// Instants as people read them, in their own zone.

const made = new Map();

/** @param {string} locale @param {string} tz @param {Intl.DateTimeFormatOptions} options */
function format(locale, tz, options) {
  const key = JSON.stringify([locale, tz, options]);
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(locale, { timeZone: tz, ...options }));
  return made.get(key);
}

/** @param {string} ts a message's @returns {Date} */
export function instant(ts) {
  return new Date(Number(ts) * 1000);
}

/** @typedef {{locale: string, tz: string}} Reader */

/** 09:05 @param {Date} when @param {Reader} reader */
export function clockTime(when, reader) {
  return format(reader.locale, reader.tz, { hour: "2-digit", minute: "2-digit" }).format(when);
}

/** 09:05, or 09:05:10 where it is not the whole minute @param {Date} when @param {Reader} reader */
export function exactTime(when, reader) {
  if (when.getTime() % 60000 < 1000) return clockTime(when, reader);
  return format(reader.locale, reader.tz, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(when);
}

/** Monday 25 September 2017 @param {Date} when @param {Reader} reader */
export function longDay(when, reader) {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return format(reader.locale, reader.tz, options).format(when);
}

/** Mon, 25 Sept @param {Date} when @param {Reader} reader */
export function shortDay(when, reader) {
  return format(reader.locale, reader.tz, { weekday: "short", day: "numeric", month: "short" }).format(when);
}

/** The same day gives the same word @param {Date} when @param {Reader} reader */
export function dayKey(when, reader) {
  return format("en-CA", reader.tz, { year: "numeric", month: "2-digit", day: "2-digit" }).format(when);
}

/** Today at 09:05, or with its day @param {Date} when @param {Date} now @param {Reader} reader */
export function near(when, now, reader) {
  const time = exactTime(when, reader);
  return dayKey(when, reader) === dayKey(now, reader) ? time : `${shortDay(when, reader)} ${time}`;
}
