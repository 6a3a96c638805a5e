/** Questions fill a few hundred kilobytes at most; a larger file is something else. */
export const MAX_TABLE_BYTES = 4 * 1024 * 1024;

/** The text of a table as spreadsheets save it: UTF-8, UTF-16 with its mark, or else the encoding of western Windows. */
export function tableText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
