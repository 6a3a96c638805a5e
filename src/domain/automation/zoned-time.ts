const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What calendar and clock show somewhere. */
export interface LocalTime {
  /** `2026-03-29`. */
  date: string;
  /** 0 = Monday … 6 = Sunday. */
  weekday: number;
  /** Since midnight by the clock: 0..1439. */
  minute: number;
}

/** More zones than customers of one installation live in. Each is large, and a name may be spelt in any case of its letters. */
const MAX_KEPT = 100;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? newFormat(timeZone);
  // The one that was asked last is the last to go.
  formats.delete(timeZone);
  formats.set(timeZone, format);
  const [oldest] = formats.keys();
  if (formats.size > MAX_KEPT && oldest !== undefined) formats.delete(oldest);
  return format;
}

const newFormat = (timeZone: string) =>
  new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });

/** Whether it names a zone of the IANA database, such as `Europe/Lisbon`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The local time as if it were UTC, in milliseconds; whole minutes. */
function wallClock(timeZone: string, at: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value);
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1, parts.hour ?? 0, parts.minute ?? 0);
}

export function localTimeAt(timeZone: string, at: Date): LocalTime {
  const wall = wallClock(timeZone, at.getTime());
  const date = new Date(wall).toISOString().slice(0, 10);
  return { date, weekday: weekdayOf(date), minute: (wall - Date.parse(date)) / MINUTE_MS };
}

/** 0 = Monday … 6 = Sunday. */
export const weekdayOf = (date: string): number => (new Date(Date.parse(date)).getUTCDay() + 6) % 7;

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The instants at which the clock shows this minute of the date: none in the hour that is skipped in spring, two in the
 * one that comes twice in autumn, else one. Earlier first.
 */
export function instantsOf(timeZone: string, date: string, minute: number): Date[] {
  const wall = Date.parse(date) + minute * MINUTE_MS;
  // Within a day on either side the offset is what it is before or after any change of the clock.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => wallClock(timeZone, near) - near);
  const candidates = [...new Set(offsets.map((offset) => wall - offset))].sort((a, b) => a - b);
  return candidates.filter((at) => wallClock(timeZone, at) === wall).map((at) => new Date(at));
}

/** The first instant of the date that it is somewhere; where a day begins an hour late, that hour's end. */
export function startOfDay(timeZone: string, at: Date): Date {
  const { date } = localTimeAt(timeZone, at);
  for (let minute = 0; minute < 24 * 60; minute += 15) {
    const [first] = instantsOf(timeZone, date, minute);
    if (first) return first;
  }
  return at;
}

/** When the clock was changed between two instants at most a day or two apart; undefined when it wasn't. */
export function clockChangeBetween(timeZone: string, from: Date, to: Date): Date | undefined {
  const offsetAt = (minute: number) => wallClock(timeZone, minute * MINUTE_MS) - minute * MINUTE_MS;
  let low = Math.floor(from.getTime() / MINUTE_MS);
  let high = Math.ceil(to.getTime() / MINUTE_MS);
  const before = offsetAt(low);
  if (offsetAt(high) === before) return undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return new Date(high * MINUTE_MS);
}
