/** Zero of every decimal digit block is a multiple of ten above it, so one subtraction turns any digit into ASCII. */
export function toAsciiDigits(text: string): string {
  return text
    .replaceAll(/[٠-٩۰-۹०-९০-৯๐-๙０-９]/gu, (digit) => {
      const code = digit.codePointAt(0)!;
      const zero = DIGIT_ZEROS.findLast((start) => start <= code)!;
      return String(code - zero);
    })
    .replaceAll("٫", ".")
    .replaceAll("٬", ",");
}
const DIGIT_ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/** One number as written: `1,299.00`, `1.299,00`, `1 299`, `1'299`, `12`. Spaces and apostrophes only before three digits. */
export const NUMBER =
  /\d{1,3}(?:[\u0020\u00a0\u202f\u2009'’]\d{3}){1,6}(?:[.,]\d{1,2})?(?!\d)|\d{1,40}(?:[.,]\d{1,40}){0,8}/gu;

const canonical = (value: string): string => {
  const trimmed = value.replace(/^0+(?=\d)/u, "");
  return trimmed.includes(".") ? trimmed.replace(/0+$/u, "").replace(/\.$/u, "") : trimmed;
};

/**
 * The values a written number may mean, as canonical decimal strings without leading or trailing zeros. `1.299` is 1299
 * or 1.299 depending on the country, so both are given; two numbers agree when they share a reading.
 */
export function readingsOf(written: string): string[] {
  const compact = written.replaceAll(/[\s'’]/gu, "");
  const separators = compact.match(/[.,]/gu) ?? [];
  if (separators.length === 0) return [canonical(compact)];
  const last = separators.at(-1)!;
  const groups = compact.split(/[.,]/u);
  const thousands = groups.slice(1).every((group) => group.length === 3) && groups[0]!.length <= 3;
  const grouped = canonical(compact.replaceAll(/[.,]/gu, ""));
  if (separators.length === 1) {
    const decimal = canonical(compact.replace(",", "."));
    return thousands ? [grouped, decimal] : [decimal];
  }
  if (separators.every((separator) => separator === last)) return thousands ? [grouped] : [compact];
  // Both kinds: the last one is the decimal mark.
  const at = compact.lastIndexOf(last);
  return [canonical(`${compact.slice(0, at).replaceAll(/[.,]/gu, "")}.${compact.slice(at + 1)}`)];
}
