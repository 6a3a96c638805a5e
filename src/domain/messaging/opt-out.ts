import { cueScores, languageOfScript } from "../agent/script-language";
import { spacedWords } from "../agent/small-talk";
import { POLITE_WORDS, START_PHRASES, STOP_PHRASES } from "./opt-out-phrases";

export type OptOutIntent = "stop" | "start";

export interface OptOutWish {
  intent: OptOutIntent;
  /** Those the words belong to; several for words such as "stop". */
  languages: readonly string[];
}

/** Turkish writes i with and without a dot, and people mix them up in capitals. */
const folded = (text: string): string => spacedWords(text).replaceAll("ı", "i").trim();

const WISHES = new Map<string, { intent: OptOutIntent; languages: string[] }>();
for (const [intent, phrases] of [
  ["stop", STOP_PHRASES],
  ["start", START_PHRASES],
] as const)
  for (const [language, list] of Object.entries(phrases))
    for (const phrase of list.split("|").map(folded)) {
      const known = WISHES.get(phrase);
      if (known && known.intent !== intent) throw new Error(`"${phrase}" means both.`);
      WISHES.set(phrase, { intent, languages: [...(known?.languages ?? []), language] });
    }

const POLITE: readonly string[] = Object.values(POLITE_WORDS)
  .flatMap((list) => list.split("|").map(folded))
  // Longest first: "thank you very much" must not leave a "very much" behind.
  .sort((a, b) => b.length - a.length);

/** What asks for no more messages is short; a long message tells a story. */
const LONGEST = 60;

/**
 * The wish to get no more automatic messages, or to get them again, when the whole message is nothing else: one such
 * word or phrase, however it is spelled, with politeness around it. "When does the bus stop?" and "please don't stop"
 * are no such wish.
 */
export function optOutWish(text: string): OptOutWish | undefined {
  if (text.length > LONGEST) return undefined;
  const words = withoutRepetition(withoutPoliteness(folded(text)));
  return WISHES.get(words);
}

export const optOutIntent = (text: string): OptOutIntent | null => optOutWish(text)?.intent ?? null;

/** One cue word that stands in two languages at most. */
const TELLING = 0.5;

/**
 * The language to confirm it in: that of the words themselves, or, when they stand in several, of what the customer
 * wrote before (newest first), or English.
 */
export function languageOfWish({ languages }: OptOutWish, earlier: readonly string[]): string {
  const [only] = languages;
  if (languages.length === 1 && only) return only;
  const told = earlier.map(languageOfText).find((language) => language !== undefined && languages.includes(language));
  return told ?? (languages.includes("en") ? "en" : (only ?? "en"));
}

function languageOfText(text: string): string | undefined {
  const byScript = languageOfScript(text);
  if (byScript) return byScript.language;
  const [best] = [...cueScores(spacedWords(text).trim().split(" "))].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= TELLING ? best[0] : undefined;
}

/** Only at the ends: in the middle of a phrase these words mean something else. */
function withoutPoliteness(words: string): string {
  let rest = words;
  for (;;) {
    const polite = POLITE.find((word) => rest.startsWith(`${word} `) || rest.endsWith(` ${word}`));
    if (!polite) return rest;
    rest = rest.startsWith(`${polite} `) ? rest.slice(polite.length + 1) : rest.slice(0, -polite.length - 1);
  }
}

/** "STOP STOP STOP" is one wish, said by somebody in earnest. */
function withoutRepetition(words: string): string {
  const list = words.split(" ");
  return new Set(list).size === 1 ? list[0]! : words;
}
