import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { RuleDefinition } from "@/domain/automation/rule";
import { MAX_TAGS_OF_ACCOUNT, MAX_TAGS_OF_CUSTOMER } from "@/domain/messaging/tag";
import { auditEntries, automationRuns, contactTags } from "@/server/db/schema";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { aContact, aConversation, aMember, anAccount, anActor, anAutomationRule, aUser } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const aCustomer = async () => {
  const { id: conversationId, contactId } = await aConversation(harness.db, { accountId: harness.accountId });
  return { key: { accountId: harness.accountId, conversationId }, contactId };
};
async function aColleague() {
  const user = await aUser(harness.db, { name: "Bo" });
  await aMember(harness.db, { accountId: harness.accountId, userId: user.id, role: "operator" });
  return { actor: anActor(user) };
}
const tags = async () =>
  (await harness.db.select().from(contactTags).orderBy(asc(contactTags.tag))).map(({ tag }) => tag);
const add = (key: { accountId: string; conversationId: string }, tag: string) =>
  harness.service.addTag({ ...key, tag });
const remove = (key: { accountId: string; conversationId: string }, tag: string) =>
  harness.service.removeTag({ ...key, tag });

describe("a tag that a person gives", () => {
  test("is there once, however often it is given, and can be taken away as often", async () => {
    const { key } = await aCustomer();
    await add(key, "vip");
    await add(key, "vip");
    expect(await tags()).toEqual(["vip"]);
    await remove(key, "vip");
    await remove(key, "vip");
    expect(await tags()).toEqual([]);
  });

  test("is one of many, of a customer and of an account", async () => {
    const { key, contactId } = await aCustomer();
    const { accountId, db } = harness;
    const given = (of: string, count: number, prefix: string) =>
      db
        .insert(contactTags)
        .values(Array.from({ length: count }, (_, index) => ({ accountId, contactId: of, tag: `${prefix} ${index}` })));
    await given(contactId, MAX_TAGS_OF_CUSTOMER - 1, "own");
    await add(key, "last");
    await expect(add(key, "one more")).rejects.toThrow(`A customer can have ${MAX_TAGS_OF_CUSTOMER} tags`);
    // What they have already isn't one more.
    await add(key, "last");

    const { id: otherId } = await aContact(db, { accountId });
    const other = await aConversation(db, { accountId, contactId: otherId });
    await given((await aContact(db, { accountId })).id, MAX_TAGS_OF_ACCOUNT - MAX_TAGS_OF_CUSTOMER, "known");
    const ofOther = { accountId, conversationId: other.id };
    await expect(add(ofOther, "unknown")).rejects.toThrow(`room for ${MAX_TAGS_OF_ACCOUNT} different tags`);
    await add(ofOther, "known 3");
    expect(await db.$count(contactTags, eq(contactTags.contactId, otherId))).toBe(1);
  });

  test("is nobody's business in another account", async () => {
    const { key } = await aCustomer();
    await add(key, "vip");
    const foreign = { ...key, accountId: (await anAccount(harness.db)).id };
    await expect(add(foreign, "gold")).rejects.toMatchObject({ kind: "not_found" });
    await expect(remove(foreign, "vip")).rejects.toMatchObject({ kind: "not_found" });
    expect(await tags()).toEqual(["vip"]);
  });

  test("is in the log by its name alone, when it changed something", async () => {
    const { key } = await aCustomer();
    const bo = await aColleague();
    await harness.service.addTag({ ...key, ...bo, tag: "vip" });
    await harness.service.addTag({ ...key, ...bo, tag: "vip" });
    await harness.service.removeTag({ ...key, ...bo, tag: "vip" });
    await harness.service.removeTag({ ...key, ...bo, tag: "vip" });
    const entries = await harness.db.select().from(auditEntries).orderBy(asc(auditEntries.id));
    expect(entries).toMatchObject([
      { action: "conversation.tagAdded", targetName: "vip", before: null, after: null },
      { action: "conversation.tagRemoved", targetName: "vip", before: null, after: null },
    ]);
  });
});

describe("rules and people", () => {
  let position = 0;
  const rule = (definition: Partial<RuleDefinition>) =>
    anAutomationRule(harness.db, {
      accountId: harness.accountId,
      isOn: true,
      position: position++,
      definition: { trigger: { kind: "message" }, conditions: [], actions: [], flow: "continue", ...definition },
    });
  async function customerAsks(body: string) {
    const message = harness.whatsApp.customerWrites(body, { unseen: true });
    await harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
    await harness.answerEverything();
    await harness.sendEverything();
  }
  const keyOfOnly = async () => ({
    accountId: harness.accountId,
    conversationId: (await harness.conversations())[0]!.id,
  });
  const sent = async () => (await harness.outbox()).map(({ body }) => body);

  test("a rule about a tag acts on the next message, once, and not when the tag is given", async () => {
    await rule({
      trigger: { kind: "tag", tag: "vip" },
      actions: [{ kind: "send_text", text: "At once." }],
      flow: "stop",
    });
    harness.answer = async () => anAnswer("Yes.");
    await customerAsks("Do you deliver?");
    await add(await keyOfOnly(), "vip");
    await harness.answerEverything();
    expect(await sent()).toEqual(["Yes."]);
    await customerAsks("And today?");
    expect(await sent()).toEqual(["Yes.", "At once."]);
    expect(await harness.db.$count(automationRuns)).toBe(1);
  });

  test("lose nothing of what the other gives or takes while a message is being answered", async () => {
    await rule({
      actions: [
        { kind: "add_tag", tag: "asked" },
        { kind: "add_tag", tag: "both" },
      ],
    });
    await rule({ actions: [{ kind: "remove_tag", tag: "new" }] });
    harness.answer = async () => {
      const key = await keyOfOnly();
      for (const tag of ["vip", "both", "new"]) await add(key, tag);
      return anAnswer("Yes.");
    };
    await customerAsks("Do you deliver?");
    expect(await tags()).toEqual(["asked", "both", "vip"]);
  });
});
