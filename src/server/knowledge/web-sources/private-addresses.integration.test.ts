import { createServer, type Server } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { refusalWords } from "@/domain/words/web-source";
import { createCaller } from "@/server/api/root";
import type { Context } from "@/server/api/trpc";
import { createSystemCrawler } from "@/server/wiring/web-crawler";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aMember, aUser, aWebSource } from "@/test/factories";
import { say } from "@/test/say";
import type { EmbeddedHandle } from "../../db/embedded";
import { silentLogger } from "../../logger";
import type { Services } from "../../services";
import { createAnswerService } from "../answers/service";
import { aKnowledgeService } from "../fixtures/knowledge-setup";
import { createWebSourceService } from "./service";

/** As in production: the crawler over the machine's own network, behind the router. */
let handle: EmbeddedHandle;
let local: Server;
let localRequests: number;
let accountId: string;
let caller: ReturnType<typeof createCaller>;
let webSources: ReturnType<typeof createWebSourceService>;
const connections = vi.spyOn(Socket.prototype, "connect");
beforeAll(async () => {
  handle = await openTestDatabase();
  local = createServer((_req, res) => {
    localRequests += 1;
    res.end("<title>Inside</title><p>The secret of this machine");
  });
  await new Promise<void>((resolve) => local.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await handle.close();
  await new Promise((resolve) => local.close(resolve));
});
beforeEach(async () => {
  await truncateAll(handle);
  localRequests = 0;
  const { db } = handle;
  const user = await aUser(db);
  ({ accountId } = await aMember(db, { userId: user.id, role: "owner" }));
  const queue = { enqueue: async () => undefined };
  webSources = createWebSourceService({
    db,
    queue,
    crawler: createSystemCrawler({}),
    logger: silentLogger(),
    now: () => new Date(),
  });
  const services = {
    db,
    webSources,
    knowledge: aKnowledgeService(db),
    answers: createAnswerService({ db, queue }),
    requestLimits: { take: async () => ({ ok: true }), openStream: () => () => undefined },
  } as unknown as Services;
  const http = { clientAddress: null, userAgent: null } as unknown as Context["http"];
  caller = createCaller({ services, http, user, sessionId: "s", isDeveloper: false });
  connections.mockClear();
});
afterEach(() => {
  expect(localRequests).toBe(0);
  expect(connections).not.toHaveBeenCalled();
});

const port = () => (local.address() as AddressInfo).port;
const REFUSED: [name: string, address: () => string, words: RegExp][] = [
  ["http://127.0.0.1", () => "http://127.0.0.1", /private network or to this very machine/],
  ["http://localhost", () => "http://localhost", /private network or to this very machine/],
  ["http://[::1]", () => "http://[::1]", /private network or to this very machine/],
  [
    "http://169.254.169.254",
    () => "http://169.254.169.254/latest/meta-data/",
    /private network or to this very machine/,
  ],
  ["http://2130706433", () => "http://2130706433", /private network or to this very machine/],
  ["http://[::ffff:127.0.0.1]", () => "http://[::ffff:127.0.0.1]", /private network or to this very machine/],
  ["a port of this machine", () => `http://127.0.0.1:${port()}`, /names a port/],
  ["file:///etc/passwd", () => "file:///etc/passwd", /isn't the address of a web page/],
];

test.each(REFUSED)(
  "%s is refused in words when it is added, and nothing is asked for",
  async (_name, address, words) => {
    for (const mode of ["page", "sitemap"] as const) {
      const adding = caller.knowledge.web.add({ accountId, address: address(), mode, recrawlEveryHours: null });
      await expect(adding).rejects.toMatchObject({ code: "BAD_REQUEST", message: expect.stringMatching(words) });
    }
    expect(await caller.knowledge.web.list({ accountId })).toEqual([]);
  },
);

test.each(REFUSED)(
  "%s that stands in the database all the same is refused when it is read",
  async (_name, address, words) => {
    for (const mode of ["page", "sitemap"] as const) {
      const { id } = await aWebSource(handle.db, {
        accountId,
        address: address(),
        url: address(),
        mode,
        state: "reading",
      });
      const key = { accountId, webSourceId: id };
      await webSources.readSource(key, new AbortController().signal, { isLastAttempt: true });
      const source = (await caller.knowledge.web.list({ accountId })).find((one) => one.id === id);
      expect(source?.state).toBe("failed");
      expect(source?.refusals.map(({ reason }) => refusalWords(say, reason))).toEqual([expect.stringMatching(words)]);
    }
    expect(await caller.knowledge.list({ accountId })).toEqual([]);
  },
);
