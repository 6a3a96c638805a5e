import { callingCodeOf } from "@/domain/words/calling-codes";
import { can } from "./roles";

export const mayReadNumbers = (role: string): boolean => can(role, "contact.readNumbers");

const HIDDEN = "•";
/** Enough to tell two customers apart while one talks about them, and too little to call anybody. */
const SHOWN_AT_END = 2;

/**
 * A phone number with only its country and last two digits, such as `351•••••••00`. Everything that is not a digit stays.
 * Of short ones nothing stays.
 */
export function maskNumber(text: string): string {
  const digits = text.replaceAll(/\D/g, "");
  if (digits.length < MIN_DIGITS) return text.replaceAll(/\d/g, HIDDEN);
  const shownAtStart = callingCodeOf(digits)?.length ?? 0;
  let position = 0;
  return text.replaceAll(/\d/g, (digit) => {
    const index = position++;
    return index < shownAtStart || index >= digits.length - SHOWN_AT_END ? digit : HIDDEN;
  });
}

/** ITU-T E.164 allows 15; shorter than seven is no subscriber's number anywhere that WhatsApp works. */
const MIN_DIGITS = 7;
/** Digits with what people put between them; long enough to be somebody's number. Dates and prices are shorter. */
const NUMBER = /\+?\d(?:[\s().\-/]{0,2}\d){6,}/g;

const DATE = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}([./-])\d{1,2}\1\d{4})$/;
/** Of ours: three letters and what follows. They name rows and tell nobody's number. */
const OWN_ID = /^[a-z]{3}_[0-9a-z]+$/;

/** A text in which every run of digits that may be a phone number is masked, WhatsApp's chat ids included. */
export const maskNumbersInText = (text: string): string =>
  OWN_ID.test(text) ? text : text.replaceAll(NUMBER, (run) => (DATE.test(run) ? run : maskNumber(run)));

/** A value as it goes to whoever may not read numbers: every text in it masked, dates and ids of ours excepted. */
export function maskNumbersIn<Value>(value: Value): Value {
  if (typeof value === "string") return maskNumbersInText(value) as Value;
  if (Array.isArray(value)) return value.map(maskNumbersIn) as Value;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, maskNumbersIn(field)])) as Value;
}
