/** Control characters other than tab and line feed, and U+0000 above all: Postgres refuses it in text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: old line ends are control characters
const LINE_END = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;
/** Invisible marks that cut words in two for a search. U+200C and U+200D stay where scripts need them, see below. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** The joiners mean something in Indian scripts, Arabic ones and emoji only. */
const STRAY_JOINER =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{M}])[\u200C\u200D]/gu;
/** Any white space within a line but a single space: those are most of a text, and need no replacing. */
const UNTIDY_SPACE = / [^\S\n]+|[^\S\n ][^\S\n]*/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Text as we store it: compatibility forms (ligatures, Arabic presentation forms, full-width letters) made plain,
 * without control and invisible characters, spaces and blank lines tidied. Line breaks stay, all as line feeds.
 */
export function cleanText(text: string): string {
  return text
    .replace(LINE_END, "\n")
    .replace(LONE_SURROGATE, "")
    .replace(CONTROLS, "")
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .replace(STRAY_JOINER, "")
    .replace(UNTIDY_SPACE, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
