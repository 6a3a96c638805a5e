import { readGeneratedCases, type SourcePassage } from "@/domain/evaluation/generated-cases";
import { MAX_TEST_CASES } from "@/domain/evaluation/limits";
import type { TestCase } from "@/domain/evaluation/test-case";
import type { QuestionWriter } from "../agent/question-writer";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import type { Logger } from "../logger";
import { countCases, listCases } from "./case-queries";
import { addCases, type ByActor } from "./cases";
import { listPassagesOf, listReadyDocuments } from "./source-queries";

export interface GenerateDeps {
  db: Database;
  /** Null without a language model; `reason`: why there is none though there should be, for people. */
  writerFor(accountId: string): Promise<{ writer: QuestionWriter | null; reason?: string | undefined }>;
  logger: Logger;
}

/** One click: few enough to be read by a person, and to be done while they wait. */
const DOCUMENTS_AT_ONCE = 5;
const QUESTIONS_PER_DOCUMENT = 3;
const PASSAGES_PER_DOCUMENT = 4;

export const NO_WRITER =
  "Writing questions from the documents needs a language model. Set up your own under AI settings, or have whoever runs Parley set one up with OPENAI_API_KEY.";

/**
 * Has a few questions written from the documents that have the fewest test questions so far. One call per document; one
 * that fails or gives nothing usable is passed over.
 * @throws AppError bad_request without a model, documents or room; upstream_unavailable when every call failed
 */
export async function generateCases(
  { db, writerFor, logger }: GenerateDeps,
  by: ByActor,
  signal: AbortSignal,
): Promise<{ added: number; documentCount: number }> {
  const { accountId } = by;
  const { writer, reason = NO_WRITER } = await writerFor(accountId);
  if (!writer) throw new AppError("bad_request", reason);
  const room = MAX_TEST_CASES - (await countCases(db, accountId));
  if (room <= 0) throw new AppError("bad_request", `There are ${MAX_TEST_CASES} test questions. Delete some first.`);
  const documents = await leastTested(db, accountId);
  if (documents.length === 0) throw new AppError("bad_request", "There are no documents to write questions from yet.");
  const cases: TestCase[] = [];
  let failed = 0;
  for (const document of documents) {
    try {
      cases.push(...(await writeFor(db, writer, { accountId, ...document }, signal)));
    } catch (error) {
      signal.throwIfAborted();
      failed += 1;
      logger.warn({ err: error, accountId, documentId: document.id }, "no test questions could be written");
    }
  }
  if (failed === documents.length)
    throw new AppError("upstream_unavailable", "The language model can't be reached right now. Try again in a moment.");
  const kept = cases.slice(0, room);
  const { added } =
    kept.length === 0
      ? { added: 0 }
      : await db.transaction((tx) => addCases(tx, { ...by, cases: kept, source: "generated", isReplacing: false }));
  return { added, documentCount: new Set(kept.map(({ expected }) => expected.evidenceDocument)).size };
}

async function leastTested(db: Database, accountId: string): Promise<{ id: string; name: string }[]> {
  const counts = new Map<string | null, number>();
  for (const { expected } of await listCases(db, accountId))
    counts.set(expected.evidenceDocument, (counts.get(expected.evidenceDocument) ?? 0) + 1);
  const documents = await listReadyDocuments(db, accountId);
  return documents
    .toSorted((a, b) => (counts.get(a.name) ?? 0) - (counts.get(b.name) ?? 0))
    .slice(0, DOCUMENTS_AT_ONCE);
}

async function writeFor(
  db: Database,
  writer: QuestionWriter,
  { accountId, id: documentId, name: documentName }: { accountId: string; id: string; name: string },
  signal: AbortSignal,
): Promise<TestCase[]> {
  const texts = spread(await listPassagesOf(db, accountId, documentId), PASSAGES_PER_DOCUMENT);
  const passages: SourcePassage[] = texts.map(({ text }) => ({ documentId, documentName, text }));
  const reply = await writer.writeQuestions(passages, QUESTIONS_PER_DOCUMENT, signal);
  return readGeneratedCases(reply, passages, QUESTIONS_PER_DOCUMENT);
}

/** Some of a list, evenly over all of it. */
const spread = <Item>(items: readonly Item[], count: number): Item[] =>
  items.length <= count
    ? [...items]
    : Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
