const ENGLISH = {
  byte: "B",
  kilobyte: "KB",
  megabyte: "MB",
  gigabyte: "GB",
  millisecond: "ms",
  second: "s",
  minute: "min",
  hour: "h",
  day: "d",
} as const;
export type Unit = keyof typeof ENGLISH;

/**
 * A number with its unit as short as the language has it: `3 h`, `1.4 MB`. English has words of its own for the shortest
 * ("3 hr"), where the signs that everybody knows are shorter.
 * @param fractionDigits at most so many, or just so many where it is exact
 */
export function unitWords(value: number, unit: Unit, locale: string, fractionDigits = 0, isExact = false): string {
  const digits = { maximumFractionDigits: fractionDigits, minimumFractionDigits: isExact ? fractionDigits : 0 };
  const { language } = new Intl.Locale(locale);
  if (language === "en") return `${new Intl.NumberFormat(locale, digits).format(value)} ${ENGLISH[unit]}`;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", ...digits }).format(value);
}

/**
 * Sizes as people read them, in steps of 1024: `812 B`, `1.4 MB`, `25 MB`.
 * @param locale of whoever reads; the server writes English
 */
export function formatBytes(bytes: number, locale = "en"): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value >= 10 || unit === 0 ? 0 : 1;
  return unitWords(value, units[unit] ?? "byte", locale, digits);
}

/** `4 ms`, `320 ms`, `1.4 s`, `12 s`. */
export function formatMilliseconds(ms: number, locale: string): string {
  if (ms < 999.5) return unitWords(Math.round(ms), "millisecond", locale);
  return unitWords(ms / 1000, "second", locale, ms < 9_950 ? 1 : 0, true);
}
