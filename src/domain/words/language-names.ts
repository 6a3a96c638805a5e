/** "English and Spanish", from ISO 639-1 codes, in the language of a locale. */
export function languageNames(codes: readonly string[], locale: string): string {
  const names = new Intl.DisplayNames(locale, { type: "language", fallback: "code" });
  return new Intl.ListFormat(locale).format(codes.map((code) => names.of(code) ?? code));
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

/** Read once, when it is first asked for: of the 676 that could be codes some 180 are. */
let codes: ReadonlyMap<string, string> | undefined;

function readCodes(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const read = new Map<string, string>();
  for (const code of all) {
    const name = names.of(code);
    // Old codes, such as `iw`, are told as those of today are.
    if (name !== undefined && !read.has(name)) read.set(name, code);
  }
  return read;
}

/** The ISO 639-1 code of a language by its English name; undefined when there is none. */
export function languageCodeOf(englishName: string): string | undefined {
  codes ??= readCodes();
  return codes.get(englishName);
}
