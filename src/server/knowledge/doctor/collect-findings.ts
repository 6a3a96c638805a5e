import { firstCharacters } from "@/domain/agent/shortened";
import { type Contradiction, findContradictions } from "@/domain/knowledge/doctor/contradictions";
import { findDuplicates } from "@/domain/knowledge/doctor/duplicates";
import type { Quote } from "@/domain/knowledge/doctor/examined-passage";
import type { FindingSource, FoundFinding } from "@/domain/knowledge/doctor/finding";
import type { Statement } from "@/domain/knowledge/doctor/statement";
import { FAILURE_MESSAGES } from "@/domain/knowledge/document";
import { unpackVectors } from "@/domain/knowledge/packed-vectors";
import type { Database } from "../../db/client";
import { sentencesOf } from "../indexing";
import { listTroubledDocuments, loadSentenceVectors } from "./passage-queries";
import { poisonFingerprint } from "./quarantine";
import type { ReadPassages } from "./read-passages";

const MAX_QUOTE_LENGTH = 400;
/** The same words in very many documents are told by the first of them. */
const MAX_SOURCES = 5;
/** Passages whose sentence vectors are loaded to compare likely pairs. */
const MAX_WITH_VECTORS = 400;
const MAX_STALE = 30;
const MAX_TROUBLED = 50;

const shorten = (text: string): string =>
  text.length > MAX_QUOTE_LENGTH ? `${firstCharacters(text, MAX_QUOTE_LENGTH).trimEnd()}…` : text;

type Names = ReadonlyMap<string, string>;

const namesOf = ({ passages }: ReadPassages): Names =>
  new Map(passages.map(({ documentId, documentName }) => [documentId, documentName]));

const sourceOf = ({ documentId, page, text }: Quote, names: Names): FindingSource => ({
  documentId,
  documentName: names.get(documentId) ?? "",
  page,
  quote: shorten(text),
});

export function poisonFindings({ poisoned }: ReadPassages): FoundFinding[] {
  const byWords = new Map<string, FoundFinding>();
  for (const { passage, verdict } of poisoned) {
    const key = poisonFingerprint(verdict.quotes);
    const { documentId, documentName, page } = passage;
    const quote = shorten(verdict.quotes.join("\n") || passage.text);
    const known = byWords.get(key) ?? {
      kind: "poison",
      identity: verdict.quotes,
      sources: [],
      details: { reasons: verdict.reasons },
    };
    byWords.set(key, known);
    const isKnown = known.sources.some((source) => source.documentId === documentId && source.page === page);
    if (!isKnown && known.sources.length < MAX_SOURCES) known.sources.push({ documentId, documentName, page, quote });
  }
  return [...byWords.values()];
}

/** Likely pairs are found by words first; only their vectors are loaded. */
export async function contradictionFindings(
  db: Database,
  accountId: string,
  { read, model }: { read: ReadPassages; model: string },
): Promise<FoundFinding[]> {
  const asked = new Set<Statement>();
  findContradictions(read.statements, { vectorOf: (statement) => void asked.add(statement) });
  const ids = [...new Set([...asked].map(({ passage }) => passage.id))].slice(0, MAX_WITH_VECTORS);
  const packed = await loadSentenceVectors(db, accountId, { ids, model });
  const vectorOf = ({ passage, text }: Statement) => {
    const bytes = packed.get(passage.id);
    const at = sentencesOf(passage, passage.documentName).lastIndexOf(text);
    return bytes && bytes.length > 0 && at >= 0 ? unpackVectors(bytes)[at] : undefined;
  };
  const names = namesOf(read);
  return findContradictions(read.statements, { vectorOf }).map(({ kind, quotes }: Contradiction) => ({
    kind: "contradiction",
    identity: quotes.map(({ text }) => text),
    sources: quotes.map((quote) => sourceOf(quote, names)),
    details: { differsIn: kind },
  }));
}

export function staleDateFindings(read: ReadPassages): FoundFinding[] {
  const names = namesOf(read);
  return [...read.staleDates]
    .sort((a, b) => (a.endedOn < b.endedOn ? 1 : -1))
    .slice(0, MAX_STALE)
    .map(({ quote, endedOn }) => ({
      kind: "stale_date",
      identity: [quote.text],
      sources: [sourceOf(quote, names)],
      details: { endedOn },
    }));
}

export function duplicateFindings(read: ReadPassages): FoundFinding[] {
  const names = namesOf(read);
  return findDuplicates(read.passages).map(({ share, quotes }) => ({
    kind: "duplicate",
    // By name: which documents are alike is the finding, whatever else they say.
    identity: quotes.map(({ documentId }) => names.get(documentId) ?? documentId),
    sources: quotes.map((quote) => sourceOf(quote, names)),
    details: { share },
  }));
}

export async function unreadableFindings(db: Database, accountId: string): Promise<FoundFinding[]> {
  const troubled = await listTroubledDocuments(db, accountId, MAX_TROUBLED);
  return troubled.map(({ id, name, failureReason, warnings }) => {
    const sentences = failureReason ? [FAILURE_MESSAGES[failureReason]] : warnings;
    return {
      kind: "unreadable",
      // As it always was: what was put away stays away.
      identity: [name, sentences.join(" ")],
      sources: [{ documentId: id, documentName: name, page: null, quote: "" }],
      details: { problem: sentences.join("\n") },
    };
  });
}
