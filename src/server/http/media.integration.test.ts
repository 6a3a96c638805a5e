import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "@/domain/access/roles";
import { httpCookies } from "@/server/auth/http";
import { ChannelHarness } from "@/test/channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "@/test/database";
import { aMediaRow, aMember, anAccount } from "@/test/factories";
import { answerMedia } from "./media";
import { setSecurityHeaders } from "./security-headers";

let handle: TestDatabase;
let harness: ChannelHarness;
let server: Server;
/** Whose session the next requests carry; null = nobody's. */
let userId: string | null;
let failures: unknown[];
beforeAll(async () => {
  handle = await openTestDatabase();
  server = createServer((req, res) => {
    setSecurityHeaders(res, { isHttps: false });
    const auth = { readSession: async () => userId && { user: { id: userId, email: "a@example.com" } } };
    const deps = { db: handle.db, auth, media: harness.media, httpPort: httpCookies };
    answerMedia(deps as Parameters<typeof answerMedia>[0], req, res, new URL(req.url!, "http://x").pathname).catch(
      (error: unknown) => {
        failures.push(error);
        res.destroy();
      },
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
  harness = new ChannelHarness(handle);
  await harness.createAccount();
  failures = [];
  await signIn("operator");
});
afterEach(async () => {
  expect(failures).toEqual([]);
  await harness.shutdown();
});

const signIn = async (role: Role, accountId = harness.accountId) => {
  userId = (await aMember(handle.db, { accountId, role })).userId;
};
const CONTENT = new TextEncoder().encode("0123456789".repeat(100));
const aFile = async (row: Parameters<typeof aMediaRow>[1] = {}, content: Uint8Array = CONTENT) => {
  const accountId = row.accountId ?? harness.accountId;
  const staged = await harness.mediaStore.stage(accountId, content);
  await staged.keep();
  const { sha256, sizeBytes } = staged;
  return aMediaRow(handle.db, { status: "stored", mimeType: "image/jpeg", sha256, sizeBytes, ...row, accountId });
};
const get = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { redirect: "manual", ...init });
const urlOf = ({ accountId, id }: { accountId: string; id: string }) => `/media/${accountId}/${id}`;

describe("a file", () => {
  test("comes whole, with its own type, to be saved and never run", async () => {
    const media = await aFile({ fileName: "Grüße.jpg" });
    const response = await get(urlOf(media));
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(CONTENT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": "1000",
      "content-disposition": `attachment; filename="Gr__e.jpg"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.jpg`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-cache",
      vary: "Cookie",
      "accept-ranges": "bytes",
      etag: `"${media.sha256}"`,
    });
  });

  test("that nobody could name is bytes, and text is text in UTF-8", async () => {
    const unknown = await get(urlOf(await aFile({ mimeType: null })));
    expect(unknown.headers.get("content-type")).toBe("application/octet-stream");
    const text = await get(urlOf(await aFile({ mimeType: "text/plain" })));
    expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  test("is described without being sent", async () => {
    const response = await get(urlOf(await aFile()), { method: "HEAD" });
    expect([response.status, response.headers.get("content-length")]).toEqual([200, "1000"]);
    expect((await response.arrayBuffer()).byteLength).toBe(0);
  });

  test("that the browser has already is not sent again", async () => {
    const media = await aFile();
    for (const header of [`"${media.sha256}"`, `W/"${media.sha256}"`, `"other", "${media.sha256}"`, "*"]) {
      const response = await get(urlOf(media), { headers: { "if-none-match": header } });
      expect([response.status, response.headers.get("etag")]).toEqual([304, `"${media.sha256}"`]);
    }
    expect((await get(urlOf(media), { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  test("without bytes is empty", async () => {
    const response = await get(urlOf(await aFile({}, new Uint8Array())));
    expect([response.status, response.headers.get("content-length")]).toEqual([200, "0"]);
  });

  test("that a reader leaves in the middle breaks nothing", async () => {
    const media = await aFile({}, new Uint8Array(8 * 1024 * 1024));
    const leaving = new AbortController();
    const response = await get(urlOf(media), { signal: leaving.signal });
    await response.body!.getReader().read();
    leaving.abort();
    expect((await get(urlOf(media), { method: "HEAD" })).status).toBe(200);
  });
});

describe("a part of a file", () => {
  test("comes as players ask for it", async () => {
    const media = await aFile({ mimeType: "audio/ogg" });
    const response = await get(urlOf(media), { headers: { range: "bytes=10-14" } });
    expect([response.status, await response.text()]).toEqual([206, "01234"]);
    expect(response.headers.get("content-range")).toBe("bytes 10-14/1000");
    expect(response.headers.get("content-length")).toBe("5");
    const end = await get(urlOf(media), { headers: { range: "bytes=-3" } });
    expect([end.status, await end.text()]).toEqual([206, "789"]);
    const head = await get(urlOf(media), { method: "HEAD", headers: { range: "bytes=0-0" } });
    expect([head.status, head.headers.get("content-length")]).toEqual([206, "1"]);
  });

  test("that it doesn't have is refused with its size", async () => {
    const response = await get(urlOf(await aFile()), { headers: { range: "bytes=1000-" } });
    expect([response.status, response.headers.get("content-range")]).toEqual([416, "bytes */1000"]);
  });

  test("of another version is the whole of this one", async () => {
    const media = await aFile();
    const part = (ifRange: string) =>
      get(urlOf(media), { headers: { range: "bytes=0-1", "if-range": ifRange } }).then(({ status }) => status);
    expect(await part('"old"')).toBe(200);
    expect(await part(`"${media.sha256}"`)).toBe(206);
  });
});

describe("who may read it", () => {
  test.each(["owner", "admin", "operator", "viewer"] as const)("%s", async (role) => {
    await signIn(role);
    expect((await get(urlOf(await aFile()))).status).toBe(200);
  });

  test("nobody without a session", async () => {
    const media = await aFile();
    userId = null;
    const response = await get(urlOf(media));
    expect([response.status, response.headers.get("cache-control")]).toEqual([401, "no-store"]);
    expect(await response.text()).toContain("Sign in");
  });

  test("outsiders learn nothing: a file of theirs, of others, or of nobody is the same to them", async () => {
    const media = await aFile();
    const other = (await anAccount(handle.db)).id;
    await signIn("owner", other);
    const answers = await Promise.all(
      [urlOf(media), urlOf({ ...media, accountId: other }), `/media/${other}/med_none`, "/media/acc_none/med_none"].map(
        async (path) => {
          const response = await get(path);
          return `${response.status} ${await response.text()}`;
        },
      ),
    );
    expect(new Set(answers)).toEqual(new Set(["404 This file doesn't exist, or you have no access to it."]));
  });

  test("a member who left, from the next request on, also when the browser has the file", async () => {
    const media = await aFile();
    await signIn("owner", (await anAccount(handle.db)).id);
    expect((await get(urlOf(media), { headers: { "if-none-match": `"${media.sha256}"` } })).status).toBe(404);
  });
});

test("what is no id is never looked for", async () => {
  const { accountId } = harness;
  for (const path of [
    "/media/",
    `/media/${accountId}`,
    `/media/${accountId}/`,
    `/media/${accountId}/..%2F..%2Fsecret.key`,
    `/media/${accountId}/%2e%2e/x`,
    `/media/${accountId}/med_1/more`,
    `/media/${accountId}/med_1%00`,
    `/media/..%2f${accountId}/med_1`,
    `/media/${accountId}/${"med_".padEnd(200, "a")}`,
  ])
    expect((await get(path)).status, path).toBe(404);
});

test("files can only be read", async () => {
  const media = await aFile();
  for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
    const response = await get(urlOf(media), { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  }
});

test("a file that is not there any more is not found", async () => {
  const media = await aFile();
  await harness.mediaStore.remove({ accountId: media.accountId, sha256: media.sha256! });
  expect((await get(urlOf(media))).status).toBe(404);
});
