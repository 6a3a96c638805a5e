import { afterEach, describe, expect, test } from "vitest";
import { type SmtpTestServer, startSmtpServer } from "@/test/smtp-server";
import { createSmtpTransport, judgeFailure, type SmtpLimits } from "./smtp";
import { isAddress, readSender, readSmtpUrl, type SmtpServer } from "./smtp-url";

const FROM = { name: "Parley", address: "parley@example.com" };
const MAIL = {
  to: "ana@example.com",
  subject: "You are invited to “Bakery”",
  html: "<p>Hello</p>",
  text: "Hello",
  messageId: "mai_1@example.com",
  date: new Date("2026-03-14T12:00:00Z"),
};
const QUICK: SmtpLimits = { connectMs: 200, answerMs: 200, wholeMs: 2000 };

let server: SmtpTestServer;
afterEach(() => server.close());

const send = async (
  overrides: Partial<SmtpServer> = {},
  { mail = MAIL, limits = QUICK, signal = new AbortController().signal } = {},
) => {
  const local = { host: "127.0.0.1", port: server.port, isSecure: false, isLocal: true, credentials: null };
  return createSmtpTransport({ ...local, ...overrides }, FROM, limits).send(mail, signal);
};
const headersOf = (raw: string) => raw.slice(0, raw.indexOf("\r\n\r\n"));
const headerNames = (raw: string) => [...headersOf(raw).matchAll(/^([\w-]+):/gm)].map(([, name]) => name);

describe("a mail", () => {
  test("arrives with its text and HTML, from whom it says, with the id it was given", async () => {
    server = await startSmtpServer();
    expect(await send()).toEqual({ outcome: "sent" });
    const [{ from, to, raw }] = server.received as [(typeof server.received)[0]];
    expect({ from, to }).toEqual({ from: "parley@example.com", to: ["ana@example.com"] });
    const headers = headersOf(raw);
    expect(headers).toContain("From: Parley <parley@example.com>\r\nTo: ana@example.com");
    expect(headers).toContain("Message-ID: <mai_1@example.com>");
    expect(headers).toContain("Date: Sat, 14 Mar 2026 12:00:00 +0000");
    expect(headers).toContain("Auto-Submitted: auto-generated");
    expect(raw).toContain("Content-Type: text/plain; charset=utf-8");
    expect(raw).toContain("Content-Type: text/html; charset=utf-8");
  });

  test("gets no header that its subject would smuggle in", async () => {
    server = await startSmtpServer();
    await send({}, { mail: { ...MAIL, subject: "Hi\r\nBcc: thief@example.com\r\n\r\n<p>" } });
    expect(server.received.map(({ to }) => to)).toEqual([["ana@example.com"]]);
    expect(headerNames(server.received[0]?.raw ?? "")).not.toContain("Bcc");
    expect(headerNames(server.received[0]?.raw ?? "").filter((name) => name === "Subject")).toHaveLength(1);
  });

  test.each([
    "ana@example.com, thief@example.com",
    "Ana <thief@example.com>",
    "ana@example.com>\r\nRCPT TO:<thief@x.example",
  ])("to %j goes to nobody: that is not one mailbox", async (to) => {
    server = await startSmtpServer();
    expect(await send({}, { mail: { ...MAIL, to } })).toMatchObject({ outcome: "refused", at: "not an address" });
    expect(server.said).toEqual([]);
  });
});

describe("what the mail server answers", () => {
  test.each([
    { step: "RCPT", reply: "550 5.1.1 no such user", outcome: "refused", at: "RCPT TO 550" },
    { step: "MESSAGE", reply: "554 5.7.1 looks like spam", outcome: "refused", at: "DATA 554" },
    { step: "RCPT", reply: "450 4.2.1 later", outcome: "deferred", at: "RCPT TO 450" },
    { step: "MAIL", reply: "550 5.7.1 not from here", outcome: "deferred", at: "MAIL FROM 550" },
    { step: "GREETING", reply: "421 too busy", outcome: "deferred", at: expect.stringContaining("421") },
    { step: "GREETING", reply: "hang", outcome: "deferred", at: expect.stringContaining("ETIMEDOUT") },
    { step: "MESSAGE", reply: "hang", outcome: "deferred", at: expect.stringContaining("ETIMEDOUT") },
    { step: "DATA", reply: "drop", outcome: "deferred", at: expect.stringContaining("ECONN") },
  ] as const)("$reply to $step: $outcome", async ({ step, reply, outcome, at }) => {
    server = await startSmtpServer();
    server.script(step, reply);
    expect(await send()).toMatchObject({ outcome, at });
  });

  test("nothing for long: it is given up, even when each single answer comes in time", async () => {
    server = await startSmtpServer();
    server.script("MESSAGE", "hang");
    const slow = { connectMs: 200, answerMs: 60_000, wholeMs: 300 };
    expect(await send({}, { limits: slow })).toMatchObject({ outcome: "deferred" });
  });

  test("a server that isn't there is tried again", async () => {
    server = await startSmtpServer();
    await server.close();
    expect(await send()).toMatchObject({ outcome: "deferred" });
  });

  test("what is neither an answer nor known is tried again", () => {
    expect(judgeFailure({})).toMatchObject({ outcome: "deferred" });
    expect(judgeFailure({ command: "RCPT TO", responseCode: 503 })).toMatchObject({ outcome: "deferred" });
  });
});

test("a mail under way is given up when Parley stops", async () => {
  server = await startSmtpServer();
  server.script("DATA", "hang");
  const stopping = new AbortController();
  const sending = send({}, { limits: { ...QUICK, answerMs: 60_000, wholeMs: 60_000 }, signal: stopping.signal });
  while (!server.said.some(({ line }) => line === "DATA")) await new Promise(setImmediate);
  stopping.abort();
  expect(await sending).toMatchObject({ outcome: "deferred" });
});

describe("encryption", () => {
  const credentials = { user: "parley", password: "s3cret" };
  const spoken = () => server.said.filter(({ isEncrypted }) => !isEncrypted).map(({ line }) => line.split(" ")[0]);

  test.each([
    { why: "doesn't offer it", offers: [], script: [] },
    { why: "offers it and then refuses", offers: ["STARTTLS"], script: ["454 not now"] },
    { why: "shows a certificate that nobody signed", offers: ["STARTTLS"], script: [] },
  ])("over a network, nothing is said to a server that $why", async ({ offers, script }) => {
    server = await startSmtpServer({ offers: [...offers, "AUTH PLAIN"] });
    if (offers.length === 0) server.script("STARTTLS", "502 unknown command");
    server.script("STARTTLS", ...script);
    expect(await send({ isLocal: false, credentials })).toMatchObject({ outcome: "deferred" });
    expect(spoken()).toEqual(["EHLO", "STARTTLS"]);
    expect(server.received).toEqual([]);
  });

  test("on this machine a server may have a certificate of its own, and what can be encrypted is", async () => {
    server = await startSmtpServer({ offers: ["STARTTLS", "AUTH PLAIN"] });
    expect(await send({ credentials })).toEqual({ outcome: "sent" });
    expect(spoken()).toEqual(["EHLO", "STARTTLS"]);
    expect(server.received).toMatchObject([{ isEncrypted: true }]);
  });

  test("a wrong password is for people to mend: no mail is lost to it", async () => {
    server = await startSmtpServer({ offers: ["AUTH PLAIN"] });
    server.script("AUTH", "535 5.7.8 wrong");
    expect(await send({ credentials })).toMatchObject({ outcome: "deferred", at: "AUTH PLAIN 535" });
  });
});

describe("SMTP_URL and MAIL_FROM", () => {
  test.each([
    { url: "smtps://u%40x.example:p%2Fw@mail.example.com", port: 465, isSecure: true, isLocal: false },
    { url: "smtp://u%40x.example:p%2Fw@mail.example.com", port: 587, isSecure: false, isLocal: false },
    { url: "smtp://u%40x.example:p%2Fw@[::1]:1025", port: 1025, isSecure: false, isLocal: true },
  ])("$url", ({ url, ...expected }) => {
    const credentials = { user: "u@x.example", password: "p/w" };
    expect(readSmtpUrl(url)).toMatchObject({ ...expected, credentials });
  });

  test("mails come from MAIL_FROM, else from the user at the mail server; without either Parley says what to set", () => {
    const at = (url: string) => readSmtpUrl(url);
    const from = { name: "Shop, “A”", address: "shop@example.com" };
    expect(readSender('"Shop, “A”" <shop@example.com>', at("smtp://localhost"))).toEqual(from);
    expect(readSender(undefined, at("smtps://bot%40example.com:x@mail.example.com")).address).toBe("bot@example.com");
    for (const configured of [undefined, "Parley", "Parley <not-an-address>"])
      expect(() => readSender(configured, at("smtp://localhost"))).toThrow("MAIL_FROM");
  });

  test.each([
    "a@b.example,c@d.example",
    "A <a@b.example>",
    "a@b@c.example",
    "a b@c.example",
    "a@b.example\r\nDATA",
    "",
  ])("%j is not one address", (text) => expect(isAddress(text)).toBe(false));
  test.each(["a@b.example", "a+tag@b.example", "jörg@bücher.example", "o'neill@localhost"])("%s is one", (text) => {
    expect(isAddress(text)).toBe(true);
  });
});
