import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PRESENCE_LASTS_MS } from "@/domain/messaging/presence";
import { conversationPresence } from "@/server/db/schema";
import { isAppError } from "@/server/errors";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aConversation, aMember, anAccount, aUser } from "@/test/factories";
import { createPresenceActs } from "./service";

let handle: TestDatabase;
let at: Date;
let key: { accountId: string; conversationId: string };
let ines: { id: string };
let omar: { id: string };
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  at = new Date("2026-05-04T10:00:00Z");
  const account = await anAccount(handle.db);
  const conversation = await aConversation(handle.db, { accountId: account.id });
  key = { accountId: account.id, conversationId: conversation.id };
  ines = await aUser(handle.db, { name: "Inês" });
  omar = await aUser(handle.db, { name: "Omar" });
  for (const { id } of [ines, omar]) await aMember(handle.db, { accountId: account.id, userId: id, role: "operator" });
});

const acts = () => createPresenceActs({ db: handle.db, now: () => at });
const asSeenBy = (user: { id: string }) => acts().listPresent({ ...key, userId: user.id });
const here = (user: { id: string }, tab = "first-tab", isTyping = false) =>
  acts().bePresent({ ...key, userId: user.id, tab, isTyping });
const later = (ms: number) => {
  at = new Date(at.getTime() + ms);
};

test("one sees the others who are there, and never oneself", async () => {
  await here(ines);
  await here(omar, "first-tab", true);
  expect(await asSeenBy(ines)).toEqual([{ userId: omar.id, name: "Omar", isTyping: true }]);
  expect(await asSeenBy(omar)).toEqual([{ userId: ines.id, name: "Inês", isTyping: false }]);
});

test("whoever closes one of two tabs is still there; then gone", async () => {
  await here(omar, "first-tab");
  await here(omar, "other-tab");
  await acts().leave({ ...key, userId: omar.id, tab: "first-tab" });
  expect(await asSeenBy(ines)).toHaveLength(1);
  await acts().leave({ ...key, userId: omar.id, tab: "other-tab" });
  expect(await asSeenBy(ines)).toEqual([]);
});

test("nobody takes another one's tab away, though they knew its name", async () => {
  await here(omar, "first-tab");
  await acts().leave({ ...key, userId: ines.id, tab: "first-tab" });
  expect(await asSeenBy(ines)).toHaveLength(1);
});

test("whoever says nothing any more is gone after a while, and forgotten", async () => {
  await here(omar);
  later(PRESENCE_LASTS_MS - 1);
  expect(await asSeenBy(ines)).toHaveLength(1);
  later(1);
  expect(await asSeenBy(ines)).toEqual([]);
  later(1);
  await acts().forgetOldPresence();
  expect(await handle.db.select().from(conversationPresence)).toEqual([]);
});

test("others are told what is new, and not of every call", async () => {
  const told: string[] = [];
  const stop = await handle.listen("parley_changes", (payload) => void told.push(payload));
  await here(omar);
  await here(omar);
  await here(omar, "first-tab", true);
  await handle.quiet();
  const change = { accountId: key.accountId, topic: "presence", id: key.conversationId };
  expect(told.map((payload) => JSON.parse(payload))).toEqual([change, change]);
  await stop();
});

test("whoever left the team is not there, and another account's conversation is not found", async () => {
  const stranger = await aUser(handle.db, { name: "Zoe" });
  await here(stranger);
  expect(await asSeenBy(ines)).toEqual([]);
  const foreign = { ...key, accountId: (await anAccount(handle.db)).id, userId: ines.id };
  const left = acts().leave({ ...foreign, tab: "first-tab" });
  for (const attempt of [
    left,
    acts().bePresent({ ...foreign, tab: "first-tab", isTyping: false }),
    acts().listPresent(foreign),
  ]) {
    const error = await attempt.catch((caught: unknown) => caught);
    expect(isAppError(error) && error.kind).toBe("not_found");
  }
});
