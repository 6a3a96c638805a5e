import type { Page } from "@playwright/test";
import { expect, type Installation, signInBrowser, test } from "./fixtures";
import { inspectViews, picture } from "./looking";

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

/** So many seconds of a low tone, as a file that every browser plays. */
function aRecording(seconds: number): Buffer {
  const rate = 8_000;
  const samples = Buffer.from(
    Array.from({ length: rate * seconds }, (_, at) => 128 + Math.round(20 * Math.sin(at / 6))),
  );
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

test("voice messages are played one at a time, at the speed one likes, and by the keyboard", async ({
  page,
  installation,
}) => {
  test.setTimeout(180_000);
  const { user, accountId, customer, messages } = await openInbox(page, installation);
  customer.sendVoice(aRecording(40), { durationSeconds: 40 });
  customer.sendVoice(aRecording(65), { durationSeconds: 65 });
  customer.sendVoice(Buffer.from(`OggS${"\0".repeat(24)}OpusHead`), { durationSeconds: 7 });
  await openChat(page, installation, accountId);
  const players = messages.getByRole("group", { name: /^Voice message from Marta/ });
  await expect(players).toHaveCount(3, { timeout: 30_000 });
  const [first, second, broken] = [players.nth(0), players.nth(1), players.nth(2)];
  const height = async () => (await broken.boundingBox())?.height;
  const bar = first.getByRole("slider", { name: "Position" });
  await expect(bar).toHaveAttribute("aria-valuetext", "0 seconds of 40 seconds");
  await expect(first).toContainText("0:00 / 0:40");
  await inspectViews(page, "inbox-voice");

  const before = await height();
  await first.getByRole("button", { name: "Play" }).click();
  await expect.poll(async () => Number(await bar.inputValue())).toBeGreaterThan(0.2);
  await second.getByRole("button", { name: "Play" }).click();
  await expect(second.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(first.getByRole("button", { name: "Play" })).toBeVisible();
  await second.getByRole("button", { name: "Pause" }).click();

  // By the keyboard, also before anything was loaded; the end is the end.
  await bar.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await expect(bar).toHaveAttribute("aria-valuetext", "5 seconds of 40 seconds");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowLeft");
  await expect(first).toContainText("0:15 / 0:40");
  await page.keyboard.press("End");
  await expect(bar).toHaveAttribute("aria-valuetext", "40 seconds of 40 seconds");
  await page.keyboard.press("Home");

  await first.getByRole("button", { name: "Speed: 1×" }).click();
  await second.getByRole("button", { name: "Speed: 1.5×" }).click();
  await expect(first.getByRole("button", { name: "Speed: 2×" })).toBeVisible();
  await first.getByRole("button", { name: "Play" }).click();
  expect(await first.locator("audio").evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(2);
  await page.reload();
  await expect(first.getByRole("button", { name: "Speed: 2×" })).toBeVisible();

  await broken.getByRole("button", { name: "Play" }).click();
  await expect(broken.getByRole("alert")).toContainText("This recording can't be played here.");
  await expect(broken.getByRole("link", { name: "Download" })).toHaveAttribute("href", /^\/media\//);
  expect(await height()).toBe(before);
  await inspectViews(page, "inbox-voice-failed");

  // The tape runs from left to right also where one reads from right to left.
  await user.trpc.profile.setLanguage.mutate({ language: "ar" });
  await page.reload();
  const arabic = page.locator("fieldset").first();
  await expect(arabic).toBeVisible();
  const play = await arabic.getByRole("button", { name: "تشغيل" }).boundingBox();
  const range = await arabic.getByRole("slider").boundingBox();
  expect(play?.x ?? 0).toBeLessThan(range?.x ?? 0);
  await picture(page, "inbox-voice-arabic");
});
