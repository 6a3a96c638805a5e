import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Role } from "@/domain/access/roles";
import { httpCookies } from "@/server/auth/http";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { aKnowledgeService, encode } from "@/server/knowledge/fixtures/knowledge-setup";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aMember, anAccount } from "@/test/factories";
import { answerDocumentFile } from "./document-file";
import { setSecurityHeaders } from "./security-headers";

let handle: EmbeddedHandle;
let server: Server;
let accountId: string;
/** Whose session the next requests carry; null = nobody's. */
let userId: string | null;
beforeAll(async () => {
  handle = await openTestDatabase();
  server = createServer((req, res) => {
    setSecurityHeaders(res, { isHttps: false });
    const auth = { readSession: async () => userId && { user: { id: userId, email: "a@example.com" } } };
    const deps = { db: handle.db, auth, knowledge: aKnowledgeService(handle.db), httpPort: httpCookies };
    const { pathname } = new URL(req.url!, "http://x");
    answerDocumentFile(deps as Parameters<typeof answerDocumentFile>[0], req, res, pathname).catch(() => res.destroy());
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
  await signIn("viewer");
});

const signIn = async (role: Role) => {
  userId = (await aMember(handle.db, { accountId, role })).userId;
};
const PAGE = "<!doctype html><title>Prices</title><script>alert(1)</script><p>Kayaks cost forty euros a day.</p>";
const aDocument = async (name: string, text = PAGE) => {
  const upload = { accountId, name, bytes: encode(text), uploadedBy: "usr_test" };
  return (await aKnowledgeService(handle.db).addDocument(upload)).documentId;
};
const get = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { redirect: "manual", ...init });

test("the original comes byte for byte under its own name, to be saved and never run", async () => {
  const response = await get(`/documents/${accountId}/${await aDocument("Prices „2027“.html")}`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(PAGE);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/html",
    "content-disposition": `attachment; filename="Prices _2027_.html"; filename*=UTF-8''Prices%20%E2%80%9E2027%E2%80%9C.html`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
    vary: "Cookie",
  });
});

test("there is nothing at an address that names no document, nor for who is nobody or no member", async () => {
  const path = `/documents/${accountId}/${await aDocument("prices.html")}`;
  for (const wrong of [`/documents/${accountId}/doc_0`, `/documents/${accountId}`, `${path}/..`, `${path}%2f..`])
    expect((await get(wrong)).status, wrong).toBe(404);
  expect((await get(path, { method: "POST" })).status).toBe(405);
  expect(await (await get(path, { method: "HEAD" })).text()).toBe("");
  const { id: elsewhere } = await anAccount(handle.db);
  userId = (await aMember(handle.db, { accountId: elsewhere, role: "owner" })).userId;
  expect((await get(path)).status).toBe(404);
  expect((await get(path.replace(accountId, elsewhere))).status).toBe(404);
  userId = null;
  expect((await get(path)).status).toBe(401);
});
