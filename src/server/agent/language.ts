import { AGENT_LANGUAGES } from "@/domain/agent/calendar-words";
import { cueScores, languageOfScript } from "@/domain/agent/script-language";
import { spacedWords } from "@/domain/agent/small-talk";

/** A language (ISO 639-1) and whether the text itself says so clearly. */
export interface DetectedLanguage {
  language: string;
  isReliable: boolean;
}

type Detector = (text: string) => { scores: Record<string, number>; isReliable: boolean };

/** Fewer words are too few for statistics alone. */
const FEW_WORDS = 4;
/** Below that many words a language without fixed texts is far more likely a wrong guess than a customer. */
const WORDS_FOR_OTHER_LANGUAGES = 6;
/** How much one unambiguous cue word weighs against the detector's scores, which differ by some 0.05-0.2. */
const CUE_WEIGHT = 0.25;
const KNOWN: ReadonlySet<string> = new Set(AGENT_LANGUAGES);

let detector: Promise<Detector> | undefined;

/** The smallest data set: 90 MB less memory than the default one; cue words make up for it on short texts. */
async function loadDetector(): Promise<Detector> {
  const { eld } = await import("eld/extrasmall");
  return (text) => {
    const result = eld.detect(text);
    const scores: Record<string, number> = {};
    // The detector calls Malay what is nearly always Indonesian in our customers' chats.
    for (const [language, score] of Object.entries(result.getScores()))
      scores[language === "ms" ? "id" : language] = score;
    return { scores, isReliable: result.isReliable() };
  };
}

/**
 * The language of a customer's text: by script, then by cue words and letter statistics; undefined when it has no
 * letters or nothing points anywhere ("ok", "X4").
 */
export async function detectLanguage(text: string): Promise<DetectedLanguage | undefined> {
  const byScript = languageOfScript(text);
  if (byScript?.isCertain) return { language: byScript.language, isReliable: true };
  detector ??= loadDetector();
  const words = spacedWords(text).trim().split(" ").filter(Boolean);
  if (words.length === 0) return undefined;
  const { scores, isReliable } = (await detector)(text);
  if (byScript) {
    const [best] = Object.entries(scores).sort((a, b) => b[1] - a[1]);
    const isLong = words.length >= FEW_WORDS && isReliable;
    return { language: isLong && best ? best[0] : byScript.language, isReliable: true };
  }

  const cues = cueScores(words);
  const candidates = new Set([...Object.keys(scores), ...cues.keys()]);
  const ranked = [...candidates]
    .filter((language) => KNOWN.has(language) || words.length >= WORDS_FOR_OTHER_LANGUAGES)
    .map((language) => ({
      language,
      score: (scores[language] ?? 0) + CUE_WEIGHT * Math.min(2, cues.get(language) ?? 0),
    }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (!first) return undefined;
  const lead = first.score - (second?.score ?? 0);
  const hasCue = (cues.get(first.language) ?? 0) >= 0.5;
  return { language: first.language, isReliable: hasCue ? lead > 0.05 : isReliable && lead > 0.03 };
}

/**
 * The language to reply in: the question's when it is clear, else that of the customer's earlier messages (newest
 * first), else the best guess, else English.
 */
export async function replyLanguage(question: string, earlier: readonly string[]): Promise<string> {
  const own = await detectLanguage(question);
  if (own?.isReliable) return own.language;
  for (const text of [...earlier].reverse()) {
    const detected = await detectLanguage(text);
    if (detected?.isReliable) return detected.language;
  }
  return own?.language ?? "en";
}
