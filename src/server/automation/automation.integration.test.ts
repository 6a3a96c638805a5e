import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SHADOW_REASON } from "@/domain/agent/shadow";
import type { RuleDefinition } from "@/domain/automation/rule";
import { aRule } from "@/domain/automation/rule-fixture";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConversation, aMessage, anAccount, anActor, anAutomationForm, aTurn } from "@/test/factories";
import { memoryFiles } from "@/test/memory-files";
import type { EmbeddedHandle } from "../db/embedded";
import { automationRuns, contactTags } from "../db/schema";
import { addTag } from "./customer-queries";
import { createAutomationService } from "./service";

const actor = anActor({ id: "usr_test", email: "owner@shop.example" });
const { definition: HELLO } = aRule();

let handle: EmbeddedHandle;
let accountId: string;
let files: ReturnType<typeof memoryFiles>;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
  files = memoryFiles(handle.db);
});

const automation = () =>
  createAutomationService({
    db: handle.db,
    queue: { enqueue: async () => undefined },
    files,
    post: async () => ({ status: 200, problem: undefined, isFinal: false }),
    secretKey: new Uint8Array(32).fill(7),
    replyLanguage: async (text) => (text.startsWith("Olá") ? "pt" : "en"),
    now: () => new Date(),
  });
const create = (name: string, definition: Partial<RuleDefinition> = {}) =>
  automation().create({ accountId, actor, name, definition: { ...HELLO, ...definition } });
const names = async () => (await automation().list(accountId)).map(({ name }) => name);

describe("rules", () => {
  test("are made off, at the end, and keep the order that is given to them", async () => {
    const [a, b, c] = [await create("A"), await create("B"), await create("C")];
    expect(await automation().list(accountId)).toMatchObject([
      { name: "A", isOn: false },
      { name: "B" },
      { name: "C" },
    ]);
    await automation().reorder({ accountId, actor, ruleIds: [c.ruleId, a.ruleId, b.ruleId] });
    expect(await names()).toEqual(["C", "A", "B"]);
    await automation().delete({ accountId, actor, ruleId: a.ruleId });
    await create("D");
    expect(await names()).toEqual(["C", "B", "D"]);
  });

  test("that somebody else changed meanwhile are not reordered", async () => {
    const { ruleId } = await create("A");
    await create("B");
    await expect(automation().reorder({ accountId, actor, ruleIds: [ruleId] })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(automation().reorder({ accountId, actor, ruleIds: [ruleId, ruleId] })).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  test("of another account are not there", async () => {
    const { ruleId } = await create("A");
    const other = { accountId: (await anAccount(handle.db)).id, actor, ruleId };
    const attempts: (() => Promise<unknown>)[] = [
      () => automation().get(other),
      () => automation().update({ ...other, name: "B", definition: HELLO }),
      () => automation().setOn({ ...other, isOn: true }),
      () => automation().delete(other),
      () => automation().dryRun({ ...other, limit: 10 }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ kind: "not_found" });
    expect(await automation().get({ accountId, ruleId })).toMatchObject({ name: "A", isOn: false });
  });

  test("can't start a form that is not there, and a form that a rule starts stays", async () => {
    const { id: formId } = await anAutomationForm(handle.db, { accountId });
    const { id: foreign } = await anAutomationForm(handle.db);
    await expect(create("A", { actions: [{ kind: "start_form", formId: foreign }] })).rejects.toMatchObject({
      kind: "bad_request",
    });
    const { ruleId } = await create("A", { actions: [{ kind: "start_form", formId }] });
    await expect(automation().deleteForm({ accountId, actor, formId })).rejects.toMatchObject({
      kind: "conflict",
      publicMessage: expect.stringContaining("“A”"),
    });
    await automation().delete({ accountId, actor, ruleId });
    await automation().deleteForm({ accountId, actor, formId });
    expect(await automation().listForms(accountId)).toEqual([]);
  });
});

describe("trying a rule on the past", () => {
  test("about handovers leaves out drafts that only waited for a person", async () => {
    const trigger = { kind: "handoff" as const };
    const { ruleId } = await create("Handed over", { trigger, actions: [{ kind: "send_text", text: "Soon." }] });
    for (const reason of ["The documents don't say.", SHADOW_REASON]) {
      const turn = await aTurn(handle.db, { accountId, outcome: "handed_off", reason, question: reason });
      const { conversationId } = turn;
      await aMessage(handle.db, { accountId, conversationId, turnId: turn.id, body: reason });
    }
    const tried = await automation().dryRun({ accountId, ruleId, limit: 10 });
    expect(tried).toMatchObject({ matchCount: 1, turns: [{ question: "The documents don't say." }] });
  });

  async function past(text: string, at: string, conversation?: Awaited<ReturnType<typeof aConversation>>) {
    const { id: conversationId, contactId } = conversation ?? (await aConversation(handle.db, { accountId }));
    const createdAt = new Date(at);
    const turn = await aTurn(handle.db, { accountId, conversationId, question: text, reply: "Hm.", createdAt });
    await aMessage(handle.db, { accountId, conversationId, turnId: turn.id, body: text });
    return { conversationId, contactId, turnId: turn.id };
  }

  test("tells what it would have sent, and what came of it instead, newest first, and writes nothing", async () => {
    await past("What is the price?", "2026-11-02T10:00:00Z");
    await past("Your address?", "2026-11-03T10:00:00Z");
    const { ruleId } = await create("Prices", {
      trigger: { kind: "keyword", words: ["price"] },
      actions: [
        { kind: "send_text", text: "Hi {{first_name}}" },
        { kind: "add_tag", tag: "price" },
      ],
    });
    expect(await automation().dryRun({ accountId, ruleId, limit: 10 })).toMatchObject({
      kind: "tried",
      matchCount: 1,
      turns: [
        { question: "Your address?", isMatch: false, why: "None of the words is in it.", actions: [] },
        {
          question: "What is the price?",
          isMatch: true,
          actions: [{ text: "Hi Sari" }, { kind: "add_tag" }],
          happened: { outcome: "answered", reply: "Hm." },
        },
      ],
    });
    expect(await handle.db.$count(contactTags)).toBe(0);
    expect(await handle.db.$count(automationRuns)).toBe(0);
  });

  test("counts how often it would have acted, knows first messages, and uses the tags of today", async () => {
    const conversation = await aConversation(handle.db, { accountId });
    await past("One", "2026-11-02T10:00:00Z", conversation);
    await past("Two", "2026-11-02T11:00:00Z", conversation);
    await past("Three", "2026-11-03T11:00:00Z", conversation);
    await addTag(handle.db, { accountId, contactId: conversation.contactId, tag: "vip" });
    const once = { kind: "count", of: "runs", test: "at_most", value: 0, withinHours: 12 } as const;
    const matched = async (change: Partial<RuleDefinition>) => {
      const { ruleId } = await create("R", change);
      const run = await automation().dryRun({ accountId, ruleId, limit: 10 });
      return run.kind === "tried" && run.turns.flatMap(({ isMatch, question }) => (isMatch ? question : [])).reverse();
    };
    expect(await matched({ conditions: [once] })).toEqual(["One", "Three"]);
    expect(await matched({ trigger: { kind: "first_message" } })).toEqual(["One"]);
    expect(await matched({ trigger: { kind: "tag", tag: "vip" } })).toEqual(["One", "Two", "Three"]);
  });

  test("goes by the language of each, and by the rules that are on before it", async () => {
    await past("Olá", "2026-11-02T10:00:00Z");
    await past("Hello", "2026-11-03T10:00:00Z");
    const first = await create("First", { trigger: { kind: "language", languages: ["pt"] }, flow: "stop" });
    const { ruleId } = await create("Second");
    const tried = () => automation().dryRun({ accountId, ruleId, limit: 10 });
    expect(await tried()).toMatchObject({ matchCount: 2 });
    await automation().setOn({ accountId, actor, ruleId: first.ruleId, isOn: true });
    expect(await tried()).toMatchObject({
      matchCount: 1,
      turns: [{ isMatch: true }, { isMatch: false, why: expect.stringContaining("“First”") }],
    });
  });

  test("is no use for a rule whose time comes by itself", async () => {
    const { ruleId } = await create("R", { trigger: { kind: "no_reply", from: "team", minutes: 5 } });
    expect(await automation().dryRun({ accountId, ruleId, limit: 10 })).toEqual({ kind: "of_time" });
  });
});
