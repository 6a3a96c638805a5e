import { findNumberWord, findWeekday, isClearNumberWord } from "./calendar-words";
import { eachMatch, fact } from "./fact";
import { NUMBER, readingsOf } from "./number-readings";

const CURRENCIES: readonly (readonly [string, string])[] = [
  ["real", String.raw`r\$|brl|reais`],
  ["dollar", String.raw`us\$|usd|mxn|aud|cad|\$|d[oó]lar(?:es)?|dollars?|pesos?`],
  ["euro", "€|eur(?:os?)?"],
  ["pound", "£|gbp|pounds?"],
  ["rupee", String.raw`₹|inr|rs\.?|rupees?|रुपये|रुपए`],
  ["rupiah", String.raw`rp\.?|idr|rupiah`],
  ["yuan", "¥|￥|cny|rmb|yuan|元|jpy|yen|円"],
  ["ruble", String.raw`₽|rub|руб(?:л[а-я]+)?\.?`],
  ["lira", "₺|tl|lira"],
  ["franc", String.raw`chf|fr\.`],
  ["dirham", "aed|sar|درهم|ريال|دينار|جنيه"],
];
const CURRENCY_MARK = CURRENCIES.map(([, spellings]) => spellings).join("|");
const currencyOf = (mark: string): string =>
  CURRENCIES.find(([, spellings]) => new RegExp(`^(?:${spellings})$`, "iu").test(mark))?.[0] ?? mark;
const PRICE = new RegExp(
  String.raw`(?<![\p{L}\d])(?<before>${CURRENCY_MARK})\s?(?<after>${NUMBER.source})|(?<![\d.,])(?<amount>${NUMBER.source})\s?(?<mark>${CURRENCY_MARK})(?![\p{L}\d])`,
  "giu",
);

export const findPrices = eachMatch(PRICE, (match) => {
  const { before, after, amount, mark } = match.groups ?? {};
  const currency = currencyOf((before ?? mark ?? "").toLowerCase());
  const values = readingsOf(after ?? amount ?? "");
  const priced = values.map((value) => `price:${currency}:${value}`);
  // A price list often names the currency once, in its header: a number that no unit follows proves the amount too.
  return fact(
    "price",
    match[0].trim(),
    [...priced, ...values.map((value) => `plain:${value}`)],
    [...priced, ...values.map((value) => `number:${value}`)],
  );
});

export const findPercentages = eachMatch(
  new RegExp(String.raw`(?<![\d.,])(${NUMBER.source})\s?(?:%|٪|percent\b|per cent\b)`, "giu"),
  (match) => {
    const values = readingsOf(match[1]!);
    return fact(
      "percentage",
      match[0],
      values.map((value) => `percent:${value}`),
    );
  },
);

export const findCodes = eachMatch(
  /(?<![\p{L}\d])[\p{L}\d]{1,64}(?:[-_./][\p{L}\d]{1,64}){0,8}(?![\p{L}\d])/gu,
  (match) => {
    const token = match[0];
    // Letters first ("X4", "ISO-9001") name a thing; digits first ("30cm", "2nd") are a number with its unit.
    if (!/^\p{L}/u.test(token) || !/\d/u.test(token)) return undefined;
    return fact("code", token, [`code:${token.toLowerCase().replaceAll(/[-_./]/gu, "")}`]);
  },
);

export const findNumbers = eachMatch(NUMBER, (match, text) => {
  const values = readingsOf(match[0]);
  const end = match.index + match[0].length;
  const hasUnit = /^\s?[\p{L}%°]/u.test(text.slice(end, end + 3));
  const numbers = values.map((value) => `number:${value}`);
  return fact(
    "number",
    match[0],
    numbers,
    hasUnit ? numbers : [...numbers, ...values.map((value) => `plain:${value}`)],
  );
});

export const findWords = eachMatch(/\p{L}[\p{L}\p{M}]*(?:-feira)?/giu, (match) => {
  const weekday = findWeekday(match[0]);
  if (weekday !== undefined) return fact("weekday", match[0], [`weekday:${weekday}`, `word:${match[0].toLowerCase()}`]);
  const number = findNumberWord(match[0]);
  if (number === undefined) return undefined;
  // An ambiguous word ("dos", "on") helps as a source, but does not have to be proven.
  return fact("number", match[0], isClearNumberWord(match[0]) ? [`number:${number}`] : [], [`number:${number}`]);
});
