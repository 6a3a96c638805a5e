import { callingCodeOf, countryOfCallingCode } from "./calling-codes";
import type { MessageKey, Translate } from "./translate";

/** ITU-T E.164: at most 15 digits with the country code; nobody's mobile number has fewer than 8. */
const SHORTEST = 8;
const LONGEST = 15;

/** Whose numbers keep a 0 after the country code: Italy, Ivory Coast, Benin, Gabon, Congo, San Marino. */
const KEEPS_ZERO = ["39", "225", "229", "241", "242", "378"];

export type ReadNumber =
  | { isValid: true; digits: string; country: string }
  /** What is wrong and what to write instead. `country` is known as soon as the code is. */
  | { isValid: false; problem: string; country: string | null };

/**
 * Reads a number as people write it: spaces, hyphens, dots, brackets, a leading + or 00. The country code must be there,
 * since nothing says which country was meant.
 * @param locale in which countries are named
 */
export function readPhoneNumber(t: Translate, locale: string, text: string): ReadNumber {
  const written = text.trim().replaceAll(/[\s().\-\u2010-\u2015\u00a0/]/g, "");
  const digits = written.replace(/^(?:\+|00)/, "");
  const wrong = (key: MessageKey, code = "", country: string | null = null): ReadNumber => ({
    isValid: false,
    problem: t(key, { code }),
    country,
  });
  if (digits === "") return wrong("connection.number.missing");
  if (!/^\d+$/.test(digits)) return wrong("connection.number.digitsOnly");
  if (digits.startsWith("0")) return wrong("connection.number.firstZero");
  const code = callingCodeOf(digits);
  if (!code) return wrong("connection.number.unknownCode", digits.slice(0, 3));
  const country = countryOfCallingCode(t, locale, code);
  if (digits[code.length] === "0" && !KEEPS_ZERO.includes(code))
    return wrong("connection.number.zeroAfterCode", code, country);
  if (digits.length < SHORTEST) return wrong("connection.number.tooShort", code, country);
  if (digits.length > LONGEST) return wrong("connection.number.tooLong", code, country);
  return { isValid: true, digits, country };
}

/** The country as soon as the digits tell it, while somebody is still typing. */
export const countryWhileTyping = (t: Translate, locale: string, text: string): string | null =>
  readPhoneNumber(t, locale, text).country;
