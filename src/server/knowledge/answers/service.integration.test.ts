import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount, anActor } from "@/test/factories";
import type { EmbeddedHandle } from "../../db/embedded";
import { fakeEmbedding } from "../fixtures/fake-embedding";
import { aKnowledgeService, countedAndStored, listChunks, signal } from "../fixtures/knowledge-setup";
import { createRetriever } from "../retriever";
import { createAnswerService } from "./service";

const DEPOSIT = { question: "How much is the deposit of a kayak?", answer: "Fifty euros, given back when it returns." };
const actor = anActor({ id: "usr_test", email: "owner@shop.example" });

let handle: EmbeddedHandle;
let jobs: { accountId: string; documentId: string }[];
let accountId: string;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  jobs = [];
  accountId = (await anAccount(handle.db)).id;
});

const knowledge = () => aKnowledgeService(handle.db, { enqueued: jobs });
const answers = () =>
  createAnswerService({
    db: handle.db,
    queue: { enqueue: async (_tx, _name, data) => void jobs.push(data as (typeof jobs)[number]) },
  });
async function work(): Promise<void> {
  for (let job = jobs.shift(); job; job = jobs.shift()) await knowledge().ingestDocument(job, signal);
}
const add = (pair = DEPOSIT, isReplacing = false) => answers().add({ accountId, actor, ...pair, isReplacing });
const found = async (query: string, account = accountId) =>
  (
    await createRetriever({ db: handle.db, embedding: fakeEmbedding() }).retrieve({
      accountId: account,
      query,
      limit: 9,
    })
  ).map(({ text }) => text);
const names = async () => (await knowledge().listDocuments(accountId)).map(({ name }) => name).sort();

describe("a question with its answer", () => {
  test("is found by its question, as one passage however long the answer is", async () => {
    const answer = `${"It depends on the season, and on the boat. ".repeat(80)}Ask at the desk.`;
    const { documentId } = await add({ question: DEPOSIT.question, answer });
    await work();
    expect(await listChunks(handle.db, documentId)).toEqual([{ position: 0, heading: DEPOSIT.question, text: answer }]);
    expect(await knowledge().getDocument({ accountId, documentId })).toMatchObject({
      source: "answer",
      status: "ready",
      name: DEPOSIT.question,
      chunkCount: 1,
    });
    expect(await knowledge().listPages({ accountId, documentId, from: 1, limit: 9 })).toMatchObject({
      pages: [{ number: 1, text: `# ${DEPOSIT.question}\n\n${answer}` }],
    });
    expect(await found("deposit kayak")).toEqual([answer]);
  });

  test("that is changed is answered the old way until it is read, then the new way, and search counts right", async () => {
    const { documentId } = await add();
    await work();
    const pair = { question: "What is the deposit for a canoe?", answer: "Eighty euros." };
    await answers().update({ accountId, actor, documentId, ...pair });
    expect(await found("deposit")).toEqual([DEPOSIT.answer]);
    await work();
    expect(await found("deposit")).toEqual([pair.answer]);
    expect(await names()).toEqual([pair.question]);
    expect(await answers().get({ accountId, documentId })).toEqual(pair);
    const { counted, stored } = await countedAndStored(handle.db, accountId);
    expect(stored).toEqual(counted);
  });

  test("changed while it was being read is read once more, and the last one counts", async () => {
    const { documentId } = await add();
    const update = (answer: string) => answers().update({ accountId, actor, documentId, ...DEPOSIT, answer });
    let isFirst = true;
    const embedding = fakeEmbedding();
    const slow = fakeEmbedding({
      async embed(texts) {
        if (isFirst) await update("Eighty euros.");
        isFirst = false;
        return embedding.embed(texts);
      },
    });
    await aKnowledgeService(handle.db, { embedding: slow }).ingestDocument({ accountId, documentId }, signal);
    expect(await found("deposit")).toEqual([]);
    await work();
    expect(await found("deposit")).toEqual(["Eighty euros."]);
  });

  test("that is there already is replaced when that was said, and otherwise refused", async () => {
    await add();
    const again = { question: "  how much is the deposit of a KAYAK", answer: "Sixty euros." };
    await expect(add(again)).rejects.toMatchObject({ kind: "conflict" });
    await add(again, true);
    await work();
    expect(await found("deposit kayak")).toEqual(["Sixty euros."]);
    expect(await names()).toHaveLength(1);
  });

  test("can't take the question of another one", async () => {
    const { documentId } = await add({ question: "Do you rent tents?", answer: "Yes." });
    await add();
    const update = answers().update({ accountId, actor, documentId, ...DEPOSIT });
    await expect(update).rejects.toMatchObject({ kind: "conflict" });
  });

  test("added twice at the same moment is there once", async () => {
    const results = await Promise.allSettled([add(), add()]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await names()).toHaveLength(1);
  });

  test("is nobody else's, and the same question in two accounts is two", async () => {
    const { documentId } = await add();
    const other = (await anAccount(handle.db)).id;
    await expect(answers().get({ accountId: other, documentId })).rejects.toMatchObject({ kind: "not_found" });
    const update = answers().update({ accountId: other, actor, documentId, ...DEPOSIT });
    await expect(update).rejects.toMatchObject({ kind: "not_found" });
    await answers().add({ accountId: other, actor, ...DEPOSIT, answer: "Nothing.", isReplacing: true });
    await work();
    expect(await found("deposit")).toEqual([DEPOSIT.answer]);
    expect(await found("deposit", other)).toEqual(["Nothing."]);
  });
});

describe("importing", () => {
  test("adds what is new, and replaces or keeps what is there, as was said", async () => {
    await add();
    const pairs = [
      { ...DEPOSIT, answer: "Seventy euros." },
      { question: "Do you rent tents?", answer: "Yes, for two and for four." },
    ];
    const run = (isReplacing: boolean) => answers().import({ accountId, actor, pairs, isReplacing });
    expect(await run(false)).toEqual({ added: 1, replaced: 0, kept: 1 });
    await work();
    expect(await found("deposit kayak")).toContain(DEPOSIT.answer);
    expect(await run(true)).toEqual({ added: 0, replaced: 1, kept: 1 });
    await work();
    expect(await found("deposit kayak")).toContain("Seventy euros.");
    expect(await names()).toHaveLength(2);
  });
});
