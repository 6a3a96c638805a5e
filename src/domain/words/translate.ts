import type { Messages } from "../../messages/english";

/** The names of all messages: `inbox.composer.send`. */
export type MessageKey = KeysOf<Messages>;

type KeysOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${KeysOf<Tree[Key]>}`;
}[keyof Tree & string];

/**
 * Says a message in the reader's language. `useTranslations()` in a component gives one, `translator` elsewhere.
 * @param values what stands in its braces
 */
export type Translate = (key: MessageKey, values?: Record<string, string | number | Date>) => string;
