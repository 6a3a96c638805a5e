interface CodePage {
  charset: string;
  languages: readonly string[];
  /** Of all its letters outside ASCII; none for pages with accented Latin letters. */
  script?: RegExp;
}

/** Where two pages read a text alike, the earlier one is the commoner. */
const CODE_PAGES: readonly CodePage[] = [
  { charset: "windows-1252", languages: "en es pt fr de it nl sv da no fi is ca gl eu sq ms id tl".split(" ") },
  { charset: "windows-1250", languages: "pl cs sk hu ro hr sl bs sr sq de".split(" ") },
  { charset: "windows-1254", languages: ["tr", "az"] },
  { charset: "windows-1257", languages: ["lt", "lv", "et"] },
  { charset: "windows-1251", languages: "ru uk bg be sr mk".split(" "), script: /\p{Script=Cyrillic}/gu },
  { charset: "windows-1253", languages: ["el"], script: /\p{Script=Greek}/gu },
  { charset: "windows-1255", languages: ["he"], script: /\p{Script=Hebrew}/gu },
  { charset: "windows-1256", languages: ["ar", "fa", "ur"], script: /\p{Script=Arabic}/gu },
  { charset: "windows-874", languages: ["th"], script: /\p{Script=Thai}/gu },
  { charset: "koi8-r", languages: ["ru", "bg"], script: /\p{Script=Cyrillic}/gu },
];

/** Share of letters outside ASCII that a page's own script has in its texts. */
const SCRIPT_SHARE = 0.9;
/** Scores of letter groups (0..1): real texts in other scripts than Latin reach .73, wrong readings mostly stay below. */
const LEAST_SCRIPT_SCORE = 0.68;

/** Enough text to know its language. */
const SAMPLE_CHARACTERS = 4_000;
const SAMPLE_BYTES = 64 * 1024;
const C1_CONTROLS = /[\u0080-\u009F]/;

/**
 * The code page of single bytes in which a text reads best in one of that page's languages, by its letter groups. A text
 * too short for that is taken for Windows-1252 when its accents stand singly among other letters. Undefined when it
 * reads in none.
 */
export async function guessCodePage(bytes: Uint8Array): Promise<string | undefined> {
  const { eld } = await import("eld/extrasmall");
  const sample = tellingLines(bytes);
  let best: { charset: string; score: number } | undefined;
  for (const page of CODE_PAGES) {
    const text = decode(sample, page.charset);
    // Bytes that a code page leaves open come out as controls: then it is another one.
    if (text === undefined || C1_CONTROLS.test(text) || !isInScript(text, page.script)) continue;
    const guess = eld.detect(text);
    const score = guess.getScores()[guess.language] ?? 0;
    if (!guess.isReliable() || !page.languages.includes(guess.language)) continue;
    if (page.script && score < LEAST_SCRIPT_SCORE) continue;
    if (score > (best?.score ?? 0)) best = { charset: page.charset, score };
  }
  return best?.charset ?? (isWestern(bytes.subarray(0, SAMPLE_BYTES)) ? "windows-1252" : undefined);
}

function isInScript(text: string, script?: RegExp): boolean {
  if (!script) return true;
  const letters = text.match(/(?!\p{ASCII})[\p{L}\p{M}]/gu)?.length ?? 0;
  return (text.match(script)?.length ?? 0) >= SCRIPT_SHARE * letters;
}

/** Only lines with letters outside ASCII tell code pages apart. */
function tellingLines(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  for (let start = 0; start < bytes.length && length < SAMPLE_CHARACTERS; ) {
    const at = bytes.indexOf(0x0a, start);
    const end = at < 0 ? bytes.length : at + 1;
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE_CHARACTERS));
    start = end;
    if (!line.some((byte) => byte >= 0x80)) continue;
    lines.push(line);
    length += line.length;
  }
  return Buffer.concat(lines);
}

function decode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Accents are single letters in words of others; whole words of them are another script. */
function isWestern(sample: Uint8Array): boolean {
  const text = new TextDecoder("windows-1252").decode(sample);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const high = text.match(/[À-ÿ]/g)?.length ?? 0;
  const inRuns = text.match(/[À-ÿ]{3,}/g)?.join("").length ?? 0;
  return !C1_CONTROLS.test(text) && letters >= text.length / 4 && inRuns <= high / 2;
}
