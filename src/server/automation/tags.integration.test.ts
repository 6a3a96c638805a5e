import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RuleDefinition } from "@/domain/automation/rule";
import { tagsOfRule } from "@/domain/automation/rule-tags";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aContact, aMember, anAccount, anActor, anAutomationRule, anInboxView, aUser } from "@/test/factories";
import type { Database } from "../db/client";
import { auditEntries, automationRules, contactTags, inboxViews } from "../db/schema";
import { deleteTag, listTagUse, renameTag } from "./tags";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let db: Database;
let accountId: string;
let ask: { accountId: string; actor: ReturnType<typeof anActor> };

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.db;
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  const user = await aUser(db);
  ({ accountId } = await aMember(db, { userId: user.id, role: "admin" }));
  ask = { accountId, actor: anActor(user) };
});

async function aTagged(tags: string[], account = accountId) {
  const { id } = await aContact(db, { accountId: account });
  for (const tag of tags) await db.insert(contactTags).values({ accountId: account, contactId: id, tag });
  return id;
}
const tagsOf = async (contactId: string) =>
  (await db.select().from(contactTags).where(eq(contactTags.contactId, contactId)).orderBy(asc(contactTags.tag))).map(
    ({ tag }) => tag,
  );
const aTagRule = (name: string, definition: Partial<RuleDefinition>) =>
  anAutomationRule(db, {
    accountId,
    name,
    definition: { trigger: { kind: "message" }, conditions: [], actions: [], flow: "continue", ...definition },
  });
const viewTags = async (id: string) =>
  (await db.select().from(inboxViews).where(eq(inboxViews.id, id)))[0]?.tags.toSorted();
const rename = (from: string, to: string, mayMerge = false) =>
  db.transaction((tx) => renameTag(tx, { ...ask, from, to, mayMerge }));
const remove = (tag: string) => db.transaction((tx) => deleteTag(tx, { ...ask, tag }));

test("an account's tags are listed with how many have them, and the rules and views that name them", async () => {
  await aTagged(["vip", "gold"]);
  await aTagged(["vip"]);
  const elsewhere = await anAccount(db);
  await aTagged(["theirs", "vip"], elsewhere.id);
  const rule = await aTagRule("Ask", {
    trigger: { kind: "tag", tag: "vip" },
    actions: [{ kind: "add_tag", tag: "asked" }],
  });
  await anInboxView(db, { accountId, tags: ["vip", "gold"] });
  await anInboxView(db, { accountId, tags: ["vip"], removedAt: new Date() });
  const named = [{ id: rule.id, name: "Ask" }];
  expect(await listTagUse(db, accountId)).toEqual([
    { tag: "asked", customers: 0, rules: named, views: 0 },
    { tag: "gold", customers: 1, rules: [], views: 1 },
    { tag: "vip", customers: 2, rules: named, views: 1 },
  ]);
});

describe("a tag that is renamed", () => {
  test("has the other name with customers, in rules and in views, and nowhere else", async () => {
    const [ana, bo] = [await aTagged(["vip", "gold"]), await aTagged(["silver"])];
    const theirs = await aTagged(["vip"], (await anAccount(db)).id);
    const onSince = new Date("2026-03-01T00:00:00Z");
    const rule = await anAutomationRule(db, {
      accountId,
      isOn: true,
      onSince,
      definition: {
        trigger: { kind: "tag", tag: "vip" },
        conditions: [{ kind: "tag", tag: "gold", has: false }],
        actions: [{ kind: "remove_tag", tag: "vip" }],
        flow: "stop",
      },
    });
    const view = await anInboxView(db, { accountId, tags: ["vip", "gold"] });
    await rename("vip", "regular");
    expect(await tagsOf(ana)).toEqual(["gold", "regular"]);
    expect(await tagsOf(bo)).toEqual(["silver"]);
    expect(await tagsOf(theirs)).toEqual(["vip"]);
    const [after] = await db.select().from(automationRules).where(eq(automationRules.id, rule.id));
    expect(tagsOfRule(after!.definition)).toEqual(["regular", "gold"]);
    // It goes on counting from when it was switched on.
    expect(after).toMatchObject({ isOn: true, onSince });
    expect(await viewTags(view.id)).toEqual(["gold", "regular"]);
    expect(await db.select().from(auditEntries)).toMatchObject([
      {
        action: "automation.tagRenamed",
        targetName: "regular",
        before: { tag: "vip" },
        after: { tag: "regular", customers: 1, rules: [rule.name], views: 1 },
      },
    ]);
  });

  test("becomes one with another only when that is meant, and nobody has it twice", async () => {
    const [both, one] = [await aTagged(["vip", "regular"]), await aTagged(["vip"])];
    const view = await anInboxView(db, { accountId, tags: ["vip", "regular"] });
    await expect(rename("vip", "regular")).rejects.toThrow("There is a tag called regular already");
    expect(await tagsOf(one)).toEqual(["vip"]);
    await rename("vip", "regular", true);
    expect(await tagsOf(both)).toEqual(["regular"]);
    expect(await tagsOf(one)).toEqual(["regular"]);
    expect(await viewTags(view.id)).toEqual(["regular"]);
  });

  test("is one that there is", async () => {
    await expect(rename("vip", "regular")).rejects.toMatchObject({ kind: "not_found" });
  });

  test("may be one that only a rule names", async () => {
    const rule = await aTagRule("Ask", { actions: [{ kind: "add_tag", tag: "asked" }] });
    await rename("asked", "has asked");
    expect(await listTagUse(db, accountId)).toMatchObject([{ tag: "has asked", rules: [{ id: rule.id }] }]);
  });
});

describe("a tag that is deleted", () => {
  test("is taken from all customers of the account, and views go on looking for it", async () => {
    const [ana, bo] = [await aTagged(["vip", "gold"]), await aTagged(["vip"])];
    const theirs = await aTagged(["vip"], (await anAccount(db)).id);
    const view = await anInboxView(db, { accountId, tags: ["vip"] });
    expect(await remove("vip")).toEqual({ customers: 2 });
    expect([await tagsOf(ana), await tagsOf(bo), await tagsOf(theirs)]).toEqual([["gold"], [], ["vip"]]);
    // Without it, the view would show everybody.
    expect(await viewTags(view.id)).toEqual(["vip"]);
    expect(await db.select().from(auditEntries)).toMatchObject([
      { action: "automation.tagDeleted", targetName: "vip", before: { customers: 2 } },
    ]);
    await expect(remove("vip")).rejects.toMatchObject({ kind: "not_found" });
  });

  test("is none that a rule names, also one that is off", async () => {
    const ana = await aTagged(["vip"]);
    await aTagRule("Greet regulars", { conditions: [{ kind: "tag", tag: "vip", has: true }] });
    await expect(remove("vip")).rejects.toThrow("The rule Greet regulars names this tag");
    expect(await tagsOf(ana)).toEqual(["vip"]);
    expect(await db.$count(auditEntries)).toBe(0);
  });
});
