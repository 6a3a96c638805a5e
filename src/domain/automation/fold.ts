/** Marks that show nothing and that phones put around words of another direction. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** A message longer than this is looked at as far as here: nobody types a keyword behind it. In UTF-16 units. */
const MAX_MATCHED = 4_096;

/**
 * Text as rules compare it: compatibility forms made plain, and case folded in every script. Upper case first, so that
 * ß is ss and ı is i; then the two forms of the Greek sigma and the dot that İ leaves behind. Accents stay: they tell
 * words apart.
 */
export const foldCase = (text: string): string =>
  text
    .slice(0, MAX_MATCHED)
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .toUpperCase()
    .toLowerCase()
    .replaceAll("ς", "σ")
    .replaceAll("i\u0307", "i")
    .normalize("NFC");
