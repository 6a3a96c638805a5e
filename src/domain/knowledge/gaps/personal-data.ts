import { foldForSearch } from "../fold";

/** What stands in place of what was taken out; people fill in what customers may know. */
export const TAKEN_OUT = { email: "[e-mail]", phone: "[phone number]", number: "[number]", name: "[name]" } as const;

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Digits with what people put between them; ITU-T E.164 allows 15, and nobody's number has less than seven. */
const PHONE = /(?<![\p{L}\p{N}]|[\p{L}\p{N}]-)\+?\p{Nd}(?:[\s().\-/]{0,2}\p{Nd}){6,18}(?![\p{L}\p{N}])/gu;
const DATE = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}([./-])\d{1,2}\1\d{4})$/;
/** "#48213", "AB-48213", "48213": five digits and more in one piece are an order, a card or an account. */
const NUMBER = /(?<![\p{L}\p{N}])#?(?=[\p{L}\p{N}-]*\p{Nd}{5})[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*(?![\p{L}\p{N}])/gu;
/** Part of a name; shorter ones are initials and particles, and would take words out of sentences. */
const MIN_NAME_LENGTH = 3;

/** A text without what tells whose it is: addresses, phone numbers, order numbers, and these names. */
export function withoutPersonalData(text: string, names: readonly (string | null)[] = []): string {
  const clear = text
    .replace(EMAIL, TAKEN_OUT.email)
    .replace(PHONE, (run) => (DATE.test(run) ? run : TAKEN_OUT.phone))
    .replace(NUMBER, TAKEN_OUT.number);
  return withoutNames(clear, names);
}

function withoutNames(text: string, names: readonly (string | null)[]): string {
  const parts = new Set(
    names
      .flatMap((name) => (name ?? "").match(/[\p{L}\p{M}]+/gu) ?? [])
      .flatMap((part) => {
        const folded = foldForSearch(part);
        return folded.length >= MIN_NAME_LENGTH ? [folded] : [];
      }),
  );
  if (parts.size === 0) return text;
  // Capitals in the text: "will" is a word, "Will" may be the customer. Other scripts have none.
  return text.replace(/[\p{L}\p{M}]+/gu, (word) =>
    /^[^\p{Ll}]/u.test(word) && parts.has(foldForSearch(word)) ? TAKEN_OUT.name : word,
  );
}

/** Whether something was taken out of it, for saying so. */
export const hasTakenOut = (text: string): boolean => Object.values(TAKEN_OUT).some((mark) => text.includes(mark));
