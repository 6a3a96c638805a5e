import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type Role } from "@/domain/access/roles";
import { httpCookies } from "@/server/auth/http";
import { plantContact } from "@/server/conversations/contacts/planted-contact-fixture";
import { tablesWith } from "@/server/conversations/contacts/search-everything-fixture";
import type { EmbeddedHandle } from "@/server/db/embedded";
import {
  answerPairs,
  auditEntries,
  automationForms,
  automationRules,
  connectionScreenshots,
  contacts,
  conversationNotes,
  conversations,
  documentFiles,
  documents,
  inboxViews,
  invitations,
  members,
  messages,
  savedReplies,
  testCases,
  turns,
  userSessions,
  webSources,
} from "@/server/db/schema";
import type { MediaStore } from "@/server/media/store";
import { createRateLimiter } from "@/server/rate-limit/service";
import { openTestDatabase, truncateAll } from "@/test/database";
import {
  aConfiguration,
  aConnection,
  aConversation,
  aDocument,
  aDocumentFile,
  aMember,
  aModelProvider,
  anAccount,
  anInboxView,
  aSavedReply,
  aWebSource,
} from "@/test/factories";
import { answerAccountExport } from "./account-export";

let handle: EmbeddedHandle;
let server: Server;
let accountId: string;
/** Whose session the next requests carry; null = nobody's. */
let userId: string | null;
beforeAll(async () => {
  handle = await openTestDatabase();
  server = createServer((req, res) => {
    const auth = { readSession: async () => userId && { user: { id: userId, email: "a@example.com" } } };
    const deps = { db: handle.db, auth, httpPort: httpCookies, limiter: createRateLimiter(handle.db) };
    const { pathname } = new URL(req.url!, "http://x");
    answerAccountExport(deps as Parameters<typeof answerAccountExport>[0], { req, res, pathname }).catch(() =>
      res.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await handle.close();
});
beforeEach(async () => {
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
  await signIn("owner");
});

const signIn = async (role: Role, id = accountId) => {
  userId = (await aMember(handle.db, { accountId: id, role })).userId;
};
const get = (id = accountId) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/export/account/${id}.ndjson.gz`);
const download = async () => {
  const response = await get();
  expect(response.status).toBe(200);
  const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const of = (type: string) => lines.filter((line) => line.type === type);
  return { response, text, lines, of };
};

/** Nothing of it is looked at here. */
const store = { stage: async () => ({ keep: async () => undefined }) } as unknown as MediaStore;

/** Everything that an account can hold, with a word that stands nowhere else; and secrets, where there are any. */
async function plantAccount(id: string, { word, secret }: { word: string; secret: string }) {
  const { db } = handle;
  await plantContact(db, { accountId: id, word, phone: word === "zebrafinch" ? "628111" : "628222", store });
  await aConnection(db, { accountId: id, qr: secret, pairingCode: secret });
  await aModelProvider(db, { accountId: id, sealedKey: secret, keyEnding: `${secret}!` });
  await aConfiguration(db, { accountId: id });
  await aSavedReply(db, { accountId: id, key: word, text: word });
  await anInboxView(db, { accountId: id, name: word });
  await anInboxView(db, { accountId: id, name: secret, removedAt: new Date() });
  await aWebSource(db, { accountId: id, address: `https://${word}.example/` });
  const document = await aDocument(db, { accountId: id, name: `${word}.md` });
  await aDocumentFile(db, { accountId: id, documentId: document.id });
  await db.update(documentFiles).set({ sealedPassword: secret }).where(eq(documentFiles.accountId, id));
  const pair = { question: `What is a ${word}?`, answer: `A ${word}.`, questionKey: word };
  const written = await aDocument(db, { accountId: id, name: `On ${word}`, source: "answer" });
  await db.insert(answerPairs).values({ accountId: id, documentId: written.id, ...pair });
  const expiresAt = new Date(Date.now() + 1000);
  const invited = { id: `inv_${word}`, email: `${word}@example.com`, role: "viewer" as const, expiresAt };
  await db.insert(invitations).values({ accountId: id, tokenHash: `${secret} of ${word}`, ...invited });
  const { userId: member } = await aMember(db, { accountId: id, role: "operator" });
  await db.insert(userSessions).values({ id: `${secret} of ${word}`, userId: member, userAgent: secret });
}

describe("everything that an account holds", () => {
  test("is in it, row by row, and can be read line by line", async () => {
    await plantAccount(accountId, { word: "zebrafinch", secret: "tangerine" });
    const { db } = handle;
    const { response, lines, of } = await download();
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="parley-acc_.*\.ndjson\.gz"$/);
    const counts = Object.fromEntries(
      [...Map.groupBy(lines, ({ type }) => type)].map(([type, { length }]) => [type, length]),
    );
    expect(counts).toMatchObject({
      export: 1,
      account: 1,
      modelProvider: 1,
      member: await db.$count(members),
      invitation: await db.$count(invitations),
      document: await db.$count(documents),
      webSource: await db.$count(webSources),
      rule: await db.$count(automationRules),
      form: await db.$count(automationForms),
      savedReply: await db.$count(savedReplies),
      inboxView: await db.$count(inboxViews, isNull(inboxViews.removedAt)),
      testQuestion: await db.$count(testCases),
      contact: await db.$count(contacts),
      conversation: await db.$count(conversations),
      message: await db.$count(messages),
      decision: await db.$count(turns),
      note: await db.$count(conversationNotes),
      // With that of the download itself.
      auditEntry: await db.$count(auditEntries),
      end: 1,
    });
    expect(Math.min(...Object.values<number>(counts))).toBeGreaterThan(0);
    expect(lines[0]).toMatchObject({ type: "export", format: 1, accountId });
    expect(lines.at(-1)).toEqual({ type: "end", lines: lines.length - 1 });
    expect(of("contact")).toMatchObject([
      { name: "Ms zebrafinch", phoneNumber: "628111", tags: ["tag zebrafinch"], facts: [{ name: "city" }] },
    ]);
    expect(of("message").map(({ text }) => text)).toContain("Photo of zebrafinch");
    expect(JSON.stringify(of("message"))).toContain("👍 zebrafinch");
    expect(JSON.stringify(of("message"))).toContain("Says zebrafinch");
    expect(of("document").map(({ answer }) => answer)).toContain("A zebrafinch.");
    expect(of("auditEntry").at(-1)).toMatchObject({ action: "account.exported", actorUserId: userId });
  });

  test("is without secrets, and without anything of another account", async () => {
    const { id: otherAccount } = await anAccount(handle.db);
    await plantAccount(accountId, { word: "zebrafinch", secret: "tangerine" });
    await plantAccount(otherAccount, { word: "kingfisher", secret: "grapefruit" });
    const image = new TextEncoder().encode("tangerine");
    await handle.db.update(connectionScreenshots).set({ image });
    // They are there to be found.
    const holding = ["connections", "connection_screenshots", "document_files", "invitations", "model_providers"];
    expect(await tablesWith(handle.db, ["tangerine"])).toEqual(expect.arrayContaining([...holding, "user_sessions"]));
    const { text } = await download();
    expect(text).toContain("zebrafinch");
    expect(text).not.toMatch(/tangerine|74616e676572696e65|sealed/i);
    expect(text).not.toMatch(/kingfisher|grapefruit/i);
    expect(text).not.toContain(otherAccount);
  });

  test("is whole and once where it takes many pages, also of entries of one instant", async () => {
    const { db } = handle;
    for (let index = 0; index < 3; index++) {
      const { id } = await aConversation(db, { accountId });
      await db.execute(sql`insert into messages (id, account_id, conversation_id, from_me, author, kind, body, sent_at)
        select ${id} || n, ${accountId}, ${id}, false, 'customer', 'text', 'Hello ' || n, now()
        from generate_series(1, 501) as n`);
      await db.execute(sql`insert into turns (id, account_id, conversation_id, outcome, question, trace)
        select ${id} || n, ${accountId}, ${id}, 'ignored', '', '{}'::jsonb from generate_series(1, 334) as n`);
    }
    await db.execute(sql`insert into audit_entries (id, account_id, action)
      select 'aud_' || n, ${accountId}, 'account.renamed' from generate_series(1, 1203) as n`);
    await db.execute(
      sql`insert into contacts (id, account_id) select 'con_' || n, ${accountId} from generate_series(1, 1000) as n`,
    );
    const { of } = await download();
    const ids = (type: string) => of(type).map(({ id }) => id);
    for (const [type, count] of [
      ["message", 3 * 501],
      ["decision", 3 * 334],
      ["auditEntry", 1203 + 1],
      ["contact", 1000 + 3],
    ] as const) {
      expect(ids(type), type).toHaveLength(count);
      expect(new Set(ids(type)).size, type).toBe(count);
    }
  });
});

test.each(ROLES.filter((role) => role !== "owner"))("is not given to a member who is %s", async (role) => {
  await signIn(role);
  expect((await get()).status).toBe(403);
  expect(await handle.db.$count(auditEntries)).toBe(0);
});

test("is not given to nobody, nor to an owner of another account", async () => {
  const { id: elsewhere } = await anAccount(handle.db);
  await signIn("owner", elsewhere);
  expect((await get()).status).toBe(404);
  userId = null;
  expect((await get()).status).toBe(401);
  expect(await handle.db.$count(auditEntries)).toBe(0);
});

test("is given a few times an hour, and then says when again", async () => {
  for (let time = 0; time < 4; time++) await download();
  const refused = await get();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
  expect(await refused.text()).toMatch(/Try again in \d+ min\./);
  expect(await handle.db.$count(auditEntries)).toBe(4);
});
