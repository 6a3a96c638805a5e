import type { AuditAction } from "@/domain/access/audit-actions";
import { type AnswerPair, answerText, questionKey } from "@/domain/knowledge/answer-pair";
import type { Actor } from "../../audit/actor";
import { recordAudit } from "../../audit/service";
import type { Database } from "../../db/client";
import { AppError } from "../../errors";
import { lockKnowledge } from "../document-queries";
import { closeGap } from "../gaps/decision-queries";
import { insertSourceDocument, replaceContent, type SourceDocumentDeps } from "../source-documents";
import * as queries from "./queries";

interface ByActor {
  accountId: string;
  actor: Actor;
}

interface NewAnswer extends ByActor, AnswerPair {
  isReplacing: boolean;
  /** Id of the group of questions that it was written for. */
  closesGap?: string | undefined;
}

export interface ImportCounts {
  added: number;
  replaced: number;
  /** The question was there already, with the same answer or to be kept as it is. */
  kept: number;
}

export type AnswerService = ReturnType<typeof createAnswerService>;

/** Questions with the answers that people wrote. Each is a document of its own; deleting is that of a document. */
export function createAnswerService(deps: SourceDocumentDeps) {
  const { db } = deps;
  return {
    /** Of every document that is an answer. */
    listQuestions: (accountId: string) => queries.listQuestions(db, accountId),

    async get({ accountId, documentId }: { accountId: string; documentId: string }): Promise<AnswerPair> {
      const { question, answer } = await getAnswer(db, { accountId, documentId });
      return { question, answer };
    },

    /**
     * Adds a question with its answer; of a question that is there already, its answer is replaced if `isReplacing`.
     * With `closesGap`, that group of questions counts as answered by it.
     * @throws AppError conflict for such a question otherwise; not_found when there is no such group
     */
    add: ({ accountId, actor, isReplacing, closesGap, ...pair }: NewAnswer) =>
      db.transaction(async (tx) => {
        // Two that add the same question wait for each other.
        await lockKnowledge(tx, accountId);
        const known = (await queries.findByQuestions(tx, accountId, [pair.question])).get(questionKey(pair.question));
        if (known && !isReplacing) throw isThere();
        const documentId = known?.documentId ?? (await insert(deps, tx, { accountId, actor }, pair));
        if (known) await replace(deps, tx, { accountId, documentId }, pair);
        if (closesGap) await closeGap(tx, { accountId, groupId: closesGap }, documentId);
        const action = known ? "knowledge.answerChanged" : "knowledge.answerAdded";
        await audit(tx, { accountId, actor, action, documentId, name: pair.question });
        return { documentId };
      }),

    /** @throws AppError conflict when another one has this question */
    update: ({ accountId, actor, documentId, ...pair }: ByActor & AnswerPair & { documentId: string }): Promise<void> =>
      db.transaction(async (tx) => {
        await lockKnowledge(tx, accountId);
        const before = await getAnswer(tx, { accountId, documentId });
        const known = (await queries.findByQuestions(tx, accountId, [pair.question])).get(questionKey(pair.question));
        if (known && known.documentId !== documentId) throw isThere();
        if (isSame(before, pair)) return;
        await replace(deps, tx, { accountId, documentId }, pair);
        await audit(tx, { accountId, actor, action: "knowledge.answerChanged", documentId, name: pair.question });
      }),

    /** All or nothing. Questions that are there already get the new answer, or keep theirs. */
    import: ({ accountId, actor, pairs, isReplacing }: ByActor & { pairs: AnswerPair[]; isReplacing: boolean }) =>
      db.transaction(async (tx): Promise<ImportCounts> => {
        await lockKnowledge(tx, accountId);
        const counts = { added: 0, replaced: 0, kept: 0 };
        const known = await queries.findByQuestions(
          tx,
          accountId,
          pairs.map(({ question }) => question),
        );
        // The last one of several with the same question, as when they were typed in one after the other.
        const unique = new Map(pairs.map((pair) => [questionKey(pair.question), pair]));
        for (const [key, pair] of unique) {
          const existing = known.get(key);
          if (!existing) await insert(deps, tx, { accountId, actor }, pair);
          else if (isReplacing && !isSame(existing, pair)) await replace(deps, tx, existing, pair);
          counts[!existing ? "added" : isReplacing && !isSame(existing, pair) ? "replaced" : "kept"] += 1;
        }
        await recordAudit(tx, { accountId, actor, action: "knowledge.answersImported", after: { ...counts } });
        return counts;
      }),
  };
}

const isThere = () => new AppError("conflict", "This question is already here, with an answer of its own.");

const isSame = (a: AnswerPair, b: AnswerPair) => a.question === b.question && a.answer === b.answer;

const contentOf = (pair: AnswerPair) => ({
  mediaType: "text/markdown",
  bytes: new TextEncoder().encode(answerText(pair)),
});

async function getAnswer(db: Database, key: { accountId: string; documentId: string }): Promise<queries.AnswerRow> {
  const answer = await queries.findAnswer(db, key);
  if (!answer) throw new AppError("not_found", "This question is no longer here.");
  return answer;
}

async function insert(
  deps: SourceDocumentDeps,
  tx: Database,
  { accountId, actor }: ByActor,
  pair: AnswerPair,
): Promise<string> {
  const document = { accountId, name: pair.question, source: "answer" as const, createdBy: actor.userId };
  const documentId = await insertSourceDocument(deps, tx, { ...document, ...contentOf(pair) });
  await queries.insertAnswer(tx, { accountId, documentId }, pair);
  return documentId;
}

async function replace(
  deps: SourceDocumentDeps,
  tx: Database,
  { accountId, documentId }: { accountId: string; documentId: string },
  pair: AnswerPair,
): Promise<void> {
  await queries.updateAnswer(tx, { accountId, documentId }, pair);
  await replaceContent(deps, tx, { accountId, documentId, ...contentOf(pair) });
}

async function audit(
  tx: Database,
  entry: ByActor & { action: AuditAction; documentId: string; name: string },
): Promise<void> {
  const { accountId, actor, action, documentId, name } = entry;
  await recordAudit(tx, { accountId, actor, action, target: { kind: "document", id: documentId, name } });
}
