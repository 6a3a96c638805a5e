import { languageOfScript } from "@/domain/agent/script-language";
import type { ChunkLanguage } from "@/domain/knowledge/terms";

/** Shorter texts ("Size 42", "Opening hours") tell their language by luck only. */
const MIN_LENGTH = 40;
/** More than this adds nothing to a guess. */
const MAX_LENGTH = 600;
/** Enough of a document to know its language. */
const DOCUMENT_SAMPLE = 6_000;
const DOCUMENT_SAMPLE_TEXTS = 40;

type Detect = (text: string) => string | undefined;
let detector: Promise<Detect> | undefined;

async function loadDetector(): Promise<Detect> {
  const { eld } = await import("eld/extrasmall");
  return (text) => {
    const result = eld.detect(text);
    // The detector calls Malay what is nearly always Indonesian in what businesses write.
    return result.isReliable() ? (result.language === "ms" ? "id" : result.language) : undefined;
  };
}

/**
 * Tells whether texts of a document are English, each by itself: that decides about stems and about the embedded model.
 * Texts too short or too odd to tell follow the document as a whole, of which `all` are the texts.
 */
export async function createLanguageDetector(all: readonly string[]): Promise<(text: string) => ChunkLanguage> {
  detector ??= loadDetector();
  const detect = await detector;
  const sample = all.slice(0, DOCUMENT_SAMPLE_TEXTS).join("\n").slice(0, DOCUMENT_SAMPLE);
  const whole = languageOf(sample, detect, 1) ?? guessByScript(sample);
  return (text) => languageOf(text.slice(0, MAX_LENGTH), detect, MIN_LENGTH) ?? whole;
}

/** Of a question that comes without its language. */
export async function isProbablyEnglish(question: string): Promise<boolean> {
  detector ??= loadDetector();
  return (languageOf(question, await detector, MIN_LENGTH) ?? guessByScript(question)) === "en";
}

/** Shares below this are quotations and names. */
const WORTH_NAMING = 0.1;

/** The languages (ISO 639-1) of these texts, the most frequent first; none when nothing tells. */
export async function languagesOf(texts: readonly string[]): Promise<string[]> {
  detector ??= loadDetector();
  const detect = await detector;
  const counts = new Map<string, number>();
  for (const text of texts) {
    const byScript = languageOfScript(text);
    const language = (byScript?.isCertain ? undefined : detect(text)) ?? byScript?.language;
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .filter(([, count]) => count / total >= WORTH_NAMING)
    .sort((a, b) => b[1] - a[1])
    .map(([language]) => language);
}

function languageOf(text: string, detect: Detect, minLength: number): ChunkLanguage | undefined {
  if (languageOfScript(text)) return "und";
  if (text.length < minLength) return undefined;
  const language = detect(text);
  if (language === undefined) return undefined;
  return language === "en" ? "en" : "und";
}

/** Plain Latin text is taken for English: wrong vectors of a short text do less harm than none. */
const guessByScript = (text: string): ChunkLanguage => (/[^\p{ASCII}\p{P}\p{S}\s]/u.test(text) ? "und" : "en");
