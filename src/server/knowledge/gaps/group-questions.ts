import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { groupFor, type NewQuestion, signOf } from "@/domain/knowledge/gaps/group-questions";
import { withoutPersonalData } from "@/domain/knowledge/gaps/personal-data";
import { asksSomething, termsOfQuestion } from "@/domain/knowledge/gaps/question-terms";
import { packVectors } from "@/domain/knowledge/packed-vectors";
import { publishChange } from "../../db/changes";
import type { Database } from "../../db/client";
import { newId } from "../../db/ids";
import type { JobQueue } from "../../jobs/queue";
import * as queries from "./group-queries";

/** Questions of one transaction; a run that is stopped goes on behind the last one. */
const PER_STEP = 100;
/** Of one run: a long past is worked off by several, with others in between. */
const MAX_STEPS = 20;
/** Questions come several at a time; one look answers them all. */
const DEBOUNCE_MS = 1_500;

export interface GroupingDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  /** The installation's own, which search uses as well. */
  embedding: EmbeddingModel;
  /** The language of a text (ISO 639-1), of turns from before it was kept. */
  languageOf: (text: string) => Promise<string | undefined>;
  now: () => Date;
  /** Default: PER_STEP and MAX_STEPS. */
  limits?: { perStep: number; maxSteps: number };
}

/** Has the account's new questions put into groups, soon; looks too many find nothing to do. */
export async function enqueueGrouping(
  { queue, now }: Pick<GroupingDeps, "queue" | "now">,
  db: Database,
  accountId: string,
): Promise<void> {
  await queue.enqueue(db, "group_questions", { accountId }, { startAfter: new Date(now().getTime() + DEBOUNCE_MS) });
}

type Ungrouped = Awaited<ReturnType<typeof queries.listUngrouped>>[number];

/**
 * Puts questions into groups in the order in which they were asked, some at a time, each time in a transaction of its
 * own. What it comes to is the same in one run or in many. Safe to run twice.
 */
export async function groupQuestions(deps: GroupingDeps, accountId: string, signal: AbortSignal): Promise<void> {
  const { db } = deps;
  const { perStep, maxSteps } = deps.limits ?? { perStep: PER_STEP, maxSteps: MAX_STEPS };
  await renewVectors(deps, accountId, signal);
  await queries.deleteEmptyGroups(db, accountId);
  for (let step = 0; step < maxSteps; step++) {
    signal.throwIfAborted();
    const asked = await queries.listUngrouped(db, accountId, perStep);
    if (asked.length > 0) await groupStep(deps, accountId, { asked, signal });
    if (asked.length < perStep) return;
  }
  await enqueueGrouping(deps, db, accountId);
}

async function groupStep(
  deps: GroupingDeps,
  accountId: string,
  { asked, signal }: { asked: readonly Ungrouped[]; signal: AbortSignal },
): Promise<void> {
  const { db, embedding } = deps;
  const texts = asked.map(({ question, businessName }) => (asksSomething(question, businessName) ? question : null));
  const questions = await readQuestions(deps, asked, { texts, signal });
  await db.transaction(async (tx) => {
    await queries.lockQuestions(tx, accountId);
    const groups = await queries.listGroups(tx, accountId);
    const begun: queries.NewGroup[] = [];
    const rows = asked.map(({ turnId, askedAt, question: text }, index): queries.NewAsked => {
      const question = questions[index];
      if (!question) return { turnId, accountId, askedAt, groupId: null };
      const known = groupFor(question, groups);
      if (known) return { turnId, accountId, askedAt, groupId: known.id };
      const group = {
        id: newId("questionGroup"),
        accountId,
        firstQuestion: withoutPersonalData(text),
        ...signOf(question),
        terms: [...question.terms],
        embeddingModel: embedding.id,
        createdAt: askedAt,
      };
      begun.push(group);
      groups.push({ ...group, ...UNDECIDED, updatedAt: askedAt });
      return { turnId, accountId, askedAt, groupId: group.id };
    });
    await queries.insertGroups(tx, begun);
    // Two at once, because a job was taken for stuck: the other one has stored them, in groups that weren't seen here.
    if (!(await queries.insertAsked(tx, rows))) throw new Error("These questions were put into groups meanwhile.");
    await publishChange(tx, { accountId, topic: "document", id: accountId });
  });
}

const UNDECIDED = { answeredAt: null, answerDocumentId: null, dismissedAt: null, dismissedBy: null };

/** What is compared of each; undefined of what is no question. */
async function readQuestions(
  { embedding, languageOf }: GroupingDeps,
  asked: readonly Ungrouped[],
  { texts, signal }: { texts: readonly (string | null)[]; signal: AbortSignal },
): Promise<(NewQuestion | undefined)[]> {
  const languages = await Promise.all(
    asked.map(async ({ language }, index) => {
      const text = texts[index];
      return text ? (language ?? (await languageOf(text))) : undefined;
    }),
  );
  const known = texts.map((text, index) => (text !== null && isKnownTo(embedding, languages[index]) ? text : null));
  const vectors = await embedding.embed(
    known.flatMap((text) => (text === null ? [] : [text])),
    signal,
  );
  let next = 0;
  return texts.map((text, index) => {
    if (text === null) return undefined;
    const vector = known[index] === null ? null : (vectors[next++] ?? null);
    return { vector, terms: termsOfQuestion(text) };
  });
}

const isKnownTo = ({ languages }: EmbeddingModel, language: string | undefined): boolean =>
  languages === "any" || (language !== undefined && languages.includes(language));

/** After a change of the model: first questions are compared with vectors of the same kind. */
async function renewVectors(deps: GroupingDeps, accountId: string, signal: AbortSignal): Promise<void> {
  const { db, embedding, languageOf } = deps;
  for (;;) {
    const groups = await queries.listOfOtherModels(db, accountId, { model: embedding.id, limit: PER_STEP });
    if (groups.length === 0) return;
    signal.throwIfAborted();
    const isKnown = await Promise.all(
      groups.map(async ({ firstQuestion }) => isKnownTo(embedding, await languageOf(firstQuestion))),
    );
    const vectors = await embedding.embed(
      groups.map(({ firstQuestion }) => firstQuestion),
      signal,
    );
    await db.transaction(async (tx) => {
      for (const [index, { id: groupId }] of groups.entries()) {
        const own = vectors[index];
        const vector = isKnown[index] && own ? packVectors([own]) : null;
        await queries.updateVector(tx, { accountId, groupId }, { vector, embeddingModel: embedding.id });
      }
    });
  }
}
