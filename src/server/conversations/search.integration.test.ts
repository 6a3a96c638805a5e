import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { foldWords, searchWords } from "@/domain/messaging/search-words";
import { executeRows } from "@/server/db/client";
import { contacts, messages } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aContact, aConversation, aMessage, anAccount } from "@/test/factories";
import { openTestServer } from "@/test/postgres";
import { listMessages } from "./message-page";
import { findMessageSince } from "./queries";
import { searchConversations } from "./search";
import { selectMessagesWith } from "./search-queries";

const KINDS = {
  pglite: openTestDatabase,
  "postgres.js": () => openTestServer("vector"),
};

/** Code points that people write with, from the first to the last of a block. */
const SCRIPTS = [
  [0x01, 0x6ff],
  [0x900, 0x97f],
  [0xe00, 0xe7f],
  [0x1e00, 0x1eff],
  [0x2000, 0x206f],
  [0x3000, 0x30ff],
  [0x4e00, 0x4fff],
  [0xac00, 0xafff],
  [0xff00, 0xffef],
  [0x1f600, 0x1f64f],
] as const;

describe.each(Object.entries(KINDS))("over %s", (_, open) => {
  let database: Awaited<ReturnType<typeof open>>;
  let accountId: string;
  let conversationId: string;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await truncateAll(database);
    const contact = await aContact(database.db, { displayName: "Zoë Ånström", phoneNumber: "351915000100" });
    ({ accountId } = contact);
    conversationId = (await aConversation(database.db, { accountId, contactId: contact.id })).id;
  });

  const say = (body: string, fields: object = {}) =>
    aMessage(database.db, { accountId, conversationId, body, ...fields });
  const search = (query: string, role: "operator" | "viewer" = "operator") =>
    searchConversations(database.db, { accountId, query, role });
  const bodies = async (query: string, role?: "viewer") =>
    (await search(query, role)).messages.map(({ excerpt }) => excerpt.map(({ text }) => text).join(""));

  test.each([
    ["créme", "Do you have CREME brûlée?"],
    ["رحبا", "مَرْحَبًا بك"],
    ["営業", "本日の営業時間は？"],
    ["営", "本日の営業時間は？"],
    ["ставка", "Бесплатная доСТАВКА"],
    ["οδος", "Ποια ΟΔΌΣ;"],
    ["हिन्दी", "मैं हिन्दी बोलता हूँ"],
    ["so", "Is it so?"],
    ["rder 47", "Order-47 is late"],
  ])("%s finds %s", async (query, body) => {
    await say("Something else altogether");
    await say(body);
    expect(await bodies(query)).toEqual([body]);
  });

  test("a text is folded as the query is, whatever is written", async () => {
    // Of younger scripts the database may not know the case of letters yet.
    const signs = SCRIPTS.map(([min, max]) => fc.integer({ min, max }).map((code) => String.fromCodePoint(code)));
    const texts = fc.sample(fc.string({ unit: fc.oneof(...signs), maxLength: 40 }), { numRuns: 300, seed: 7 });
    for (const body of texts) await say(body);
    const rows = await database.db.select({ body: messages.body, folded: messages.searchText }).from(messages);
    for (const { body, folded } of rows) expect([body, folded?.trim()]).toEqual([body, foldWords(body)]);
  });

  test("a message that was edited is found by its new words, one taken back by none", async () => {
    const edited = await say("first wording");
    const deleted = await say("another wording");
    await database.db.update(messages).set({ body: "second try" }).where(sql`id = ${edited.id}`);
    await database.db.update(messages).set({ deletedAt: new Date() }).where(sql`id = ${deleted.id}`);
    expect(await bodies("wording")).toEqual([]);
    expect(await bodies("second")).toEqual(["second try"]);
  });

  test("nothing of another account is found, nor of its people", async () => {
    const other = await aContact(database.db, { accountId: (await anAccount(database.db)).id, displayName: "Zoë" });
    const { accountId: theirs, id: contactId } = other;
    const conversation = await aConversation(database.db, { accountId: theirs, contactId });
    await aMessage(database.db, { accountId: theirs, conversationId: conversation.id, body: "Zoë writes" });
    const found = await search("zoe");
    expect(found.messages).toEqual([]);
    expect(found.people.map((row) => row.conversationId)).toEqual([conversationId]);
  });

  test("people are found by their name and number, and by number only where it may be read", async () => {
    expect((await search("anstrom")).people).toHaveLength(1);
    expect((await search("+351 915 000")).people).toHaveLength(1);
    expect((await search("15")).people).toHaveLength(0);
    expect((await search("+351 915 000", "viewer")).people).toHaveLength(0);
    expect((await search("zoe", "viewer")).people).toMatchObject([{ phoneNumber: "351•••••••00" }]);
  });

  test("who may not read numbers cannot find out about one digit by digit", async () => {
    await say("Call 351 915 000 100 after nine");
    expect(await bodies("915")).toHaveLength(1);
    for (const query of ["915", "000", "351 915 000 100", "call 915"])
      expect(await bodies(query, "viewer")).toEqual([]);
    expect(await bodies("after nine", "viewer")).toEqual(["Call 351 ••• ••• •00 after nine"]);
    await database.db.update(contacts).set({ displayName: "Tel 915000100" });
    expect((await search("915", "viewer")).people).toEqual([]);
  });

  test("the newest fifty are shown, newest first", async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
    for (let minute = 0; minute < 55; minute++) await say(`parcel ${minute}`, { sentAt: at(minute) });
    const found = await bodies("parcel");
    expect([found.length, found[0], found.at(-1)]).toEqual([50, "parcel 54", "parcel 5"]);
  });

  test("a day begins at its first message, and where nothing was written since, at the newest", async () => {
    const on = (day: number) => new Date(Date.UTC(2026, 2, day, 12));
    const said = [];
    for (const day of [3, 3, 5, 9]) said.push(await say(`on day ${day}`, { sentAt: on(day) }));
    await aMessage(database.db, { accountId, sentAt: on(8) });
    const since = (day: number) =>
      findMessageSince(database.db, { accountId, conversationId, since: new Date(Date.UTC(2026, 2, day)) });
    const [first, , fifth, ninth] = said.map(({ id }) => id);
    expect([await since(1), await since(3), await since(4), await since(8)]).toEqual([first, first, fifth, ninth]);
    expect(await since(10)).toBe(ninth);
    expect(
      await findMessageSince(database.db, { accountId, conversationId: "cnv_none", since: on(1) }),
    ).toBeUndefined();
  });

  test("the thread opens around what was found, and goes on to both sides without a gap", async () => {
    const said = [];
    for (let place = 0; place < 11; place++) said.push(await say(`message ${place}`));
    const key = { accountId, conversationId, limit: 4 };
    const places = ({ messages: page }: Awaited<ReturnType<typeof listMessages>>) =>
      page.map(({ body }) => Number(body.split(" ")[1]));
    const middle = await listMessages(database.db, { ...key, around: said[5]!.id });
    expect(places(middle)).toEqual([4, 5, 6, 7]);
    const newer = await listMessages(database.db, { ...key, after: middle.nextAfter ?? 0 });
    expect([places(newer), newer.nextAfter, newer.nextBefore]).toEqual([[8, 9, 10], null, null]);
    const older = await listMessages(database.db, { ...key, before: middle.nextBefore ?? 0 });
    expect([places(older), older.nextBefore !== null, older.nextAfter]).toEqual([[0, 1, 2, 3], false, null]);
    expect(places(await listMessages(database.db, { ...key, around: said[10]!.id }))).toEqual([9, 10]);
    expect(places(await listMessages(database.db, { ...key, around: "msg_unknown" }))).toEqual([7, 8, 9, 10]);
    const elsewhere = await aMessage(database.db, { accountId });
    expect(places(await listMessages(database.db, { ...key, around: elsewhere.id }))).toEqual([7, 8, 9, 10]);
  });

  test("an index serves it", async () => {
    const words = searchWords("needle");
    const plan = await database.db.transaction(async (tx) => {
      // With so few rows reading them all would be quicker.
      await tx.execute(sql`set local enable_seqscan = off`);
      const asked = selectMessagesWith(tx, { accountId, words, limit: 50 }).getSQL();
      return executeRows<Record<string, string>>(tx, sql`explain ${asked}`);
    });
    expect(JSON.stringify(plan)).toContain("messages_search_idx");
  });
});
