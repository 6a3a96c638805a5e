import type { Language } from "@/domain/words/languages";
import type { Sentences } from "@/domain/words/sentences";
import type { Messages } from "@/messages/english";

export type Namespace = keyof Messages;

/** A program that is built can only name files that it knows. */
export const NAMESPACES = [
  "accounts",
  "ai",
  "analytics",
  "answer",
  "audit",
  "auth",
  "automations",
  "common",
  "connection",
  "conversation",
  "evaluation",
  "home",
  "inbox",
  "knowledge",
  "playground",
  "profile",
  "roles",
  "settings",
  "shell",
  "team",
  "time",
] as const satisfies readonly Namespace[];

/** What every page needs. */
export const EVERYWHERE: readonly Namespace[] = ["common", "shell", "time", "roles"];

const loaded = new Map<Language, Promise<Messages>>();

/** All messages of a language; read once. */
export function loadMessages(language: Language): Promise<Messages> {
  const known = loaded.get(language) ?? readAll(language);
  loaded.set(language, known);
  return known;
}

/** Those messages alone. */
export async function pickMessages(language: Language, names: readonly Namespace[]): Promise<Partial<Messages>> {
  const messages = await loadMessages(language);
  return Object.fromEntries(names.map((name) => [name, messages[name]]));
}

/** What the server writes down in English and pages tell in theirs: problems of inputs, and why something is as it is. */
export async function loadSentences(language: Language): Promise<Sentences> {
  if (language === "en") return {};
  const files: { default: Sentences }[] = await Promise.all([
    import(`../sentences/${language}-problems.json`),
    import(`../sentences/${language}-reasons.json`),
  ]);
  return Object.assign({}, ...files.map((file) => file.default));
}

async function readAll(language: Language): Promise<Messages> {
  const parts = await Promise.all(
    NAMESPACES.map(async (name) => {
      const file: { default: unknown } = await import(`../messages/${language}/${name}.json`);
      return [name, file.default] as const;
    }),
  );
  // A test compares every language's messages with the English ones.
  return Object.fromEntries(parts) as Messages;
}
