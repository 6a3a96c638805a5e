import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { helpQuestion, withHelpQuestion } from "@/domain/agent/helped/help-question";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { SHADOW_REASON } from "@/domain/agent/shadow";
import { MAX_TEST_CASES } from "@/domain/evaluation/limits";
import type { TestCase } from "@/domain/evaluation/test-case";
import { openTestDatabase, truncateAll } from "@/test/database";
import {
  aConversation,
  aDraft,
  aMember,
  aMessage,
  anAccount,
  anActor,
  aTestCase,
  aTurn,
  aUser,
} from "@/test/factories";
import { aPassage } from "../agent/agent-fixture";
import { type Agent, createAgent } from "../agent/pipeline";
import type { QuestionWriter } from "../agent/question-writer";
import type { EmbeddedHandle } from "../db/embedded";
import { accounts, testResults, testRuns } from "../db/schema";
import { fakeEmbedding } from "../knowledge/fixtures/fake-embedding";
import { aKnowledgeService, HANDBOOK, ingestText } from "../knowledge/fixtures/knowledge-setup";
import { createRetriever } from "../knowledge/retriever";
import { silentLogger } from "../logger";
import type { MeasureDeps } from "./measure";
import { createEvaluationService } from "./service";

const signal = new AbortController().signal;
const DEPOSIT: TestCase = {
  question: "How much is the deposit for a kayak?",
  expected: {
    outcome: "answer",
    evidence: "Each kayak needs a deposit of fifty euros",
    evidenceDocument: "handbook.md",
    answer: "a deposit of fifty euros",
  },
};
const HOURS: TestCase = {
  question: "When does the shop open in the morning?",
  expected: { outcome: "answer", evidence: "", evidenceDocument: null, answer: "opens at nine" },
};
const ELSEWHERE: TestCase = {
  question: "Who won the football championship in Brazil?",
  expected: { outcome: "decline", evidence: "", evidenceDocument: null, answer: "" },
};

let handle: EmbeddedHandle;
let by: { accountId: string; actor: ReturnType<typeof anActor> };
let enqueued: { accountId: string; runId: string }[];
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  enqueued = [];
  const user = await aUser(handle.db);
  const { accountId } = await aMember(handle.db, { userId: user.id, role: "owner" });
  by = { accountId, actor: anActor(user) };
});

const embedding = fakeEmbedding();
const knowledgeLanguages = async () => ["en"];
const realAgent = () =>
  createAgent({
    retrieve: createRetriever({ db: handle.db, embedding }).retrieve,
    knowledgeLanguages,
    embedding,
    models: null,
    logger: silentLogger(),
    now: () => new Date(),
  });

const anEvaluation = (
  agent: Agent = realAgent(),
  answerModel: Awaited<ReturnType<MeasureDeps["answerModelOf"]>> = null,
  writer: QuestionWriter | null = null,
) =>
  createEvaluationService({
    db: handle.db,
    agent,
    embeddingModel: embedding.id,
    answerModelOf: async () => answerModel,
    writerFor: async () => ({ writer }),
    logger: silentLogger(),
    now: () => new Date(),
    queue: { enqueue: async (_db, _name, data) => void enqueued.push(data as (typeof enqueued)[number]) },
  });
const knowledge = () => aKnowledgeService(handle.db);
const ingest = (text = HANDBOOK, name = "handbook.md") =>
  ingestText(knowledge(), { accountId: by.accountId, name, text });
const add = (testCase: TestCase, isReplacing = false) =>
  anEvaluation().add({ ...by, testCase, source: "typed", isReplacing });

/** Starts a run and carries its job out. */
async function ranWith(evaluation = anEvaluation()) {
  const { runId } = await evaluation.start(by);
  const key = { accountId: by.accountId, runId };
  await evaluation.execute(key, { signal, isLastAttempt: false });
  return { key, run: await evaluation.readRun(key), listed: (await evaluation.listRuns(by.accountId))[0]! };
}

describe("running the test questions", () => {
  test("asks them all as a customer would, and counts evidence, answers and declines with their n", async () => {
    await ingest();
    for (const testCase of [DEPOSIT, HOURS, ELSEWHERE]) await add(testCase);
    const { run, listed } = await ranWith();
    expect(run.results.map(({ verdict }) => verdict)).toEqual(["right", "right", "right"]);
    expect(run.results[0]).toMatchObject({ decision: "answer" });
    expect(run.results[0]?.sources?.[0]).toEqual({ documentName: "handbook.md", page: null });
    expect(listed).toMatchObject({
      state: "done",
      doneCount: 3,
      totalCount: 3,
      documentCount: 1,
      summary: {
        all: { n: 3, right: 3 },
        evidence: { n: 1, right: 1 },
        answer: { n: 2, right: 2 },
        decline: { n: 1, right: 1 },
        unasked: 0,
      },
    });
    expect(run.comparison).toBeNull();
  });

  test("names what a removed document broke, with before and after, and that the documents changed", async () => {
    const documentId = await ingest();
    await add(DEPOSIT);
    await add(ELSEWHERE);
    await ranWith();
    await knowledge().deleteDocument({ accountId: by.accountId, documentId, actor: by.actor });
    const { run, listed } = await ranWith();
    expect(run.comparison).toMatchObject({
      regressions: [
        {
          question: DEPOSIT.question,
          lost: ["evidence", "answer"],
          before: { decision: "answer" },
          after: { decision: "handoff" },
        },
      ],
      improvements: [],
      unchanged: 1,
      changed: ["documents"],
    });
    expect(listed.changed).toEqual(["documents"]);
  });

  test("finds its passages after the documents were read again, and sees no change in it", async () => {
    const documentId = await ingest();
    await add(DEPOSIT);
    await ranWith();
    await knowledge().deleteDocument({ accountId: by.accountId, documentId, actor: by.actor });
    await ingest();
    const { run } = await ranWith();
    expect(run.comparison).toMatchObject({ regressions: [], unchanged: 1, changed: [] });
  });

  test("says so when the documents changed while it went on", async () => {
    await ingest();
    await add(DEPOSIT);
    const inner = realAgent();
    const { listed } = await ranWith(
      anEvaluation({
        answer: async (request, stop) => {
          await ingest("# Tents\n\nTents cost ten euros.\n", "tents.md");
          return inner.answer(request, stop);
        },
      }),
    );
    expect(listed.isMixed).toBe(true);
  });

  test("keeps the questions it began with, whatever is changed meanwhile", async () => {
    await ingest();
    const { caseId } = await add(DEPOSIT);
    const evaluation = anEvaluation();
    const { runId } = await evaluation.start(by);
    await evaluation.remove({ ...by, caseId });
    await add(HOURS);
    const key = { accountId: by.accountId, runId };
    await evaluation.execute(key, { signal, isLastAttempt: false });
    expect((await evaluation.readRun(key)).results.map(({ question }) => question)).toEqual([DEPOSIT.question]);
  });
});

describe("what goes wrong on the way", () => {
  test("one question that fails is unasked, and the others are asked", async () => {
    await ingest();
    for (const testCase of [DEPOSIT, ELSEWHERE, HOURS]) await add(testCase);
    const inner = realAgent();
    const { run, listed } = await ranWith(
      anEvaluation({
        answer: (request, stop) =>
          request.question === ELSEWHERE.question ? Promise.reject(new Error("broken")) : inner.answer(request, stop),
      }),
    );
    expect(run.results.map(({ verdict }) => verdict)).toEqual(["right", "unasked", "right"]);
    expect(listed).toMatchObject({ state: "done", summary: { all: { n: 2, right: 2 }, unasked: 1 } });
  });

  test("a search that is broken doesn't look like a bot that declines as it should", async () => {
    await add(ELSEWHERE);
    const retrieve = () => Promise.reject(new Error("no database"));
    const logger = silentLogger();
    const agent = createAgent({ retrieve, knowledgeLanguages, embedding, models: null, logger, now: () => new Date() });
    expect((await ranWith(anEvaluation(agent))).listed.summary).toMatchObject({ decline: { n: 0 }, unasked: 1 });
  });

  test("neither is what was picked from the documents the answer of a model that failed", async () => {
    await add(DEPOSIT);
    const fails = () => Promise.reject(new Error("no credit"));
    const models = {
      id: "m",
      promptVersion: "1",
      rewriteQuestion: fails,
      translateQuestion: fails,
      draftAnswer: fails,
      orderPassages: fails,
    };
    const text = "Each kayak needs a deposit of fifty euros, given back when it returns.";
    const logger = silentLogger();
    const retrieve = async () => [aPassage({ text })];
    const agent = createAgent({ retrieve, knowledgeLanguages, embedding, models, logger, now: () => new Date() });
    const { run } = await ranWith(anEvaluation(agent, models));
    expect(run.results[0]).toMatchObject({ decision: "answer", verdict: "unasked" });
  });

  test("a run that was stopped asks no more, keeps what it has, and can't be compared with", async () => {
    await ingest();
    for (const testCase of [DEPOSIT, HOURS, ELSEWHERE]) await add(testCase);
    const inner = realAgent();
    let asked = 0;
    const evaluation = anEvaluation({
      answer: async (request, stop) => {
        asked += 1;
        if (asked === 2) await evaluation.cancel({ ...by, runId: enqueued[0]!.runId });
        return inner.answer(request, stop);
      },
    });
    const { run, listed } = await ranWith(evaluation);
    expect(asked).toBe(2);
    expect(listed).toMatchObject({ state: "cancelled", doneCount: 1, summary: null });
    expect(run.results.map(({ verdict }) => verdict)).toEqual(["right", null, null]);
    expect((await ranWith()).run.comparison).toBeNull();
  });

  test("a job that runs again after a stop of the process goes on where it was, with the settings it began with", async () => {
    await ingest();
    for (const testCase of [DEPOSIT, HOURS]) await add(testCase);
    const stopping = new AbortController();
    const inner = realAgent();
    const questions: string[] = [];
    const evaluation = anEvaluation({
      answer: async (request, stop) => {
        questions.push(`${request.question} ${request.settings.maxPassages}`);
        if (questions.length === 2) stopping.abort(new Error("stopping"));
        stop.throwIfAborted();
        return inner.answer(request, stop);
      },
    });
    const { runId } = await evaluation.start(by);
    const key = { accountId: by.accountId, runId };
    const first = evaluation.execute(key, { signal: stopping.signal, isLastAttempt: true });
    await expect(first).rejects.toThrow("stopping");
    await handle.db.update(accounts).set({ answerSettings: { ...DEFAULT_ANSWER_SETTINGS, maxPassages: 1 } });
    await evaluation.execute(key, { signal, isLastAttempt: true });
    const [deposit, hours] = [`${DEPOSIT.question} 5`, `${HOURS.question} 5`];
    expect(questions).toEqual([deposit, hours, hours]);
    expect((await evaluation.listRuns(by.accountId))[0]).toMatchObject({ state: "done", doneCount: 2 });
    // A job too many finds nothing to do.
    await evaluation.execute(key, { signal, isLastAttempt: true });
    expect(questions).toHaveLength(3);
  });

  test("a run whose job fails for good doesn't stand in the way of the next", async () => {
    await add(ELSEWHERE);
    const evaluation = anEvaluation();
    const { runId } = await evaluation.start(by);
    await expect(evaluation.start(by)).rejects.toThrow("asked already");
    const broken = createEvaluationService({
      db: new Proxy(handle.db, {
        get: (db, name) => {
          if (name === "$count") throw new Error("no disk");
          return Reflect.get(db, name);
        },
      }),
      agent: realAgent(),
      embeddingModel: "none",
      answerModelOf: async () => null,
      writerFor: async () => ({ writer: null }),
      logger: silentLogger(),
      now: () => new Date(),
      queue: { enqueue: async () => undefined },
    });
    const key = { accountId: by.accountId, runId };
    await expect(broken.execute(key, { signal, isLastAttempt: false })).rejects.toThrow("no disk");
    expect((await evaluation.readRun(key)).state).toBe("running");
    await expect(broken.execute(key, { signal, isLastAttempt: true })).rejects.toThrow("no disk");
    expect((await evaluation.readRun(key)).state).toBe("failed");
    await expect(evaluation.start(by)).resolves.toMatchObject({ runId: expect.any(String) });
  });

  test("nothing runs without questions", async () => {
    await expect(anEvaluation().start(by)).rejects.toThrow("no test questions yet");
    expect(enqueued).toEqual([]);
  });
});

describe("before a change is published", () => {
  test("its effect is named and nothing is stored", async () => {
    await ingest();
    await add(DEPOSIT);
    await ranWith();
    const settings = { ...DEFAULT_ANSWER_SETTINGS, sureThreshold: 2, hedgeThreshold: 2 };
    const { summary, comparison } = await anEvaluation().rehearse({ accountId: by.accountId, settings }, signal);
    expect(summary.all).toEqual({ n: 1, right: 0 });
    expect(comparison).toMatchObject({ regressions: [{ lost: ["answer"] }], changed: ["settings"] });
    expect(await handle.db.$count(testRuns)).toBe(1);
  });
});

describe("the test questions", () => {
  test("a question is there once; again it is refused, or gets the new expectation", async () => {
    const { caseId } = await add(DEPOSIT);
    const again = { ...ELSEWHERE, question: "how much is the deposit for a kayak" };
    await expect(add(again)).rejects.toThrow("already among");
    expect(await add(again, true)).toEqual({ caseId });
    expect(await anEvaluation().listCases(by.accountId)).toMatchObject([again]);
    const other = await add(HOURS);
    await expect(
      anEvaluation().update({ ...by, caseId: other.caseId, testCase: { ...HOURS, question: DEPOSIT.question } }),
    ).rejects.toThrow("already among");
  });

  test("an import says what it added, replaced and kept, and is all or nothing at the limit", async () => {
    await add(DEPOSIT);
    const evaluation = anEvaluation();
    const cases = [{ ...ELSEWHERE, question: DEPOSIT.question }, HOURS, ELSEWHERE];
    expect(await evaluation.import({ ...by, cases, isReplacing: false })).toEqual({ added: 2, replaced: 0, kept: 1 });
    expect(await evaluation.import({ ...by, cases, isReplacing: true })).toEqual({ added: 0, replaced: 1, kept: 2 });
    const many = Array.from({ length: MAX_TEST_CASES - 2 }, (_, index) => ({
      ...ELSEWHERE,
      question: `Question ${index}`,
    }));
    await expect(evaluation.import({ ...by, cases: many, isReplacing: true })).rejects.toThrow("500 test questions");
    expect(await evaluation.listCases(by.accountId)).toHaveLength(3);
  });

  test("another account's questions and runs are neither seen nor touched", async () => {
    await ingest();
    await add(DEPOSIT);
    const { key } = await ranWith();
    const other = (await anAccount(handle.db)).id;
    const evaluation = anEvaluation();
    const [{ id: caseId } = { id: "" }] = await evaluation.listCases(by.accountId);
    expect(await evaluation.listCases(other)).toEqual([]);
    expect(await evaluation.listRuns(other)).toEqual([]);
    await expect(evaluation.readRun({ ...key, accountId: other })).rejects.toThrow("no longer here");
    await expect(evaluation.remove({ ...by, accountId: other, caseId })).rejects.toThrow("no longer here");
    await expect(evaluation.cancel({ ...by, ...key, accountId: other })).rejects.toThrow("no longer here");
  });

  test("of many runs the newest fifty stay", async () => {
    await aTestCase(handle.db, { accountId: by.accountId });
    const rows = Array.from({ length: 60 }, (_, index) => ({
      id: `run_${String(index).padStart(3, "0")}`,
      accountId: by.accountId,
      state: "done" as const,
      totalCount: 0,
      createdAt: new Date(index),
    }));
    await handle.db.insert(testRuns).values(rows);
    const { key } = await ranWith();
    const runs = await anEvaluation().listRuns(by.accountId);
    expect(runs).toHaveLength(50);
    expect([runs[0]!.id, runs.at(-1)!.id]).toEqual([key.runId, "run_011"]);
    expect(await handle.db.$count(testRuns)).toBe(50);
    expect(await handle.db.$count(testResults, eq(testResults.runId, key.runId))).toBe(1);
  });
});

describe("questions that a model writes", () => {
  const generateWith = (write: QuestionWriter["writeQuestions"]) =>
    anEvaluation(undefined, null, { writeQuestions: write }).generate(by, signal);

  test("are taken when the documents say what they expect; bad output and failed calls are passed over", async () => {
    await ingest();
    await ingest("# Tents\n\nA tent costs ten euros a day.\n", "tents.md");
    await ingest("# Boats\n\nA boat costs forty euros a day.\n", "boats.md");
    const quote = "Each kayak needs a deposit of fifty euros";
    const made = await generateWith(async (passages, count) => {
      expect(passages.length).toBeLessThanOrEqual(4);
      expect(count).toBe(3);
      const text = passages.map((passage) => passage.text).join();
      if (text.includes("tent costs")) throw new Error("overloaded");
      if (text.includes("boat costs")) return "I would rather not.";
      return `[{"question":"What deposit?","quote":"${quote}"},{"question":"Who is king?","quote":"nobody"}]`;
    });
    expect(made).toEqual({ added: 1, documentCount: 1 });
    expect(await anEvaluation().listCases(by.accountId)).toMatchObject([
      {
        question: "What deposit?",
        source: "generated",
        expected: { evidence: quote, evidenceDocument: "handbook.md" },
      },
    ]);
  });

  test("are refused in words without a model, without documents, and when the model is down", async () => {
    expect(await anEvaluation().generation(by.accountId)).toMatchObject({
      isAvailable: false,
      reason: expect.stringContaining("language model"),
    });
    await expect(anEvaluation().generate(by, signal)).rejects.toThrow("needs a language model");
    await expect(generateWith(async () => "[]")).rejects.toThrow("no documents");
    await ingest();
    await expect(generateWith(() => Promise.reject(new Error("down")))).rejects.toThrow("can't be reached");
    expect(await generateWith(async () => "[]")).toEqual({ added: 0, documentCount: 0 });
  });
});

describe("a customer's message as a test question", () => {
  const anAsked = async (turn: Parameters<typeof aTurn>[1], body = "Do you deliver?") => {
    const { id: conversationId } = await aConversation(handle.db, { accountId: by.accountId });
    const key = { accountId: by.accountId, conversationId };
    const { id: turnId } = await aTurn(handle.db, { ...key, ...turn });
    return { key, messageId: (await aMessage(handle.db, { ...key, turnId, body })).id };
  };
  const added = async (messageId: string) => {
    await anEvaluation().addFromConversation({ ...by, messageId });
    return (await anEvaluation().listCases(by.accountId)).at(-1);
  };
  const trace = (citations: number[]) =>
    ({
      passages: [aPassage({ text: "Other." }), aPassage({ text: "We deliver." })],
      sentences: [{ text: "", citations }],
    }) as never;

  test("expects the passage that the bot's answer stood on", async () => {
    const { messageId } = await anAsked({ outcome: "answered", trace: trace([1]) });
    expect(await added(messageId)).toMatchObject({
      question: "Do you deliver?",
      source: "conversation",
      expected: { outcome: "answer", evidence: "We deliver.", evidenceDocument: "Delivery.pdf" },
    });
  });

  test("never what a tool said of one customer: the document beside it, a person's words, or nothing", async () => {
    const told = aPassage({ text: "Ana's order 41 has shipped.", isFromTool: true });
    const both = { passages: [told, aPassage({ text: "We deliver." })], sentences: [{ text: "", citations: [0, 1] }] };
    const beside = await anAsked({ outcome: "answered", trace: both as never });
    expect((await added(beside.messageId))?.expected.evidence).toBe("We deliver.");
    const alone = { passages: [told], sentences: [{ text: "", citations: [0] }] };
    const { key, messageId } = await anAsked({ outcome: "answered", trace: alone as never }, "Where is my order?");
    await expect(added(messageId)).rejects.toThrow("A tool told the answer");
    await aMessage(handle.db, { ...key, fromMe: true, author: "person", body: "We look it up for you." });
    expect((await added(messageId))?.expected).toMatchObject({ evidence: "", answer: "We look it up for you." });
  });

  test("or what a person wrote, or that nothing is answered", async () => {
    const answered = await anAsked({ outcome: "handed_off", trace: trace([]) });
    const ofBot = { fromMe: true, author: "bot" as const, body: "A colleague will answer." };
    await aMessage(handle.db, { ...answered.key, ...ofBot });
    // Whether it helped is no part of what is expected.
    const body = withHelpQuestion("Yes, on Mondays.", helpQuestion("en"));
    await aMessage(handle.db, { ...answered.key, fromMe: true, author: "person", body });
    expect((await added(answered.messageId))?.expected).toMatchObject({
      outcome: "answer",
      answer: "Yes, on Mondays.",
    });
    const declined = await anAsked({ outcome: "handed_off", trace: trace([]) }, "Do you deliver to Mars?");
    const { messageId, key } = declined;
    await aMessage(handle.db, { ...key, ...ofBot });
    expect((await added(messageId))?.expected.outcome).toBe("decline");
  });

  test("expects nothing of the words with which a person sends a handover of the bot", async () => {
    const { key, messageId } = await anAsked({ outcome: "handed_off", reason: "Not in it.", trace: trace([]) });
    const draft = await aDraft(handle.db, { ...key, topic: null, status: "sent" });
    const { turnId, text: body } = draft;
    await aMessage(handle.db, { ...key, fromMe: true, author: "person", turnId, body });
    expect((await added(messageId))?.expected.outcome).toBe("decline");
  });

  test("is refused while nobody has reacted, and when there are no words", async () => {
    const open = await anAsked({ outcome: "ignored", trace: trace([]) });
    await expect(added(open.messageId)).rejects.toThrow("Nobody has answered");
    const drafted = await anAsked({ outcome: "handed_off", reason: SHADOW_REASON, trace: trace([1]) });
    await expect(added(drafted.messageId)).rejects.toThrow("Nobody has answered");
    const wordless = await anAsked({ outcome: "handed_off", trace: trace([]) }, " ");
    await expect(added(wordless.messageId)).rejects.toThrow("no words");
    await expect(added("msg_unknown")).rejects.toThrow("no longer here");
  });
});
