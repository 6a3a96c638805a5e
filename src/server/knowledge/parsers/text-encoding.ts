import { guessCodePage } from "./encodings/code-page";
import { guessMultiByte } from "./encodings/multi-byte";
import { guessUtf16 } from "./encodings/utf16";
import { ParseFailure } from "./parser";

/** How much of a file decides whether it is text at all; letters outside ASCII may come late, so not too little. */
const SAMPLE_BYTES = 256 * 1024;
/** One broken character to so many whole ones is damage, not another encoding. */
const WHOLE_PER_BROKEN = 20;

/**
 * The text of bytes in an unknown encoding: a byte order mark decides, then UTF-16 without one, then UTF-8, then a
 * declared charset, then whichever East Asian encoding or Windows code page makes words. Throws `unsupported_type` for
 * what is no text: a wrong guess would store garbage for good.
 */
export async function decodeText(bytes: Uint8Array, declaredCharset?: string): Promise<string> {
  const marked = byteOrderMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const wide = guessUtf16(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (looksBinary(bytes)) throw new ParseFailure("unsupported_type");
  const utf8 = decodeStrictly(bytes, "utf-8") ?? repairUtf8(bytes);
  if (utf8 !== undefined) return utf8;
  const declared = declaredCharset && !/^utf-?8$/i.test(declaredCharset) && decodeStrictly(bytes, declaredCharset);
  if (declared) return declared;
  const charset = guessMultiByte(bytes) ?? (await guessCodePage(bytes));
  if (!charset) throw new ParseFailure("unsupported_type");
  return new TextDecoder(charset).decode(bytes);
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
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

/** UTF-8 that was cut, or that something else was pasted into: without the broken characters. */
function repairUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  const whole = text.match(/[^\u0000-\u007F\uFFFD]/g)?.length ?? 0;
  return whole >= WHOLE_PER_BROKEN * broken ? text.replaceAll("\uFFFD", "") : undefined;
}
