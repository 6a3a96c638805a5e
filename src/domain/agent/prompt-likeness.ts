/** How much of a prompt, in letters and digits without anything between them, is too much: five words or so. */
const WINDOW = 24;
/** Of a canary, which is random and therefore never stands in a text by chance. */
const CANARY_WINDOW = 8;
/** What hides a text has to be long enough to hide something. */
const MIN_ENCODED = 16;

/** Letters and digits alone: spacing, punctuation, case and line breaks hide nothing. */
const squeeze = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");

const reversed = (text: string): string => [...text].reverse().join("");

const rotated = (text: string): string =>
  text.replaceAll(/[a-z]/gu, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));

function fromBase64(run: string): string {
  const standard = run.replaceAll("-", "+").replaceAll("_", "/");
  return atob(standard.slice(0, standard.length - (standard.length % 4)));
}

const fromHex = (run: string): string =>
  (run.match(/../gu) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join("");

/** Base64 and hexadecimal numbers read back, wherever they begin: words before them may be glued to them. */
function decoded(text: string): string[] {
  const glued = text.replaceAll(/\s+/gu, "");
  const base64 = [...text.split(/\s+/u), glued].flatMap((piece) => piece.match(/[A-Za-z0-9+/_-]{16,}/gu) ?? []);
  const hex = text.replaceAll(/(?:0x|\\x|[\s:,])/giu, "").match(/[0-9a-f]{16,}/giu) ?? [];
  return [
    ...base64.flatMap((run) =>
      [0, 1, 2, 3].flatMap((offset) => (run.length - offset >= MIN_ENCODED ? [fromBase64(run.slice(offset))] : [])),
    ),
    ...hex.flatMap((run) => [fromHex(run), fromHex(run.slice(1))]),
  ];
}

/**
 * A text as it stands, and as somebody reads it who was asked to hide it: letters apart, backwards by letter or by word,
 * turned by thirteen letters, in base64 or hexadecimal. Squeezed: letters and digits alone.
 */
export function hiddenReadings(text: string): string[] {
  const plain = squeeze(text);
  const wordsBackwards = squeeze(text.split(/\s+/u).reverse().join(" "));
  const readings = [plain, reversed(plain), wordsBackwards, rotated(plain), ...decoded(text).map(squeeze)];
  return [...new Set(readings)].filter((reading) => reading !== "");
}

/** Every stretch of a text that is `length` characters long; the text itself when it is shorter. */
function stretchesOf(text: string, length: number): Set<string> {
  const stretches = new Set<string>();
  const size = Math.min(length, text.length);
  for (let at = 0; size > 0 && at + size <= text.length; at++) stretches.add(text.slice(at, at + size));
  return stretches;
}

/** True when a text holds a canary or a good part of it, openly or hidden. */
export function holdsCanary(text: string, canary: string): boolean {
  const secret = stretchesOf(squeeze(canary), CANARY_WINDOW);
  return hiddenReadings(text).some((reading) =>
    [...stretchesOf(reading, CANARY_WINDOW)].some((part) => secret.has(part)),
  );
}

/**
 * True when a text holds a stretch of a prompt, openly or hidden, also from the end of one line to the beginning of the
 * next. What is shorter is no secret; nor is what stands in `known` texts as well.
 */
export function resemblesPrompt(text: string, promptLines: readonly string[], known: readonly string[] = []): boolean {
  const prompt = squeeze(promptLines.join("\n"));
  if (prompt.length < WINDOW) return false;
  const secret = stretchesOf(prompt, WINDOW);
  const open = known.map(squeeze);
  return hiddenReadings(text).some((reading) =>
    [...stretchesOf(reading, WINDOW)].some(
      (stretch) => secret.has(stretch) && !open.some((other) => other.includes(stretch)),
    ),
  );
}
