import { callingCodeOf, countryOfCallingCode } from "./calling-codes";

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
 */
export function readPhoneNumber(text: string): ReadNumber {
  const written = text.trim().replaceAll(/[\s().\-\u2010-\u2015\u00a0/]/g, "");
  const digits = written.replace(/^(?:\+|00)/, "");
  const wrong = (problem: string, country: string | null = null): ReadNumber => ({ isValid: false, problem, country });
  if (digits === "") return wrong("Write the number that customers write to.");
  if (!/^\d+$/.test(digits)) return wrong("Write digits only, such as +351 912 345 678.");
  if (digits.startsWith("0"))
    return wrong("Write the country code instead of the first 0: +351 for Portugal, +55 for Brazil.");
  const code = callingCodeOf(digits);
  if (!code) return wrong(`No country has a code that begins with +${digits.slice(0, 3)}. Check the first digits.`);
  const country = countryOfCallingCode(code);
  if (digits[code.length] === "0" && !KEEPS_ZERO.includes(code))
    return wrong(`Leave out the 0 after +${code}.`, country);
  if (digits.length < SHORTEST)
    return wrong("The number is too short. Write all of it, with the country code.", country);
  if (digits.length > LONGEST)
    return wrong("The number is too long: at most 15 digits with the country code.", country);
  return { isValid: true, digits, country };
}

/** The country as soon as the digits tell it, while somebody is still typing. */
export const countryWhileTyping = (text: string): string | null => readPhoneNumber(text).country;
