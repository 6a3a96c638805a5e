import { ParseFailure } from "./parser";

/** How much of a file decides about its encoding; letters outside ASCII may come late, so not too little. */
const SAMPLE_BYTES = 256 * 1024;

/**
 * The text of bytes in an unknown encoding: a byte order mark decides, then UTF-16 without one, then UTF-8, then a
 * declared charset, then Windows-1251 or Windows-1252, whichever makes words. Throws `unsupported_type` for what is no
 * text: a wrong guess would store garbage for good.
 */
export function decodeText(bytes: Uint8Array, declaredCharset?: string): string {
  const marked = byteOrderMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const wide = guessUtf16(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (looksBinary(bytes)) throw new ParseFailure("unsupported_type");
  const utf8 = decodeStrictly(bytes, "utf-8");
  if (utf8 !== undefined) return utf8;
  const declared = declaredCharset && !/^utf-?8$/i.test(declaredCharset) && decodeStrictly(bytes, declaredCharset);
  return declared || decodeSingleByte(bytes);
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** Latin text in UTF-16 has a zero in every second byte, and text in UTF-8 hardly any. */
function guessUtf16(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 4 || bytes.length % 2 !== 0) return undefined;
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const half = sample.length / 2;
  if (zeros[1]! > 0.4 * half && zeros[0]! < 0.05 * half) return "utf-16le";
  return zeros[0]! > 0.4 * half && zeros[1]! < 0.05 * half ? "utf-16be" : undefined;
}

/** More than one control character in fifty, NULs aside (some exports have one after each sentence). */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let controls = 0;
  let zeros = 0;
  for (const byte of sample) {
    if (byte === 0) zeros++;
    else if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) controls++;
  }
  return controls > sample.length / 50 || zeros > sample.length / 10;
}

function decodeStrictly(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Windows-1251 puts Cyrillic letters where Windows-1252 has accented capitals and small ones: whole words of bytes
 * above 0xC0 are Cyrillic, single ones among ASCII letters are accents. Text that is neither is refused.
 */
function decodeSingleByte(bytes: Uint8Array): string {
  const western = new TextDecoder("windows-1252").decode(bytes);
  const letters = western.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  const high = western.match(/[À-ÿ]/g)?.length ?? 0;
  const highRuns = western.match(/[À-ÿ]{4,}/g)?.join("").length ?? 0;
  if (high > 0 && highRuns > high / 2) {
    const cyrillic = new TextDecoder("windows-1251").decode(bytes);
    const vowels = cyrillic.match(/[аеиоуыэюяіїє]/gi)?.length ?? 0;
    const cyrillicLetters = cyrillic.match(/\p{Script=Cyrillic}/gu)?.length ?? 1;
    // Other code pages (Greek, Arabic, KOI8) land here too, but not with the vowels of Russian words.
    if (vowels / cyrillicLetters > 0.3 && vowels / cyrillicLetters < 0.6 && isMostlyLowerCase(cyrillic))
      return cyrillic;
    throw new ParseFailure("unsupported_type");
  }
  // Bytes that Windows-1252 leaves open come out as C1 controls: then it is something else.
  if (/[\u0080-\u009F]/.test(western) || letters < western.length / 4) throw new ParseFailure("unsupported_type");
  return western;
}

/** KOI8-R read as Windows-1251 has its capitals and small letters swapped. */
const isMostlyLowerCase = (text: string) =>
  (text.match(/\p{Ll}/gu)?.length ?? 0) >= (text.match(/\p{Lu}/gu)?.length ?? 0);
