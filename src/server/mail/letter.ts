import type { Mail, OwnPath } from "./mail";
import type { Sentence } from "./sentence";

/** What a mail says, before it is HTML or plain text. */
export interface Letter {
  /** Also its heading. */
  subject: Sentence;
  paragraphs: readonly Sentence[];
  /** Digits to type somewhere. */
  code?: string;
  button?: { label: string; path: OwnPath };
  /** Smaller, at the end: what to do if it came by mistake. */
  footnote: Sentence;
}

/** One letter per template. */
export type Letters<Template extends Mail["template"]> = {
  [Name in Template]: (mail: Extract<Mail, { template: Name }>) => Letter;
};
