import { findMonth } from "./calendar-words";
import { eachMatch, type Fact, type Finder, fact } from "./fact";

function dateKeys(year: number | undefined, month: number, day: number | undefined): string[] {
  const keys: string[] = [];
  if (day !== undefined) keys.push(`day:${month}-${day}`);
  if (year !== undefined) keys.push(`month:${year}-${month}`, `number:${year}`);
  if (year !== undefined && day !== undefined) keys.unshift(`date:${year}-${month}-${day}`);
  return keys;
}

const isMonth = (value: number): boolean => value >= 1 && value <= 12;
const isDay = (value: number): boolean => value >= 1 && value <= 31;
const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** A date; with several readings (3/4/2025) any of them proves it. */
function dateFact(text: string, readings: { year?: number; month: number; day?: number }[]): Fact | undefined {
  const possible = readings.filter((r) => isMonth(r.month) && (r.day === undefined || isDay(r.day)));
  if (possible.length === 0) return undefined;
  const keys = possible.map((r) => dateKeys(r.year, r.month, r.day));
  return fact(
    "date",
    text,
    keys.map((list) => list[0]!),
    keys.flat(),
  );
}

export const findIsoDates = eachMatch(
  /\b(\d{4})(?:-(\d{1,2})-(\d{1,2})\b|年(\d{1,2})月(?:(\d{1,2})日)?)/gu,
  (match) => {
    const day = match[3] ?? match[5];
    return dateFact(match[0], [
      { year: Number(match[1]), month: Number(match[2] ?? match[4]), ...(day ? { day: Number(day) } : {}) },
    ]);
  },
);

export const findMonthDayMarks = eachMatch(/(\d{1,2})月(\d{1,2})日/gu, (match) =>
  dateFact(match[0], [{ month: Number(match[1]), day: Number(match[2]) }]),
);

export const findNumericDates = eachMatch(/\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})\b/gu, (match) => {
  const [first, second, year] = [Number(match[1]), Number(match[3]), fullYear(match[4]!)];
  return dateFact(match[0], [
    { year, month: second, day: first },
    { year, month: first, day: second },
  ]);
});

const MONTH_WORD = String.raw`(?<month>\p{L}[\p{L}\p{M}]{2,})\.?`;
const DAY_FIRST = new RegExp(
  String.raw`\b(?<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?\s+(?:de\s+|of\s+|di\s+)?${MONTH_WORD}(?:,?\s+(?:de\s+|del\s+)?(?<year>\d{4})\b)?`,
  "giu",
);
const MONTH_FIRST = new RegExp(
  String.raw`(?<![\p{L}\p{M}])${MONTH_WORD}\s+(?:(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:]|\s*[ap]\.?m)(?:,?\s+(?<year>\d{4})\b)?|(?:de\s+)?(?<onlyYear>\d{4})\b)`,
  "giu",
);
const findNamedDates = (pattern: RegExp): Finder =>
  eachMatch(pattern, (match) => {
    const { day, month: name, year: dayYear, onlyYear } = match.groups ?? {};
    const month = findMonth(name ?? "");
    const year = dayYear ?? onlyYear;
    if (month === undefined) return undefined;
    return dateFact(match[0], [
      { month, ...(day ? { day: Number(day) } : {}), ...(year ? { year: Number(year) } : {}) },
    ]);
  });

export const findDayFirstDates = findNamedDates(DAY_FIRST);
export const findMonthFirstDates = findNamedDates(MONTH_FIRST);

const CLOCK =
  /(?<![\d.,:])(?<hour>\d{1,2})(?:[:.h](?<minute>[0-5]\d))?\s*(?<half>[ap])\.?\s?m\b\.?|(?<![\d.,:])(?<hour24>[01]?\d|2[0-4])(?:[:h](?<minute24>[0-5]\d)(?!\d)|\s?(?:h|uhr)\b)/giu;

export const findTimes = eachMatch(CLOCK, (match) => {
  const { hour, minute, half, hour24, minute24 } = match.groups ?? {};
  const raw = Number(hour ?? hour24);
  const base = half ? (raw % 12) + (half.toLowerCase() === "p" ? 12 : 0) : raw % 24;
  const minutes = base * 60 + Number(minute ?? minute24 ?? 0);
  const key = `time:${minutes}`;
  // "from 9 to 5" proves "9 am": whether it is morning is left to the reader of the source.
  return fact(
    "time",
    match[0].trim().replace(/\.$/u, ""),
    (minute ?? minute24 ?? "00") === "00" ? [key, `plain:${raw}`] : [key],
    [key],
  );
});
