import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "@/domain/access/roles";
import { auditEntries, conversations, formSessions, users } from "@/server/db/schema";
import { isAppError } from "@/server/errors";
import { createTeamService } from "@/server/team/service";
import { anAnswer, ChannelHarness } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aConversation, aMember, aMessage, anActor, anAutomationRule, aUser } from "@/test/factories";

let handle: TestDatabase;
let harness: ChannelHarness;
let accountId: string;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  harness = new ChannelHarness(handle);
  accountId = await harness.createAccount();
});

async function aColleague(role: Role = "operator", name: string | null = "Bo") {
  const user = await aUser(handle.db, { name });
  await aMember(handle.db, { accountId, userId: user.id, role });
  return user;
}
const only = async () => (await harness.conversations())[0]!;
const keyOf = async () => ({ accountId, conversationId: (await only()).id });
const shown = async () => harness.service.getConversation(await keyOf());
async function customerWrites(body: string) {
  await harness.inbound.receive(accountId, harness.whatsApp.customerWrites(body, { unseen: true }), {
    isSending: false,
    enqueueAnswer: true,
  });
}
async function customerAsks(body: string) {
  await customerWrites(body);
  await harness.answerEverything();
  await harness.sendEverything();
  harness.scheduler.advance(60_000);
}
const actions = async () => (await handle.db.select().from(auditEntries)).map(({ action }) => action);

describe("the list", () => {
  const listed = async (filter: "closed" | "unassigned") =>
    (await harness.service.listConversations({ accountId, filter, limit: 9 })).map(({ id }) => id);

  test("has what was closed until the customer writes again", async () => {
    await customerAsks("Do you have a sauna?");
    const key = await keyOf();
    await aConversation(handle.db, { accountId });
    expect(await listed("closed")).toEqual([]);
    await harness.service.close(key);
    expect(await listed("closed")).toEqual([key.conversationId]);
    await customerWrites("And a pool?");
    expect(await listed("closed")).toEqual([]);
  });

  test("has what nobody looks after, of this account alone", async () => {
    const bo = await aColleague();
    await customerAsks("Do you have a sauna?");
    await aConversation(handle.db);
    const key = await keyOf();
    expect(await listed("unassigned")).toEqual([key.conversationId]);
    await harness.service.assign({ ...key, userId: bo.id });
    expect(await listed("unassigned")).toEqual([]);
  });
});

describe("closing a conversation", () => {
  test("settles it: nobody waits, nothing is unread, the bot answers, and nobody looks after it", async () => {
    const bo = await aColleague();
    await customerAsks("Do you have a sauna?");
    const key = await keyOf();
    await harness.service.takeOver({ ...key, actor: anActor(bo) });
    await harness.service.setPriority({ ...key, priority: "high" });
    const change = { needsPersonReason: "Asked.", unreadCount: 3 };
    await handle.db.update(conversations).set(change).where(eq(conversations.id, key.conversationId));
    await harness.service.close({ ...key, actor: anActor(bo) });
    expect(await shown()).toMatchObject({
      owner: "bot",
      needsPersonReason: null,
      unreadCount: 0,
      priority: "normal",
      assignedUserId: null,
    });
    expect(await actions()).toContain("conversation.closed");
  });

  test("a new message opens it again, and the agent is told nothing of what was said before", async () => {
    await customerAsks("Do you rent tandems?");
    await customerAsks("How much?");
    expect(harness.asked.at(-1)?.history.map(({ text }) => text)).toEqual([
      "Do you rent tandems?",
      "About: Do you rent tandems?",
    ]);
    await harness.service.close(await keyOf());
    await customerAsks("And for children?");
    expect(harness.asked.at(-1)).toEqual({ question: "And for children?", history: [] });
    await customerAsks("Until when?");
    expect(harness.asked.at(-1)?.history.map(({ text }) => text)).toEqual([
      "And for children?",
      "About: And for children?",
    ]);
  });

  test("what waits for an answer belongs to what comes next", async () => {
    await customerAsks("Do you rent tandems?");
    await customerWrites("One more thing: when do you open?");
    await harness.service.close(await keyOf());
    await harness.answerEverything();
    await harness.sendEverything();
    harness.scheduler.advance(60_000);
    expect(harness.asked.at(-1)).toMatchObject({ question: "One more thing: when do you open?", history: [] });
    await customerAsks("And on Sundays?");
    expect(harness.asked.at(-1)?.history[0]).toMatchObject({ text: "One more thing: when do you open?" });
  });

  test("does not let a flood begin anew: what was said before still counts", async () => {
    await customerWrites("hello");
    const conversationId = (await only()).id;
    await harness.answerEverything();
    await harness.sendEverything();
    const sentAt = harness.scheduler.now();
    for (let reply = 0; reply < 20; reply++)
      await aMessage(handle.db, { accountId, conversationId, fromMe: true, author: "bot", body: "Hi.", sentAt });
    await harness.service.close(await keyOf());
    await customerWrites("and now?");
    await harness.answerEverything();
    expect((await harness.turns()).at(-1)).toMatchObject({ outcome: "ignored", question: "and now?" });
  });

  test("by a rule forgets just as well, and ends a form that was under way", async () => {
    const definition = {
      trigger: { kind: "keyword" as const, words: ["goodbye"] },
      conditions: [],
      actions: [{ kind: "send_text" as const, text: "Bye." }, { kind: "close" as const }],
      flow: "stop" as const,
    };
    await customerAsks("Do you rent tandems?");
    await anAutomationRule(handle.db, { accountId, isOn: true, definition });
    await customerAsks("goodbye");
    const { id: conversationId, contextAfterSeq } = await only();
    const [, , goodbye] = await harness.messages();
    expect(contextAfterSeq).toBeGreaterThanOrEqual(goodbye!.seq);
    await customerAsks("How much is it?");
    expect(harness.asked.at(-1)).toEqual({ question: "How much is it?", history: [] });
    const form = { name: "Order", questions: [], done: "", cancelWord: "x", cancelled: "", timeoutMinutes: 60 };
    const session = { id: "fse_1", accountId, conversationId, definition: form, expiresAt: new Date(8e12) };
    await handle.db.insert(formSessions).values(session);
    await harness.service.close(await keyOf());
    expect(await handle.db.select().from(formSessions)).toMatchObject([{ state: "cancelled" }]);
  });
});

describe("whoever looks after a conversation", () => {
  test("is said by anybody who may reply, shown by name, listed as theirs, and written down", async () => {
    const [bo, cy] = [await aColleague("operator", "Bo"), await aColleague("admin", null)];
    const { id: conversationId } = await aConversation(handle.db, { accountId });
    const key = { accountId, conversationId };
    await harness.service.assign({ ...key, userId: bo.id, actor: anActor(cy) });
    expect(await shown()).toMatchObject({ assignedUserId: bo.id, assigneeName: "Bo" });
    const mine = (userId: string) => harness.service.listConversations({ accountId, filter: "mine", userId, limit: 9 });
    expect((await mine(bo.id)).map(({ id }) => id)).toEqual([conversationId]);
    expect(await mine(cy.id)).toEqual([]);
    await harness.service.assign({ ...key, userId: cy.id, actor: anActor(cy) });
    expect(await shown()).toMatchObject({ assigneeName: cy.email });
    await harness.service.assign({ ...key, userId: null, actor: anActor(cy) });
    expect(await shown()).toMatchObject({ assignedUserId: null, assigneeName: null });
    const entries = await handle.db.select().from(auditEntries);
    expect(entries.map(({ action, before, after }) => ({ action, before, after }))).toContainEqual({
      action: "conversation.assigned",
      before: { assignee: "Bo" },
      after: { assignee: cy.email },
    });
  });

  test.each([
    ["viewer", "bad_request"],
    ["stranger", "not_found"],
  ])("is never a %s", async (kind, refusal) => {
    const user = kind === "viewer" ? await aColleague("viewer") : await aUser(handle.db);
    const { id: conversationId } = await aConversation(handle.db, { accountId });
    const error = await harness.service.assign({ accountId, conversationId, userId: user.id }).catch((e: unknown) => e);
    expect(isAppError(error) && error.kind).toBe(refusal);
    expect(await shown()).toMatchObject({ assignedUserId: null });
  });

  test("is who took it over or replied first, and stays that when others help", async () => {
    const [bo, cy] = [await aColleague(), await aColleague()];
    const { id: conversationId } = await aConversation(handle.db, { accountId });
    const key = { accountId, conversationId };
    await harness.service.takeOver({ ...key, actor: anActor(bo) });
    expect(await shown()).toMatchObject({ assignedUserId: bo.id });
    await harness.service.takeOver({ ...key, actor: anActor(cy) });
    await harness.service.replyAsPerson({ ...key, userId: cy.id, text: "Hi", idempotencyKey: "click-0001" });
    expect(await shown()).toMatchObject({ assignedUserId: bo.id });
    await harness.service.assign({ ...key, userId: null });
    await harness.service.replyAsPerson({ ...key, userId: cy.id, text: "Hi", idempotencyKey: "click-0002" });
    expect(await shown()).toMatchObject({ assignedUserId: cy.id });
  });

  test("lets go of it on leaving the team, on being removed, and on becoming a viewer", async () => {
    const owner = await aColleague("owner");
    const team = createTeamService({ db: handle.db, mailer: { send: async () => undefined } });
    const by = { accountId, actor: anActor(owner) };
    const ends: ((user: { id: string; email: string }) => Promise<unknown>)[] = [
      (user) => team.removeMember({ ...by, userId: user.id }),
      (user) => team.leave({ accountId, actor: anActor(user) }),
      (user) => team.changeRole({ ...by, userId: user.id, role: "viewer" }),
      (user) => handle.db.delete(users).where(eq(users.id, user.id)),
    ];
    const { id: conversationId } = await aConversation(handle.db, { accountId });
    for (const end of ends) {
      const user = await aColleague();
      await harness.service.assign({ accountId, conversationId, userId: user.id });
      await end(user);
      expect(await shown()).toMatchObject({ assignedUserId: null });
    }
  });

  test("is who a rule names, as long as they are in the team", async () => {
    const bo = await aColleague();
    const definition = {
      trigger: { kind: "keyword" as const, words: ["invoice"] },
      conditions: [],
      actions: [{ kind: "assign" as const, userId: bo.id }],
      flow: "continue" as const,
    };
    await anAutomationRule(handle.db, { accountId, isOn: true, definition });
    await customerAsks("My invoice is wrong");
    expect(await shown()).toMatchObject({ assignedUserId: bo.id });
    const owner = await aColleague("owner");
    const team = createTeamService({ db: handle.db, mailer: { send: async () => undefined } });
    await team.removeMember({ accountId, actor: anActor(owner), userId: bo.id });
    await customerAsks("What about the invoice?");
    expect(await shown()).toMatchObject({ assignedUserId: null });
    expect((await harness.turns()).at(-1)).toMatchObject({ outcome: "answered" });
  });

  test("keeps it when their role changes to one that replies too", async () => {
    const [owner, bo] = [await aColleague("owner"), await aColleague("operator")];
    const { id: conversationId } = await aConversation(handle.db, { accountId });
    await harness.service.assign({ accountId, conversationId, userId: bo.id });
    const team = createTeamService({ db: handle.db, mailer: { send: async () => undefined } });
    await team.changeRole({ accountId, actor: anActor(owner), userId: bo.id, role: "admin" });
    expect(await shown()).toMatchObject({ assignedUserId: bo.id });
  });
});

describe("how urgent a conversation is", () => {
  test("is high when an angry customer is handed over, and stays so until somebody says otherwise", async () => {
    harness.answer = async () => anAnswer("I'm sorry.", { decision: "handoff", handoffReason: "Upset." });
    await customerAsks("Do you have a sauna?");
    expect(await shown()).toMatchObject({ priority: "normal" });
    await customerAsks("This is ridiculous!");
    expect(await shown()).toMatchObject({ priority: "high" });
    await customerAsks("Hello?");
    expect(await shown()).toMatchObject({ priority: "high" });
    const actor = anActor(await aColleague());
    await harness.service.setPriority({ ...(await keyOf()), priority: "normal", actor });
    expect(await shown()).toMatchObject({ priority: "normal" });
    expect(await actions()).toEqual(["conversation.priorityChanged"]);
  });

  test("stays as it is when the bot could answer", async () => {
    await customerAsks("This is ridiculous! When do you open?");
    expect(await shown()).toMatchObject({ priority: "normal" });
  });
});

describe("what whoever takes over is told", () => {
  test("is what was asked, why, and what the bot said; until somebody of the business has answered", async () => {
    await customerAsks("Do you rent tandems?");
    const reason = "The documents don't answer this.";
    harness.answer = async () =>
      anAnswer("I don't know.", {
        decision: "handoff",
        band: "handed_over",
        handoffReason: reason,
        trace: { ...anAnswer("").trace, understoodQuestion: "What does a tandem cost?" },
      });
    await customerAsks("how much?");
    const key = await keyOf();
    const brief = {
      wants: ["What does a tandem cost?"],
      wrote: "how much?",
      why: reason,
      tried: [{ question: "Do you rent tandems?", reply: "About: Do you rent tandems?", isSure: true }],
    };
    expect(await harness.service.getHandover(key)).toEqual(brief);
    // Typing takes over; what they need for the answer stays in front of them.
    await harness.service.takeOver(key);
    expect(await harness.service.getHandover(key)).toEqual(brief);
    await harness.service.replyAsPerson({ ...key, userId: "user-1", text: "40 euros.", idempotencyKey: "click-0001" });
    expect(await harness.service.getHandover(key)).toBeNull();
  });

  test("is nothing while the bot answers, and nothing of what was closed", async () => {
    await customerAsks("Do you rent tandems?");
    const key = await keyOf();
    expect(await harness.service.getHandover(key)).toBeNull();
    harness.answer = async () => anAnswer("I don't know.", { decision: "handoff", handoffReason: "Unknown." });
    await customerAsks("Do you have a sauna?");
    await harness.service.close(key);
    await customerAsks("Do you have a pool?");
    expect(await harness.service.getHandover(key)).toMatchObject({ wants: ["Do you have a pool?"], tried: [] });
  });
});
