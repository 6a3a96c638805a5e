/** English sentences and how another language says them; `{name}` stands for whatever is at that place. */
export type Sentences = Readonly<Record<string, string>>;

const SLOT = /\{(\w+)\}/g;
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

interface Pattern {
  matches: RegExp;
  names: string[];
  translation: string;
}

function patternOf([english, translation]: [string, string]): Pattern | undefined {
  const names = [...english.matchAll(SLOT)].map(([, name = ""]) => name);
  if (names.length === 0) return undefined;
  // Slots stand in an odd place of what split gives.
  const parts = english.split(SLOT).map((part, place) => (place % 2 === 1 ? "([^\\n]+?)" : escaped(part)));
  return { matches: new RegExp(`^${parts.join("")}$`, "u"), names, translation };
}

/**
 * Tells finished sentences in another language: what the server refuses and what is wrong with an input are written once,
 * in English, where they are decided, and are told in the reader's language where they leave. A sentence that isn't known
 * stays English.
 */
export function sentenceTranslator(sentences: Sentences): (english: string) => string {
  const patterns = Object.entries(sentences).flatMap((entry) => patternOf(entry) ?? []);
  return (english) => {
    const exact = Object.hasOwn(sentences, english) ? sentences[english] : undefined;
    if (exact !== undefined) return exact;
    for (const { matches, names, translation } of patterns) {
      const values = matches.exec(english)?.slice(1);
      if (values) return translation.replaceAll(SLOT, (slot, name: string) => values[names.indexOf(name)] ?? slot);
    }
    return english;
  };
}
