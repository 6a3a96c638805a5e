import type { ExaminedPassage } from "./examined-passage";

export type StatedKind = "duration" | "price" | "percentage" | "time" | "date" | "amount";

/** Something stated that two sentences can differ in. */
export interface StatedFact {
  kind: StatedKind;
  /** Facts of one kind are compared within one unit only: "days of work", "kg", a currency. */
  unit: string;
  /** Every value that it may mean: decimal numbers (durations in hours, times in minutes), or keys of dates. */
  values: readonly string[];
}

/** A sentence that states facts, ready to be compared with others. */
export interface Statement {
  passage: ExaminedPassage;
  text: string;
  facts: readonly StatedFact[];
  /** What the sentence is about: its terms without the facts. */
  terms: ReadonlySet<string>;
  /** What must be the same on both sides for them to be about one thing: codes, days of the week, bare years, "no", "at least". */
  fixed: string;
}
