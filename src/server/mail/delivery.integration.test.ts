import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { accounts, mails } from "@/server/db/schema";
import { silentLogger } from "@/server/logger";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import { type SmtpTestServer, startSmtpServer } from "@/test/smtp-server";
import { deliverMail, type MailDeliveryDeps } from "./delivery";
import type { Mail } from "./mail";
import { createOutbox } from "./outbox";
import { createMailer, createMailService } from "./service";
import { createSmtpTransport } from "./smtp";

const secretKey = new Uint8Array(32).fill(7);
const SECRET = "token_hash=a-secret-link";
const RECOVER = { template: "recover", path: `/auth/confirm?${SECRET}&type=recovery`, code: "123456" } satisfies Mail;
const DAY_MS = 24 * 3_600_000;

let handle: EmbeddedHandle;
let server: SmtpTestServer;
let logged: string[];
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  server = await startSmtpServer();
  logged = [];
});
afterEach(() => server.close());

const siteUrl = () => "https://parley.example";
const from = { name: "Parley", address: "parley@example.com" };
const local = () => ({ host: "127.0.0.1", port: server.port, isSecure: false, isLocal: true, credentials: null });
const deps = (): MailDeliveryDeps => {
  const transport = createSmtpTransport(local(), from, { connectMs: 200, answerMs: 200, wholeMs: 2000 });
  const logger = silentLogger();
  const note = (...args: unknown[]) => void logged.push(JSON.stringify(args));
  Object.assign(logger, { info: note, warn: note, error: note });
  return { db: handle.db, secretKey, transport, senderHost: "example.com", siteUrl, logger, now: () => new Date() };
};
/** Mails of one test are written one second after the other. */
let written = 0;
const nextSecond = () => new Date(Date.now() - DAY_MS / 2 + ++written * 1000);

const aMail = async ({
  to = "ana@example.com",
  mail = RECOVER as Mail,
  accountId = undefined as string | undefined,
} = {}) => {
  const mailer = createMailer({ queue: { enqueue: async () => undefined }, secretKey, now: nextSecond });
  await mailer.send(handle.db, { to, mail, ...(accountId ? { accountId } : {}) });
  return (await rows()).at(-1)!;
};
const rows = () => handle.db.select().from(mails).orderBy(mails.createdAt, mails.id);
const deliver = (mailId: string, { isLastTry = false, signal = new AbortController().signal } = {}) =>
  deliverMail(deps(), { mailId, signal, isLastTry });
const stored = async () => JSON.stringify(await rows());

describe("a mail that the server takes", () => {
  test("is sent once, with the whole link, and then nothing of what it said is kept", async () => {
    const { id } = await aMail();
    expect(await stored()).not.toContain(SECRET);
    await deliver(id);
    await deliver(id);
    expect(server.received).toHaveLength(1);
    expect(logged).toHaveLength(1);
    const raw = server.received[0]?.raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
    expect(raw).toContain(`https://parley.example/auth/confirm?${SECRET}&type=recovery`);
    expect(await rows()).toMatchObject([{ status: "sent", attempts: 1, sealedContent: null, lastError: null }]);
    expect((await rows())[0]?.sentAt).toBeInstanceOf(Date);
  });

  test("has the same Message-ID in every try: what was taken and not written down is shown once", async () => {
    const { id } = await aMail();
    server.script("MESSAGE", "drop");
    await expect(deliver(id)).rejects.toThrow();
    await deliver(id);
    const ids = server.received.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
    expect(ids).toEqual([`<${id}@example.com>`, `<${id}@example.com>`]);
  });
});

describe("a mail that the server doesn't take", () => {
  test("for now: it waits and is tried again", async () => {
    const { id } = await aMail();
    server.script("RCPT", "450 later");
    await expect(deliver(id)).rejects.toThrow("RCPT TO 450");
    expect(await rows()).toMatchObject([{ status: "waiting", attempts: 1, lastError: "RCPT TO 450: 450 later" }]);
    await deliver(id);
    expect(await rows()).toMatchObject([{ status: "sent", attempts: 2, lastError: null }]);
  });

  test("for an hour: it has failed, and what it said is forgotten", async () => {
    const { id } = await aMail();
    server.script("RCPT", "450 later");
    await expect(deliver(id, { isLastTry: true })).rejects.toThrow();
    expect(await rows()).toMatchObject([{ status: "failed", sealedContent: null }]);
  });

  test("ever: it has failed at once and is not tried again", async () => {
    const { id } = await aMail();
    server.script("RCPT", "550 no such user");
    await deliver(id);
    await deliver(id);
    expect(server.received).toEqual([]);
    expect(await rows()).toMatchObject([{ status: "failed", attempts: 1, sealedContent: null }]);
  });

  test("because Parley stops: the try says nothing about it, even when it is the last", async () => {
    const { id } = await aMail();
    await expect(deliver(id, { isLastTry: true, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(await rows()).toMatchObject([{ status: "waiting", attempts: 0 }]);
  });

  test("since its content was sealed with another key: it has failed", async () => {
    const { id } = await aMail();
    const other = { ...deps(), secretKey: new Uint8Array(32) };
    await deliverMail(other, { mailId: id, signal: new AbortController().signal, isLastTry: false });
    expect(await rows()).toMatchObject([{ status: "failed", sealedContent: null }]);
  });
});

test("neither logs nor errors say who a mail was for or what it said", async () => {
  const { id } = await aMail();
  const errors: unknown[] = [];
  server.script("RCPT", "450 ana@example.com later", "550 ana@example.com unknown");
  await deliver(id).catch((error: unknown) => errors.push(error));
  await deliver(id);
  await deliver((await aMail()).id);
  const everything = logged.join() + errors.map((error) => (error as Error).stack).join();
  expect(errors).toHaveLength(1);
  expect(logged).toHaveLength(2);
  expect(everything).toContain(id);
  expect(everything).not.toMatch(/ana@example|token_hash|123456/);
});

describe("mails that reached nobody", () => {
  const service = () => createMailService({ db: handle.db, outbox: null, delivery: deps() });
  const invite = async (accountId: string, reply: string) => {
    const path = "/invitation?token=x" as const;
    const mail: Mail = { template: "role_changed", accountName: "Bakery", role: "admin", changedBy: null, path };
    const { id } = await aMail({ accountId, mail });
    server.script("RCPT", reply);
    await deliver(id);
    return id;
  };

  test("are shown to their account, until one of the kind reaches the mailbox", async () => {
    const [account, other] = [await anAccount(handle.db), await anAccount(handle.db)];
    const id = await invite(account.id, "550 no such user");
    expect(await service().listUndelivered(account.id)).toMatchObject([{ id, to: "ana@example.com" }]);
    expect(await service().listUndelivered(other.id)).toEqual([]);
    await invite(account.id, "250 ok");
    expect(await service().listUndelivered(account.id)).toEqual([]);
  });
});

describe("tidying", () => {
  const tidyIn = (days: number) =>
    createMailService({ db: handle.db, outbox: null, delivery: null }).tidy(new Date(Date.now() + days * DAY_MS));

  test("forgets after a week what a mail says that still waits, and after a month the mail", async () => {
    await aMail();
    await tidyIn(6);
    expect(await rows()).toMatchObject([{ status: "waiting", sealedContent: expect.any(String) }]);
    await tidyIn(8);
    expect(await rows()).toMatchObject([{ status: "failed", sealedContent: null }]);
    await tidyIn(31);
    expect(await rows()).toEqual([]);
  });
});

describe("where no mail server is configured", () => {
  const outbox = () => createOutbox({ db: handle.db, secretKey, siteUrl });

  test("mails wait where a developer reads them, newest first, and links lead to the page that they name", async () => {
    const first = await aMail();
    const second = await aMail({ to: "ben@example.com" });
    await createMailService({ db: handle.db, outbox: outbox(), delivery: null }).deliver({
      ...{ mailId: first.id, signal: new AbortController().signal, isLastTry: true },
    });
    const listed = await outbox().list();
    expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(listed[0]).toMatchObject({ subject: "Set a new password", template: "recover", status: "outbox" });
    const found = await outbox().find(first.id);
    expect(found).toMatchObject({ to: "ana@example.com", subject: "Set a new password", link: RECOVER.path });
    expect(found?.html).toContain("<!DOCTYPE html");
    expect(found?.text).toContain(`https://parley.example${RECOVER.path}`);
  });

  test("there is nothing to read of a mail that doesn't exist or that was sealed with another key", async () => {
    const { id } = await aMail();
    const other = createOutbox({ db: handle.db, secretKey: new Uint8Array(32), siteUrl });
    expect(await other.list()).toEqual([]);
    expect(await other.find(id)).toBeUndefined();
    expect(await outbox().find("mai_none")).toBeUndefined();
  });
});

test("a mail about an account goes with it", async () => {
  const account = await anAccount(handle.db);
  await aMail({ accountId: account.id });
  await handle.db.delete(accounts);
  expect(await rows()).toEqual([]);
});
