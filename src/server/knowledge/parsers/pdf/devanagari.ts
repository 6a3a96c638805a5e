const CONSONANTS = "(?:[\\u0915-\\u0939\\u0958-\\u095F]\\u093C?\\u094D?)+";
/** The vowel sign i is drawn before its consonants and spoken after them; no other sign is. */
const LEADING = new RegExp(`^\\u0000(${CONSONANTS})(?!\\u0000)`);
const TRAILING = new RegExp(`^(${CONSONANTS})\\u0000$`);
const DEVANAGARI = /[\u0900-\u097F]/;

/**
 * Chromium prints some Devanagari signs as glyphs without a character (U+0000), one item per syllable. What stands
 * before the consonants can only be the sign i; what follows them and takes room is nearly always the long one. Others
 * are left out.
 */
export function restoreVowelSigns(
  text: string,
  width: number,
  widthOfConsonants: (consonants: string) => number,
): string {
  if (!text.includes("\u0000") || !DEVANAGARI.test(text)) return text;
  const trailing = TRAILING.exec(text)?.[1];
  if (trailing !== undefined && width > widthOfConsonants(trailing) * 1.15) return `${trailing}ी`;
  return text.replace(LEADING, "$1ि");
}
