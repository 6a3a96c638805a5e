/** A part of a sentence: words of ours, or what somebody typed (a name, an address). */
export interface Piece {
  text: string;
  isUntrusted: boolean;
}
export type Sentence = readonly Piece[];

/** Longer names than any business has would push our own words out of sight. */
const MAX_NAME = 80;

/** Line breaks and other control characters: nothing that is typed may begin a line or a header of its own. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Characters that are not seen: they turn the direction of what follows, or hide in a word. */
const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/** Where programs recognise a web or mail address; the last three are dots in names of sites too. */
const ADDRESS_MARK = /(?<=\S)(?=[.@:/\u3002\uff0e\uff61]\S)/gu;
const NON_JOINER = "\u200c";

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const [ISOLATE, END_ISOLATE] = ["\u2068", "\u2069"];

/**
 * What somebody typed, on one line, and so that no mail program makes a link of it: an unseen character stands before
 * each mark by which they find addresses. It reads as it was typed.
 */
export function harmless(typed: string): string {
  const line = typed.toWellFormed().replaceAll(UNSEEN, "").replaceAll(CONTROLS, " ").replaceAll(/\s+/g, " ").trim();
  const characters = Array.from(line);
  const short = characters.length > MAX_NAME ? `${characters.slice(0, MAX_NAME - 1).join("")}…` : line;
  return short.replaceAll(ADDRESS_MARK, NON_JOINER);
}

interface Ours {
  ours: string;
}
/** Marks what our own tables of words say. */
export const ours = (text: string): Ours => ({ ours: text });

/** A sentence of a mail. What is put into it counts as typed by somebody unknown unless marked, so that nothing is forgotten. */
export function say(words: TemplateStringsArray, ...values: readonly (string | Ours)[]): Sentence {
  return words.flatMap((text, index) => {
    const value = values[index];
    return value === undefined ? [ourPiece(text)] : [ourPiece(text), pieceOf(value)];
  });
}

const ourPiece = (text: string): Piece => ({ text, isUntrusted: false });
const pieceOf = (value: string | Ours): Piece =>
  typeof value === "string" ? { text: harmless(value), isUntrusted: true } : ourPiece(value.ours);

/** As plain text. A name written from right to left keeps to itself and doesn't carry our words along. */
export const sentenceText = (sentence: Sentence): string =>
  sentence
    .map(({ text, isUntrusted }) => (isUntrusted && RIGHT_TO_LEFT.test(text) ? ISOLATE + text + END_ISOLATE : text))
    .join("");
