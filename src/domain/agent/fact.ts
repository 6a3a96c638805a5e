export type FactKind =
  | "link"
  | "email"
  | "phone"
  | "date"
  | "time"
  | "price"
  | "percentage"
  | "code"
  | "number"
  | "weekday";

/** Something in a text that is right or wrong, never a matter of wording. */
export interface Fact {
  kind: FactKind;
  /** As written. */
  text: string;
  /** Spellings that prove it; one of them among the keys of a source is enough. */
  provenBy: string[];
  /** What this fact, standing in a source, proves. */
  proves: string[];
}

/** Finds facts of one kind in a text whose earlier finds are blanked out. */
export type Finder = (text: string, found: (fact: Fact, start: number, end: number) => void) => void;

export const fact = (kind: FactKind, text: string, provenBy: string[], proves: string[] = provenBy): Fact => ({
  kind,
  text,
  provenBy,
  proves,
});

export const eachMatch = (
  pattern: RegExp,
  make: (match: RegExpExecArray, text: string) => Fact | undefined,
): Finder => {
  return (text, found) => {
    for (const match of text.matchAll(pattern)) {
      const made = make(match, text);
      if (made) found(made, match.index, match.index + match[0].length);
    }
  };
};
