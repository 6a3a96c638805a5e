import type { Page } from "@playwright/test";
import { expect, type Installation, signInBrowser, test } from "./fixtures";

/** One red pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
  "base64",
);
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
/** Calls itself a picture and is a page with a script. */
const HTML = Buffer.from("<!doctype html><script>document.title = 'taken over'</script>");

/** A linked account with its inbox open, and a customer. */
async function openInbox(page: Page, { parley, whatsapp, signUp }: Installation) {
  const user = await signUp();
  const { id: accountId } = await user.trpc.account.create.mutate({ name: "Lumen Bikes" });
  const number = `3518${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const phone = whatsapp.phone(number);
  await user.trpc.connection.start.mutate({ accountId });
  const connection = () => user.trpc.connection.get.query({ accountId });
  await expect.poll(async () => (await connection()).qr, { timeout: 60_000 }).not.toBeNull();
  whatsapp.scan((await connection()).qr ?? "", phone);
  await expect.poll(async () => (await connection()).state, { timeout: 60_000 }).toBe("ready");
  await signInBrowser(page.context(), parley.url, user);
  const customer = phone.customer(`49${number.slice(2)}`, { name: "Marta" });
  return { user, accountId, phone, customer, messages: page.getByRole("log", { name: "Messages" }) };
}

async function openChat(page: Page, { parley }: Installation, accountId: string): Promise<void> {
  await page.goto(`${parley.url}/accounts/${accountId}/inbox`);
  await page.getByRole("link", { name: /Marta/ }).click();
}

test("everything a customer can send is shown as what it is, and files open for the team alone", async ({
  page,
  browser,
  installation,
}) => {
  const { accountId, customer, messages } = await openInbox(page, installation);
  customer.sendImage(PNG, { caption: "my bike" });
  customer.sendDocument(PDF, { filename: "invoice.pdf", mimetype: "application/pdf" });
  customer.sendImage(HTML, { caption: "a trap", mimetype: "image/png" });
  customer.sendVoice(Buffer.from(`OggS${"\0".repeat(24)}OpusHead`), { durationSeconds: 7 });
  customer.sendLocation(41.1412, -8.6119, "Rua da Ribeira");
  customer.sendContact("Rui Costa", "351912345678");
  customer.call();
  await openChat(page, installation, accountId);

  const picture = messages.getByRole("button", { name: /^Photo from Marta/ }).first();
  await expect(picture).toBeVisible({ timeout: 30_000 });
  await expect(messages.getByText("my bike")).toBeVisible();
  await expect(messages.getByText("invoice.pdf")).toBeVisible();
  await expect(messages.getByLabel(/^Voice message from Marta/)).toBeVisible({ timeout: 30_000 });
  await expect(messages.getByText("Rua da Ribeira")).toBeVisible();
  await expect(messages.getByText("Rui Costa")).toBeVisible();
  await expect(messages.getByText(/call/i).first()).toBeVisible();

  const source = await picture.locator("img").getAttribute("src");
  const url = new URL(source ?? "", installation.parley.url).href;
  const response = await page.request.get(url);
  expect(response.headers()).toMatchObject({ "content-type": "image/png", "x-content-type-options": "nosniff" });
  expect(response.headers()["content-disposition"]).toMatch(/^attachment/);
  expect(await response.body()).toEqual(PNG);
  await picture.click();
  await expect(page.getByRole("dialog").getByRole("img", { name: "my bike" })).toBeVisible();
  await page.keyboard.press("Escape");

  // A stranger, and somebody without a session, learn nothing.
  const stranger = await browser.newContext();
  await signInBrowser(stranger, installation.parley.url, await installation.signUp());
  expect((await stranger.request.get(url)).status()).toBe(404);
  await stranger.clearCookies();
  const anonymous = await stranger.request.get(url, { maxRedirects: 0 });
  expect([302, 303, 307, 401, 404]).toContain(anonymous.status());
  await stranger.close();
});

test("edits, reactions, answers to a message and deletions are seen as they happen", async ({ page, installation }) => {
  const { accountId, phone, customer, messages } = await openInbox(page, installation);
  const first = customer.sendText("I ordered a red helmet");
  await openChat(page, installation, accountId);
  await expect(messages.getByText("I ordered a red helmet")).toBeVisible();

  customer.edit(first, "I ordered a blue helmet");
  await expect(messages.getByText("I ordered a blue helmet")).toBeVisible();
  await expect(messages.getByText("I ordered a red helmet")).toHaveCount(0);
  await expect(messages.getByText("edited", { exact: false }).first()).toBeVisible();

  const said = phone.say(customer, "Which size do you need?");
  await expect(messages.getByText("Which size do you need?")).toBeVisible();
  customer.react(said, "👍");
  await expect(messages.getByRole("list", { name: "Reactions" }).getByText("👍")).toBeVisible();
  const answer = customer.sendText("Medium please", { quoting: said });
  const bubble = messages.locator("blockquote").filter({ hasText: "Which size do you need?" });
  await expect(bubble).toBeVisible();

  customer.revoke(answer);
  await expect(messages.getByText("The customer deleted this message.")).toBeVisible();
  await expect(messages.getByText("Medium please")).toHaveCount(0);
});
