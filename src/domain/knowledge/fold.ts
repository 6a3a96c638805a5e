/** Diacritics on Latin and Greek letters, and the vowel signs that Arabic and Hebrew texts mostly leave out. */
const LATIN_MARKS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;
const SEMITIC_MARKS = /[\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]+/g;
const ZERO_WIDTH = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const DIGITS = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF]/g;
const ARABIC_LETTERS: Record<string, string> = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ی: "ي", ة: "ه", ک: "ك" };
const ARABIC_VARIANTS = new RegExp(`[${Object.keys(ARABIC_LETTERS).join("")}]`, "g");

/** Every block of Indian and Arabic digits starts at a code point whose low four bits, less the block's offset, are the value. */
const asciiDigit = (digit: string) => {
  const code = digit.charCodeAt(0);
  return String((code & 0x0f) >= 6 && code > 0x0900 ? (code & 0x0f) - 6 : code & 0x0f);
};

/**
 * Text as search compares it: compatibility forms made plain, lower case, without Latin accents and Arabic vowel signs
 * (people leave both out in chats), Arabic letter variants and digits in one form. Vowel signs of Indian scripts stay.
 */
export function foldForSearch(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase().replace(ZERO_WIDTH, "");
  // Most English text ends here.
  if (/^[\p{ASCII}\u2010-\u203A]*$/u.test(plain)) return plain.replace(/[‘’]/g, "'");
  return plain
    .normalize("NFD")
    .replace(LATIN_MARKS, "")
    .replace(SEMITIC_MARKS, "")
    .normalize("NFC")
    .replace(ARABIC_VARIANTS, (letter) => ARABIC_LETTERS[letter] ?? letter)
    .replace(DIGITS, asciiDigit)
    .replace(/[‘’ʼ]/g, "'");
}
