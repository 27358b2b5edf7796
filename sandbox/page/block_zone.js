/** Instants and the wall clock of a zone, as `<input type="datetime-local">` writes it. */

/** "2026-11-23T18:53" in the zone, for seconds since 1970. */
export function unixToLocal(seconds, tz) {
  const parts = { dateStyle: "short", timeStyle: "short", timeZone: tz || "UTC" };
  return new Intl.DateTimeFormat("sv-SE", parts).format(seconds * 1000).replace(" ", "T");
}

/** Seconds since 1970 of a wall clock's reading; where the clock leaps over it, an instant just after. */
export function localToUnix(local, tz) {
  const asIfUtc = Date.parse(`${local}Z`) / 1000;
  const offset = (at) => Date.parse(`${unixToLocal(at, tz)}Z`) / 1000 - Math.floor(at / 60) * 60;
  const first = asIfUtc - offset(asIfUtc);
  const second = asIfUtc - offset(first); // the offset that holds there, not some hours away
  return unixToLocal(second, tz) === local ? second : Math.max(first, second);
}
