import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { TestWeb } from "@/server/knowledge/web/fixtures/test-web";
import { postJson } from "@/server/knowledge/web/post-json";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConversation } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { askSystem } from "./lookups";
import { webhookKeyOf, webhookSignature } from "./webhooks";

const SECRET_KEY = new Uint8Array(32).fill(7);
const NOW = new Date("2026-12-07T10:30:00Z");
let handle: EmbeddedHandle;
let web: TestWeb;
let heard: { headers: IncomingMessage["headers"]; body: string }[];
let answer: { status: number; body: string };
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  web = new TestWeb();
  heard = [];
  answer = { status: 200, body: '{"status":"shipped"}' };
  await web.site("shop.example", async (req, res) => {
    let body = "";
    req.on("data", (part: Buffer) => {
      body += part.toString("utf8");
    });
    await once(req, "end");
    heard.push({ headers: req.headers, body });
    res.writeHead(answer.status).end(answer.body);
  });
});
afterEach(() => web.close());

const signal = new AbortController().signal;
const question = { name: "order_status", url: "http://shop.example/orders", input: { order: "LB-2041" } };
const askAs = (more: { accountId: string; conversation?: { id: string; occasion: string } }) =>
  askSystem(
    {
      db: handle.db,
      secretKey: SECRET_KEY,
      now: () => NOW,
      post: (request) => postJson({ network: web.network, userAgent: "Parley/1.0" }, request),
    },
    { ...question, ...more },
    signal,
  );

test("the other system hears who asks, signed, and its answer comes back", async () => {
  const { accountId, id } = await aConversation(handle.db);
  expect(await askAs({ accountId, conversation: { id, occasion: "msg_1" } })).toEqual({
    status: 200,
    body: '{"status":"shipped"}',
  });
  const [{ headers, body } = { headers: {}, body: "" }] = heard;
  expect(JSON.parse(body)).toMatchObject({
    event: "lookup.asked",
    lookup: "order_status",
    input: { order: "LB-2041" },
    isTest: false,
    conversation: { id },
    contact: { id: expect.any(String) },
  });
  const key = webhookKeyOf(SECRET_KEY, accountId);
  const timestamp = String(headers["x-parley-timestamp"]);
  expect(headers["x-parley-signature"]).toBe(webhookSignature(key, timestamp, body));
});

test("a second try has the id of the first, another message another one", async () => {
  const { accountId, id } = await aConversation(handle.db);
  for (const occasion of ["msg_1", "msg_1", "msg_2"]) await askAs({ accountId, conversation: { id, occasion } });
  const [first, second, third] = heard.map(({ headers }) => headers["x-parley-delivery"]);
  expect(first).toMatch(/^lookup_/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("a conversation of another account tells nothing of its customer", async () => {
  const [own, other] = [await aConversation(handle.db), await aConversation(handle.db)];
  await askAs({ accountId: own.accountId, conversation: { id: other.id, occasion: "msg_1" } });
  expect(JSON.parse(heard[0]?.body ?? "{}")).toMatchObject({ contact: null });
});

test("a trial says that it is one", async () => {
  const { accountId } = await aConversation(handle.db);
  await askAs({ accountId });
  expect(JSON.parse(heard[0]?.body ?? "{}")).toMatchObject({ isTest: true, conversation: null, contact: null });
});

test("an answer that is too long is none, and nothing in a private network is asked", async () => {
  const { accountId } = await aConversation(handle.db);
  answer = { status: 200, body: "x".repeat(64 * 1024 + 1) };
  expect(await askAs({ accountId })).toEqual({ status: undefined, body: undefined });
  const inside = { ...question, url: "http://192.168.1.1/orders", accountId };
  const post = (request: Parameters<typeof postJson>[1]) =>
    postJson({ network: web.network, userAgent: "Parley/1.0" }, request);
  expect(await askSystem({ db: handle.db, secretKey: SECRET_KEY, now: () => NOW, post }, inside, signal)).toEqual({
    status: undefined,
    body: undefined,
  });
});
