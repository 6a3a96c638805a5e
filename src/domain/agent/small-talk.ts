import { foldForSearch } from "../knowledge/fold";
import { ABOUT_BOT_PATTERNS, COURTESY_PHRASES, FILLERS, type SmallTalkKind } from "./small-talk-phrases";

export interface SmallTalk {
  kind: SmallTalkKind;
  /** The languages that all its words belong to: "hello" is English, French and Indonesian, an emoji none. */
  languages: readonly string[];
}

/** Small talk is short; more words than this say something else as well. */
const MAX_WORDS = 16;

/** Letters, digits and marks, one space between words, one at both ends. */
export function spacedWords(text: string): string {
  const words = foldForSearch(text).match(/[\p{L}\p{N}\p{M}']+/gu) ?? [];
  return ` ${words.join(" ").replaceAll("'", "")} `;
}

interface Phrase {
  words: string;
  kind: SmallTalkKind;
  language: string;
}

// Longest first: "good night" must not leave a "night" behind.
const PHRASES: readonly Phrase[] = Object.entries(COURTESY_PHRASES)
  .flatMap(([language, kinds]) =>
    Object.entries(kinds).flatMap(([kind, list]) =>
      list.split("|").map((phrase) => ({ words: spacedWords(phrase), kind: kind as SmallTalkKind, language })),
    ),
  )
  .sort((a, b) => b.words.length - a.words.length);

const FILLER_WORDS: ReadonlySet<string> = new Set(spacedWords(FILLERS).trim().split(" "));
const THANKS_EMOJI = /[🙏👍❤💕👌😊🙌]/u;
const GREETING_EMOJI = /👋/u;
/** What a message says last is what it is answered for: "hi, thanks, bye" is a goodbye. */
const PRECEDENCE: readonly SmallTalkKind[] = ["goodbye", "thanks", "wellbeing", "greeting"];

/**
 * Recognises a message that is nothing but courtesy (a greeting, thanks, a goodbye, "how are you") or a question about
 * the bot itself, in the agent's languages. Undefined as soon as anything else is said: "hi, what does it cost?" is a
 * question. `businessName` may be part of a greeting.
 */
export function recogniseSmallTalk(text: string, businessName = ""): SmallTalk | undefined {
  let rest = spacedWords(text);
  if (rest.trim() === "") return recogniseEmoji(text);
  if (rest.trim().split(" ").length > MAX_WORDS) return undefined;

  const about = ABOUT_BOT_PATTERNS.find(({ pattern }) => pattern.test(rest.trim()));
  if (about) return { kind: "aboutBot", languages: [about.language] };

  const found: Phrase[] = [];
  for (const phrase of PHRASES) {
    if (!rest.includes(phrase.words)) continue;
    rest = rest.replaceAll(phrase.words, " ");
    found.push(phrase);
  }
  const name = spacedWords(businessName);
  const left = (name.trim() === "" ? rest : rest.replaceAll(name, " ")).split(" ");
  if (found.length === 0 || left.some((word) => word !== "" && !FILLER_WORDS.has(word))) return undefined;
  const kind = PRECEDENCE.find((candidate) => found.some((phrase) => phrase.kind === candidate));
  if (!kind) return undefined;
  return { kind, languages: languagesOf(found) };
}

function recogniseEmoji(text: string): SmallTalk | undefined {
  if (GREETING_EMOJI.test(text)) return { kind: "greeting", languages: [] };
  if (THANKS_EMOJI.test(text)) return { kind: "thanks", languages: [] };
  return undefined;
}

/** The languages whose lists hold every phrase found; "hola" is Spanish, "ok" could be anything. */
const languagesOf = (found: readonly Phrase[]): string[] =>
  Object.keys(COURTESY_PHRASES).filter((language) =>
    found.every(({ words }) => PHRASES.some((phrase) => phrase.words === words && phrase.language === language)),
  );
