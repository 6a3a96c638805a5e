/** "English and Spanish", from ISO 639-1 codes, in the language of a locale. */
export function languageNames(codes: readonly string[], locale: string): string {
  const names = new Intl.DisplayNames(locale, { type: "language", fallback: "code" });
  return new Intl.ListFormat(locale).format(codes.map((code) => names.of(code) ?? code));
}
