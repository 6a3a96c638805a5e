const SAMPLE_BYTES = 64 * 1024;
/** ASCII and the punctuation of East Asia: no text goes on for long without any. */
const ORDINARY = /[\t\n\r -~、。！-～]/g;
/** Share of printable ASCII among bytes from which, without zeros between them, each is a character by itself. */
const ASCII_SHARE = 0.85;
/** Share of zeros from which they are halves of characters; some exports have one after each sentence. */
const MANY_ZEROS = 0.3;
/** What text never has: controls, halves of pairs, code points that mean nothing or are private. */
const IMPOSSIBLE = /[\p{Cs}\p{Cn}\p{Co}]|(?![\t\n\f\r\0])\p{Cc}/gu;
const LATIN = /\p{Script=Latin}/gu;
const SCRIPTS = [
  /[\p{Script=Cyrillic}]/gu,
  /[\p{Script=Greek}]/gu,
  /[\p{Script=Arabic}]/gu,
  /[\p{Script=Hebrew}]/gu,
  /[\p{Script=Devanagari}]/gu,
  /[\p{Script=Bengali}]/gu,
  /[\p{Script=Tamil}]/gu,
  /[\p{Script=Thai}]/gu,
  // Everyday characters and kana; the rare ones are what other text looks like in the wrong order.
  /[\u3040-\u30FF\u4E00-\u9FFF]/g,
  /[\p{Script=Hangul}]/gu,
];
/** Share of letters and marks that Latin and the commonest other script of a text have together. */
const MAIN_SCRIPT_SHARE = 0.6;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/**
 * Whether bytes without a byte order mark are UTF-16, and in which order: read so, they must be ordinary text of one
 * script. Read in the wrong order, or in no order at all, text falls apart into rare characters of many.
 */
export function guessUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (isAsciiByBytes(sample)) return undefined;
  const [little, big] = (["utf-16le", "utf-16be"] as const).map((charset) => plausibility(sample, charset)) as [
    number,
    number,
  ];
  if (little === 0 && big === 0) return undefined;
  return little >= big ? "utf-16le" : "utf-16be";
}

/** Two letters of ASCII look like one Chinese character. */
function isAsciiByBytes(sample: Uint8Array): boolean {
  const zeros = sample.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  const printable = sample.reduce((sum, byte) => sum + (byte >= 0x20 && byte < 0x7f ? 1 : 0), 0);
  return zeros < MANY_ZEROS * sample.length && printable > ASCII_SHARE * (sample.length - zeros);
}

/** 0 for what is no text in this order; otherwise higher for more ordinary text. */
function plausibility(sample: Uint8Array, charset: string): number {
  const text = new TextDecoder(charset).decode(sample.subarray(0, sample.length - (sample.length % 2)));
  const letters = count(text, /[\p{L}\p{M}]/gu);
  const ordinary = count(text, ORDINARY);
  // The last character may be the half of a pair that the sample ends in.
  if (count(text, IMPOSSIBLE) + count(text, /\uFFFD/g) > 1 + text.length / 200) return 0;
  if (ordinary < Math.max(1, text.length / 250) || letters < text.length / 4) return 0;
  const main = count(text, LATIN) + Math.max(...SCRIPTS.map((script) => count(text, script)));
  return main >= MAIN_SCRIPT_SHARE * letters ? ordinary / text.length + main / letters : 0;
}
