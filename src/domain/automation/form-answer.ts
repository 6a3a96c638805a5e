import { foldCase } from "./fold";
import { addDays, weekdayOf } from "./zoned-time";

export type AnswerKind =
  | { kind: "text" | "number" | "email" | "phone" | "date" | "yes_no" }
  | { kind: "choice"; choices: readonly string[] };

export type CheckedAnswer = { ok: true; value: string } | { ok: false; hint: string };

const MAX_ANSWER = 500;
const NO: Record<AnswerKind["kind"], string> = {
  text: "I need a few words here.",
  number: "I need a number here, such as 12.",
  email: "That doesn't look like an email address. It has an @ in it, such as name@example.com.",
  phone: "That doesn't look like a phone number. Send it with the country code, such as +351 912 345 678.",
  date: "I didn't understand the date. Send it as day, month and year, such as 24.12.2026.",
  yes_no: "Answer with yes or no.",
  choice: "Answer with the number or the words of one of these.",
};

const READERS: { [Kind in AnswerKind["kind"]]: (text: string, kind: AnswerKind, today: string) => string | undefined } =
  {
    text: (text) => (/[\p{L}\p{N}]/u.test(text) ? text : undefined),
    number: readNumber,
    email: (text) =>
      /(?<![^\s<(:])[^\s@<>(),:;"]{1,64}@[^\s@<>(),:;"]{1,190}\.\p{L}{2,24}(?![^\s>).,!?])/u.exec(text)?.[0],
    phone: readPhone,
    date: (text, _, today) => readDate(text, today),
    yes_no: readYesNo,
    choice: (text, kind) => (kind.kind === "choice" ? readChoice(text, kind.choices) : undefined),
  };

/**
 * Reads an answer as a field keeps it: numbers with a point, dates as 2026-12-24, phone numbers as + and digits, yes or
 * no in English, a choice as it was offered. `today` is a date such as 2026-11-27.
 */
export function checkAnswer(kind: AnswerKind, words: string, today: string): CheckedAnswer {
  const text = words
    .normalize("NFKC")
    .replaceAll(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, MAX_ANSWER);
  const value = READERS[kind.kind](text, kind, today);
  return value === undefined ? { ok: false, hint: NO[kind.kind] } : { ok: true, value };
}

/** Digits of every script that writes numbers in tens. */
const plainDigits = (text: string) =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--;
    return String((digit.codePointAt(0) ?? 0) - zero);
  });

/** "1.234,50" and "1,234.50" are one number; "2,5" is two and a half, "1,000" a thousand. */
function readNumber(text: string): string | undefined {
  const found = plainDigits(text).match(/[-+]?\d[\d.,'’ \u00A0]*/gu);
  if (found?.length !== 1) return undefined;
  const compact = (found[0] ?? "").replaceAll(/['’ \u00A0]|[.,]+$/gu, "");
  const lastMark = Math.max(compact.lastIndexOf("."), compact.lastIndexOf(","));
  const mark = compact[lastMark];
  const decimals = compact.length - lastMark - 1;
  const isGrouped = mark !== undefined && decimals === 3 && compact.split(mark).length >= 2 && !/^[-+]?0/.test(compact);
  const hasBoth = compact.includes(".") && compact.includes(",");
  const digits =
    lastMark < 0 || (isGrouped && !hasBoth)
      ? compact.replaceAll(/[.,]/g, "")
      : `${compact.slice(0, lastMark).replaceAll(/[.,]/g, "")}.${compact.slice(lastMark + 1)}`;
  return Number.isFinite(Number(digits)) && digits.length <= 20 ? String(Number(digits)) : undefined;
}

function readPhone(text: string): string | undefined {
  const found = /\+?\d[\d\s().\-/]{5,24}\d/.exec(plainDigits(text))?.[0];
  const digits = found?.replaceAll(/\D/g, "") ?? "";
  if (digits.length < 7 || digits.length > 15) return undefined;
  return found?.startsWith("+") || found?.startsWith("00") ? `+${digits.replace(/^00/, "")}` : digits;
}

/** 24.12.2026, 24/12/26, 2026-12-24, 24 December, today, tomorrow. Of 3/4 the day is first, as nearly everywhere. */
function readDate(text: string, today: string): string | undefined {
  const plain = foldCase(plainDigits(text));
  if (/\btoday\b/.test(plain)) return today;
  if (/\btomorrow\b/.test(plain)) return addDays(today, 1);
  const iso = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(plain);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /\b(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?\b/.exec(plain);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    const [day, month] = second > 12 && first <= 12 ? [second, first] : [first, second];
    return withYear(numeric[3], month, day, today);
  }
  const month =
    MONTHS.findIndex((names) => names.some((name) => new RegExp(`(?<!\\p{L})${name}`, "u").test(plain))) + 1;
  const day = /\b(\d{1,2})(?!\d)/.exec(plain)?.[1];
  const year = /\b(\d{4})\b/.exec(plain)?.[1];
  if (month > 0 && day) return withYear(year, month, Number(day), today);
  const weekday = WEEKDAYS.findIndex((name) => plain.includes(name));
  if (weekday < 0) return undefined;
  // The next one that comes, not today.
  return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
}

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** The first letters in languages whose names share them. */
const MONTHS = [
  ["january", "jan", "enero", "janeiro", "janvier", "gennaio"],
  ["february", "feb", "fev", "févr"],
  ["march", "mar", "märz"],
  ["april", "apr", "abr", "avril"],
  ["may", "mai", "mayo", "maggio"],
  ["june", "jun", "juin", "giugno"],
  ["july", "jul", "juil", "luglio"],
  ["august", "aug", "ago", "août"],
  ["september", "sep", "set"],
  ["october", "oct", "okt", "out", "ott"],
  ["november", "nov"],
  ["december", "dec", "dez", "dic", "déc"],
];

/** Without a year the next such day that comes. */
function withYear(year: string | undefined, month: number, day: number, today: string): string | undefined {
  if (year) return dateOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const thisYear = Number(today.slice(0, 4));
  const date = dateOf(thisYear, month, day);
  return date && date >= today ? date : (dateOf(thisYear + 1, month, day) ?? date);
}

function dateOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year <= 2200;
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}

const YES =
  "yes|yep|yeah|y|ok|okay|sure|of course|si|sí|claro|sim|oui|ja|jawohl|da|да|evet|ya|iya|はい|是|是的|好|对|نعم|اه|हाँ|हां|जी|👍|✅".split(
    "|",
  );
const NO_WORDS = "no|nope|n|não|nao|non|nein|nee|нет|hayır|hayir|tidak|nggak|いいえ|不|不是|没有|لا|नहीं|👎|❌".split(
  "|",
);

function readYesNo(text: string): string | undefined {
  const [first = "", ...rest] = foldCase(text)
    .replaceAll(/[.,!?;:¡¿。！]+/gu, " ")
    .trim()
    .split(/\s+/u);
  const whole = [first, ...rest].join(" ");
  const has = (list: readonly string[]) => list.map(foldCase).some((word) => word === whole || word === first);
  if (has(YES) === has(NO_WORDS)) return undefined;
  return has(YES) ? "yes" : "no";
}

/** By its number, its words, or the beginning of its words when that says which. */
function readChoice(text: string, choices: readonly string[]): string | undefined {
  const said = foldCase(plainDigits(text))
    .replaceAll(/[\s.)!]+$/gu, "")
    .trim();
  const exact = choices.find((choice) => foldCase(choice).trim() === said);
  if (exact) return exact;
  if (/^\d{1,2}$/.test(said)) return choices[Number(said) - 1];
  if (said === "") return undefined;
  const named = choices.filter((choice) => {
    const name = foldCase(choice).trim();
    return name.startsWith(said) || said.includes(name);
  });
  return named.length === 1 ? named[0] : undefined;
}
