const ENGLISH = {
  byte: "B",
  kilobyte: "KB",
  megabyte: "MB",
  gigabyte: "GB",
  second: "s",
  minute: "min",
  hour: "h",
  day: "d",
} as const;
export type Unit = keyof typeof ENGLISH;

/**
 * A number with its unit as short as the language has it: `3 h`, `1.4 MB`. English has words of its own for the shortest
 * ("3 hr"), where the signs that everybody knows are shorter.
 * @param fractionDigits at most so many
 */
export function unitWords(value: number, unit: Unit, locale: string, fractionDigits = 0): string {
  const digits = { maximumFractionDigits: fractionDigits };
  const { language } = new Intl.Locale(locale);
  if (language === "en") return `${new Intl.NumberFormat(locale, digits).format(value)} ${ENGLISH[unit]}`;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", ...digits }).format(value);
}
