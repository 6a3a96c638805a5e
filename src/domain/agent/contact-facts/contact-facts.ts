import { findEmail } from "./email";
import { findPersonName } from "./person-name";
import { findReferences, mentionsReference, REFERENCE_KINDS, type ReferenceKind } from "./reference-number";
import { findWishedLanguage } from "./wished-language";

export type ContactFactName = "name" | "email" | "language" | ReferenceKind;

/** Something the customer wrote of themselves, under the name of the contact's field that it lands in. */
export interface ContactFact {
  name: ContactFactName;
  value: string;
  /** Of the message that says so. */
  messageId: string;
}

/** Longer messages are pasted texts: letters and names of others stand in them. */
const MAX_CHARACTERS = 1_000;

/**
 * What the customer's own messages (oldest first) tell of them. Each name once, the newest value. Precision before
 * recall: what is in doubt is left out.
 */
export function contactFacts(messages: readonly { id: string; words: string }[]): ContactFact[] {
  const found = new Map<ContactFactName, ContactFact>();
  for (const { id: messageId, words } of messages) {
    if (words.length > MAX_CHARACTERS) continue;
    const add = (name: ContactFactName, value: string | undefined) => {
      if (value !== undefined) found.set(name, { name, value, messageId });
    };
    add("name", findPersonName(words));
    add("email", findEmail(words));
    add("language", findWishedLanguage(words));
    for (const { kind, value } of findReferences(words)) add(kind, value);
  }
  return [...found.values()];
}

/** What a turn needs of what is known: the name, the wished language, and numbers of what the question is about. */
export function factsForQuestion(
  fields: readonly { name: string; value: string }[],
  question: string,
): Record<string, string> {
  const isNeeded = (name: string) =>
    name === "name" ||
    name === "language" ||
    REFERENCE_KINDS.some((kind) => kind === name && mentionsReference(question, kind));
  return Object.fromEntries(fields.filter(({ name }) => isNeeded(name)).map(({ name, value }) => [name, value]));
}
