import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { TestWeb } from "@/server/knowledge/web/fixtures/test-web";
import { postJson } from "@/server/knowledge/web/post-json";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAutomationRule } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { newId } from "../db/ids";
import { webhookDeliveries } from "../db/schema";
import { deleteOldDeliveries, findDelivery, insertDelivery } from "./delivery-queries";
import { deliverWebhook, webhookKeyOf } from "./webhooks";

const SECRET_KEY = new Uint8Array(32).fill(7);
const NOW = new Date("2026-12-07T10:30:00Z");
let handle: EmbeddedHandle;
let web: TestWeb;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  web = new TestWeb();
});
afterEach(() => web.close());

const signal = new AbortController().signal;
async function aDelivery(url = "http://shop.example/hook") {
  const { id: ruleId, accountId } = await anAutomationRule(handle.db);
  const deliveryId = newId("webhook");
  await insertDelivery(handle.db, {
    id: deliveryId,
    accountId,
    ruleId,
    url,
    body: { event: "rule.matched", über: "é" },
  });
  return { accountId, deliveryId };
}
const deliver = (key: Awaited<ReturnType<typeof aDelivery>>, isLast = false) =>
  deliverWebhook(
    {
      db: handle.db,
      secretKey: SECRET_KEY,
      now: () => NOW,
      post: (request) => postJson({ network: web.network, userAgent: "Parley/1.0" }, request),
    },
    key,
    { signal, isLast },
  );

async function bodyOf(req: IncomingMessage): Promise<string> {
  let body = "";
  req.on("data", (part: Buffer) => {
    body += part.toString("utf8");
  });
  await once(req, "end");
  return body;
}
const answering = (status: number) => (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(status).end();

test("another system is called once, with a signature that the account's key proves", async () => {
  const heard: { headers: IncomingMessage["headers"]; body: string }[] = [];
  await web.site("shop.example", async (req, res) => {
    heard.push({ headers: req.headers, body: await bodyOf(req) });
    res.writeHead(204).end();
  });
  const key = await aDelivery();
  await deliver(key);
  await deliver(key);
  expect(await findDelivery(handle.db, key)).toMatchObject({ status: "delivered", attempts: 1, error: null });
  expect(web.requests).toEqual(["POST shop.example/hook"]);
  const [{ headers, body } = { headers: {}, body: "" }] = heard;
  expect(JSON.parse(body)).toEqual({ event: "rule.matched", über: "é" });
  const timestamp = String(headers["x-parley-timestamp"]);
  expect(Number(timestamp)).toBe(NOW.getTime() / 1000);
  const expected = createHmac("sha256", webhookKeyOf(SECRET_KEY, key.accountId)).update(`${timestamp}.${body}`);
  expect(headers["x-parley-signature"]).toBe(`sha256=${expected.digest("hex")}`);
  expect(headers["x-parley-delivery"]).toBe(key.deliveryId);
});

test("accounts sign with keys of their own", () => {
  expect(webhookKeyOf(SECRET_KEY, "acc_1")).not.toBe(webhookKeyOf(SECRET_KEY, "acc_2"));
});

test("a system that has a problem of its own is tried again, and given up on the last try", async () => {
  await web.site("shop.example", answering(503));
  const key = await aDelivery();
  await expect(deliver(key)).rejects.toMatchObject({ kind: "upstream_unavailable" });
  expect(await findDelivery(handle.db, key)).toMatchObject({ status: "waiting", attempts: 1 });
  await deliver(key, true);
  expect(await findDelivery(handle.db, key)).toMatchObject({
    status: "failed",
    attempts: 2,
    error: "The other system answered with 503.",
  });
});

test.each([400, 404, 410, 302])("an answer of %s is final, and a redirect is not followed", async (status) => {
  await web.site("shop.example", (_req, res) => res.writeHead(status, { location: "http://other.example/" }).end());
  const key = await aDelivery();
  await deliver(key);
  expect(await findDelivery(handle.db, key)).toMatchObject({ status: "failed", attempts: 1 });
  expect(web.requests).toHaveLength(1);
});

test.each(["http://127.0.0.1/", "http://localhost/", "http://shop.example:8080/", "http://inside.example/"])(
  "%s is never dialled, and not tried again",
  async (url) => {
    web.name("inside.example", ["10.0.0.7"]);
    const key = await aDelivery(url);
    await deliver(key);
    expect(await findDelivery(handle.db, key)).toMatchObject({ status: "failed" });
    expect(web.dialled).toEqual([]);
  },
);

test("calls that are long over are forgotten, those that wait and those of the last weeks are not", async () => {
  const keys = [await aDelivery(), await aDelivery(), await aDelivery()];
  const old = new Date("2026-10-01T00:00:00Z");
  for (const [index, { deliveryId }] of keys.entries())
    await handle.db
      .update(webhookDeliveries)
      .set({ createdAt: index === 2 ? NOW : old, status: index === 1 ? "waiting" : "delivered" })
      .where(eq(webhookDeliveries.id, deliveryId));
  await deleteOldDeliveries(handle.db, new Date("2026-11-01T00:00:00Z"));
  const left = await Promise.all(keys.map((key) => findDelivery(handle.db, key)));
  expect(left.map((row) => row !== undefined)).toEqual([false, true, true]);
});
