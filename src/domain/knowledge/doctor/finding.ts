import type { PoisonReason } from "./poison-patterns";
import type { StatedKind } from "./statement";

/**
 * What can be wrong in an account's documents. Stored: never rename. Questions that nothing answers are gaps by now, see
 * domain/knowledge/gaps; what was stored of them goes with the next look.
 */
export const FINDING_KINDS = [
  "poison",
  "contradiction",
  "stale_date",
  "duplicate",
  "unreadable",
  "uncovered_question",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Which are shown first: what may mislead customers, then what is out of date, then what could be better. */
export const FINDING_SEVERITY: Record<FindingKind, "high" | "medium" | "low"> = {
  poison: "high",
  contradiction: "high",
  stale_date: "medium",
  unreadable: "medium",
  uncovered_question: "medium",
  duplicate: "low",
};
export type FindingSeverity = (typeof FINDING_SEVERITY)[FindingKind];

/** Where it stands: a document, the page where there is one, and the words themselves ("" for a document as a whole). */
export interface FindingSource {
  documentId: string;
  documentName: string;
  page: number | null;
  quote: string;
}

/** What else is known, by kind. */
export interface FindingDetails {
  /** Of a contradiction: what the two differ in. */
  differsIn?: StatedKind;
  /** Of a poisoned passage. */
  reasons?: PoisonReason[];
  /** Of a duplicate: share of the smaller document, 0..1. */
  share?: number;
  /** Of a stale date, as YYYY-MM-DD. */
  endedOn?: string;
  /** Of what couldn't be read: English sentences, each on its own line. */
  problem?: string;
  /** Of a question that nothing answers. */
  question?: string;
  count?: number;
}

export interface FoundFinding {
  kind: FindingKind;
  /** What makes it the same finding when documents are looked at again: texts and no ids. */
  identity: readonly string[];
  sources: FindingSource[];
  details: FindingDetails;
}
