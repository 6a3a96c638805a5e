import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readEnv } from "@/env";
import { createCaller } from "@/server/api/root";
import type { HttpPort } from "@/server/auth/http";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { mails } from "@/server/db/schema";
import { createJobQueue, type JobQueue } from "@/server/jobs/queue";
import { silentLogger } from "@/server/logger";
import type { OutgoingMail } from "@/server/mail/mail";
import type { Services } from "@/server/services";
import { openTestDatabase, truncateAll } from "@/test/database";
import { type SmtpTestServer, startSmtpServer } from "@/test/smtp-server";
import { createMail } from "./mail";

const RECOVER: OutgoingMail = {
  to: "ana@example.com",
  mail: { template: "recover", path: "/auth/confirm?token_hash=abc&type=recovery", code: "123456" },
};

let handle: EmbeddedHandle;
let queue: JobQueue;
let server: SmtpTestServer;
let mail: ReturnType<typeof createMail>;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  server = await startSmtpServer();
  queue = createJobQueue(handle, silentLogger());
  await queue.start();
});
afterEach(async () => {
  await mail.stop();
  await queue.stop({ timeoutMs: 2000 });
  await server.close();
});

const start = async (source: Record<string, string>) => {
  mail = createMail({
    env: readEnv({ NODE_ENV: "test", ...source }),
    db: handle.db,
    queue,
    secretKey: new Uint8Array(32).fill(7),
    logger: silentLogger(),
    now: () => new Date(),
    siteUrl: () => "https://parley.example",
  });
  await mail.work();
};
const smtp = () => ({ SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: "Parley <parley@example.com>" });
const rows = () => handle.db.select().from(mails);
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });
const callAs = (isDeveloper: boolean) => {
  const requestLimits = { take: async () => ({ ok: true }), openStream: () => () => undefined };
  const services = { db: handle.db, mail: mail.service, requestLimits } as unknown as Services;
  return createCaller({ services, http: {} as HttpPort, user: null, sessionId: null, isDeveloper }).mail;
};

describe("with a mail server", () => {
  test("a mail goes out by itself, if and only if the transaction that wrote it commits", async () => {
    await start(smtp());
    await handle.db
      .transaction(async (tx) => {
        await mail.mailer.send(tx, { ...RECOVER, to: "never@example.com" });
        throw new Error("undone");
      })
      .catch(() => undefined);
    await handle.db.transaction((tx) => mail.mailer.send(tx, RECOVER));
    await eventually(async () => expect(await rows()).toMatchObject([{ status: "sent", to: "ana@example.com" }]));
    expect(server.received.map(({ to }) => to)).toEqual([["ana@example.com"]]);
  });

  test("one that the server puts off is tried again by itself", async () => {
    await start(smtp());
    server.script("GREETING", "421 too busy");
    await mail.mailer.send(handle.db, RECOVER);
    await eventually(async () => expect(await rows()).toMatchObject([{ status: "sent", attempts: 2 }]));
    expect(server.received).toHaveLength(1);
  });

  test("mails can't be read here, not even by a developer", async () => {
    await start(smtp());
    await expect(callAs(true).outbox()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(callAs(true).get({ mailId: "mai_1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("and nobody to send as, Parley says what to set instead of starting", async () => {
    await start(smtp());
    await expect(start({ SMTP_URL: smtp().SMTP_URL })).rejects.toThrow("MAIL_FROM");
  });
});

describe("without a mail server", () => {
  test("a developer reads every mail, and to everybody else there is no such page", async () => {
    await start({});
    await mail.mailer.send(handle.db, RECOVER);
    const [listed] = await callAs(true).outbox();
    expect(listed).toMatchObject({ to: "ana@example.com", subject: "Set a new password", status: "outbox" });
    const mailId = listed?.id ?? "";
    expect(await callAs(true).get({ mailId })).toMatchObject({
      id: mailId,
      link: "/auth/confirm?token_hash=abc&type=recovery",
    });
    await expect(callAs(true).get({ mailId: "mai_none" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(callAs(false).outbox()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(callAs(false).get({ mailId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
