import type { Page } from "@playwright/test";
import { MAX_DOCUMENT_BYTES } from "../src/domain/knowledge/document";
import { expect, type Installation, PASSWORD, type SignedInUser, signInBrowser, test } from "./fixtures";
import { scannedPdf } from "./scanned-pdf";

const PRICES = Buffer.from("# Prices\n\nA basic service costs 45 euros. A full service costs 95 euros.\n");

async function openAccount(
  page: Page,
  installation: Installation,
  path: string,
): Promise<{ user: SignedInUser; accountId: string }> {
  const user = await installation.signUp();
  const { id: accountId } = await user.trpc.account.create.mutate({ name: "Careful shop" });
  await signInBrowser(page.context(), installation.parley.url, user);
  await page.goto(`${installation.parley.url}/accounts/${accountId}/${path}`);
  return { user, accountId };
}

test("every file that can't be used says so in words, and the good ones are read", async ({ page, installation }) => {
  await openAccount(page, installation, "knowledge");
  const upload = page.getByLabel("Upload documents");
  const files = page.getByRole("list", { name: /^(Documents|Uploads)$/ });
  const row = (name: string) => files.getByRole("listitem").filter({ hasText: name });

  await upload.setInputFiles([
    { name: "prices.md", mimeType: "text/markdown", buffer: PRICES },
    { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
    {
      name: "program.exe",
      mimeType: "application/octet-stream",
      buffer: Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]),
    },
    { name: "scan.pdf", mimeType: "application/pdf", buffer: scannedPdf() },
    { name: "broken.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nnothing of use follows") },
  ]);
  await expect(row("prices.md")).toContainText("Ready", { timeout: 60_000 });
  await expect(row("empty.txt")).toContainText("The file is empty");
  await expect(row("program.exe")).toContainText("isn't supported");
  await expect(row("scan.pdf")).toContainText("no text could be read from them", { timeout: 60_000 });
  await expect(row("broken.pdf")).toContainText("damaged");

  await upload.setInputFiles({ name: "the-same-prices.md", mimeType: "text/markdown", buffer: PRICES });
  await expect(page.getByText(/already/i).first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Documents" }).getByText("prices.md", { exact: true })).toHaveCount(1);
});

test("a file over the limit is refused by the server too, and the server keeps answering", async ({ installation }) => {
  const user = await installation.signUp();
  const { id: accountId } = await user.trpc.account.create.mutate({ name: "Large shop" });
  const tooLarge = new Uint8Array(MAX_DOCUMENT_BYTES + 1).fill(65);
  await expect(user.upload(accountId, "huge.txt", tooLarge)).rejects.toThrow(/larger than 50 MB/);
  await expect(
    user.upload(accountId, "far-too-huge.txt", new Uint8Array(MAX_DOCUMENT_BYTES + 20_000_000).fill(65)),
  ).rejects.toThrow();
  expect(await user.trpc.knowledge.list.query({ accountId })).toEqual([]);
});

test("a wrong password is refused without saying which half was wrong", async ({ page, installation }) => {
  const user = await installation.signUp();
  await page.goto(`${installation.parley.url}/sign-in`);
  for (const email of [user.email, "nobody@example.com"]) {
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not-the-password-1");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("That email and password don't match", { exact: false })).toBeVisible();
  }
  await page.getByLabel("Email").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/accounts/);
});

test("a stranger's account doesn't exist, and strangers without a session go to sign-in", async ({
  page,
  browser,
  installation,
}) => {
  const { accountId } = await openAccount(page, installation, "inbox");
  const other = await installation.signUp();
  await expect(other.trpc.account.get.query({ accountId })).rejects.toMatchObject({ data: { httpStatus: 404 } });

  const context = await browser.newContext();
  await signInBrowser(context, installation.parley.url, other);
  const foreign = await context.newPage();
  await foreign.goto(`${installation.parley.url}/accounts/${accountId}/inbox`);
  await expect(foreign.getByText("Careful shop")).toHaveCount(0);
  await expect(foreign.getByRole("heading").first()).toContainText(/doesn't exist|not found|can't find/i);
  await context.clearCookies();
  await foreign.goto(`${installation.parley.url}/accounts/${accountId}/inbox`);
  await expect(foreign).toHaveURL(/\/sign-in\?next=/);
  await context.close();
});

test("a mutation that a foreign page sends is refused", async ({ installation }) => {
  const user = await installation.signUp();
  const cookie = user
    .cookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const send = (headers: Record<string, string>) =>
    fetch(`${installation.parley.url}/api/trpc/account.create`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", ...headers },
      body: JSON.stringify({ json: { name: "Forged" } }),
    });
  expect((await send({ origin: "https://evil.example" })).status).toBe(403);
  expect((await send({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await send({})).status).toBe(403);
  expect((await send({ origin: new URL(installation.parley.url).origin })).status).toBe(200);
});

test("a group is left alone, a sticker is kept, and the question after them is answered", async ({
  page,
  installation,
}) => {
  const { user, accountId } = await openAccount(page, installation, "inbox");
  await user.upload(accountId, "prices.md", new Uint8Array(PRICES));
  await expect
    .poll(async () => (await user.trpc.knowledge.list.query({ accountId }))[0]?.status, { timeout: 60_000 })
    .toBe("ready");
  const phone = installation.whatsapp.phone(
    `351933${Math.floor(Math.random() * 1e6)
      .toString()
      .padStart(6, "0")}`,
  );
  await user.trpc.connection.start.mutate({ accountId });
  const qr = async () => (await user.trpc.connection.get.query({ accountId })).qr ?? "";
  await expect.poll(qr, { timeout: 60_000 }).not.toBe("");
  installation.whatsapp.scan(await qr(), phone);
  await expect
    .poll(async () => (await user.trpc.connection.get.query({ accountId })).state, { timeout: 60_000 })
    .toBe("ready");

  const customer = phone.customer("351944000111", { name: "Rui" });
  phone.group("Cycling friends").sendText(customer, "What does a basic service cost?");
  customer.sendSticker(Buffer.from("RIFF0000WEBPVP8 "));
  customer.sendText("What does a basic service cost?");
  const reply = await customer.nextReply(30_000);
  expect(reply.chatId).toBe(customer.id);
  expect(reply.body).toContain("45");

  await page.getByRole("link", { name: /Rui/ }).click();
  const messages = page.getByRole("log", { name: "Messages" });
  await expect(messages.getByText(/sticker/i)).toBeVisible();
  await expect(messages.getByText("What does a basic service cost?")).toHaveCount(1);
  const { conversations } = await user.trpc.conversation.list.query({ accountId });
  expect(conversations).toHaveLength(1);
  expect(phone.log.filter(({ fromMe, chatId }) => fromMe && chatId.endsWith("@g.us"))).toEqual([]);
});
