import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addTag } from "@/server/automation/customer-queries";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aContact, aConversation, aMember, anAccount, aUser } from "@/test/factories";
import { type ConversationPage, selectConversations } from "./queries";

let handle: TestDatabase;
let accountId: string;
const NOW = new Date("2026-03-02T09:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
});

async function aCustomer({
  tags = [],
  in: account = accountId,
  ...conversation
}: { tags?: string[]; in?: string } & Parameters<typeof aConversation>[1]) {
  const contact = await aContact(handle.db, { accountId: account });
  for (const tag of tags) await addTag(handle.db, { accountId: account, contactId: contact.id, tag });
  return (await aConversation(handle.db, { accountId: account, contactId: contact.id, ...conversation })).id;
}
const listed = async (page: Partial<ConversationPage>) =>
  (await selectConversations(handle.db, { accountId, filter: "all", limit: 9, ...page }, NOW)).map(({ id }) => id);

test("a list shows customers who have at least one of the tags, each once, newest first", async () => {
  const vip = await aCustomer({ tags: ["vip"], lastMessageAt: minutesAgo(3) });
  const both = await aCustomer({ tags: ["vip", "gold"], lastMessageAt: minutesAgo(1) });
  const gold = await aCustomer({ tags: ["gold", "silver"], lastMessageAt: minutesAgo(2) });
  await aCustomer({ tags: ["silver"] });
  await aCustomer({});
  expect(await listed({ tags: ["vip"] })).toEqual([both, vip]);
  expect(await listed({ tags: ["gold", "vip"] })).toEqual([both, gold, vip]);
  expect(await listed({ tags: ["bronze"] })).toEqual([]);
  expect(await listed({ tags: ["gold", "vip"], ids: [vip] })).toEqual([vip]);
  const cursor = { id: gold, lastMessageAt: minutesAgo(2), priority: "normal" as const };
  expect(await listed({ tags: ["gold", "vip"], cursor })).toEqual([vip]);
});

test("a list shows what somebody looks after, what wasn't read, and all of it together", async () => {
  const bo = await aUser(handle.db);
  await aMember(handle.db, { accountId, userId: bo.id });
  const wanted = await aCustomer({ tags: ["vip"], assignedUserId: bo.id, unreadCount: 2 });
  const read = await aCustomer({ tags: ["vip"], assignedUserId: bo.id, lastMessageAt: minutesAgo(1) });
  const nobodys = await aCustomer({ tags: ["vip"], unreadCount: 1, lastMessageAt: minutesAgo(2) });
  await aCustomer({ unreadCount: 1, assignedUserId: bo.id, lastMessageAt: minutesAgo(3) });
  expect((await listed({ assignee: bo.id })).length).toBe(3);
  expect((await listed({ isUnread: true })).length).toBe(3);
  expect(await listed({ tags: ["vip"], assignee: bo.id })).toEqual([wanted, read]);
  expect(await listed({ tags: ["vip"], isUnread: true })).toEqual([wanted, nobodys]);
  expect(await listed({ tags: ["vip"], isUnread: true, assignee: bo.id })).toEqual([wanted]);
  expect(await listed({ filter: "unassigned", tags: ["vip"] })).toEqual([nobodys]);
});

test("filters find nothing of another account", async () => {
  const other = (await anAccount(handle.db)).id;
  const bo = await aUser(handle.db);
  await aMember(handle.db, { accountId: other, userId: bo.id });
  const theirs = await aCustomer({ in: other, tags: ["vip"], assignedUserId: bo.id, unreadCount: 1 });
  for (const page of [{ tags: ["vip"] }, { assignee: bo.id }, { isUnread: true }]) {
    expect(await listed(page)).toEqual([]);
    expect(await listed({ ...page, accountId: other })).toEqual([theirs]);
  }
});
