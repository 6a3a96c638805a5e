import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, type Installation, signInBrowser, test } from "./fixtures";
import { processesNaming } from "./processes";
import type { Phone } from "./whatsapp-web/phone";

const FAQ = path.resolve(import.meta.dirname, "../scripts/sample-business/shop-faq.md");

/** A new account with something to answer from, its connection page open, and a phone that is not linked yet. */
async function openConnection(page: Page, { parley, whatsapp, signUp }: Installation) {
  const user = await signUp();
  const { id: accountId } = await user.trpc.account.create.mutate({ name: "Lumen Bikes" });
  await user.upload(accountId, "shop-faq.md", new Uint8Array(await readFile(FAQ)));
  await signInBrowser(page.context(), parley.url, user);
  await page.goto(`${parley.url}/accounts/${accountId}/connection`);
  const number = `3519${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const phone = whatsapp.phone(number, { pushname: "Lumen Bikes" });
  const customer = phone.customer(`44${number}`.slice(0, 12), { name: "Marta" });
  return { user, accountId, phone, customer };
}

const connection = (page: Page) => page.getByRole("region", { name: "WhatsApp connection" });
const seeConnected = (page: Page) =>
  expect(connection(page).getByRole("heading", { name: "Connected" })).toBeVisible({ timeout: 60_000 });

async function linkByQr(page: Page, { whatsapp }: Installation, phone: Phone): Promise<void> {
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const qr = page.getByTestId("qr");
  await expect(qr).toHaveAttribute("data-qr", /.+/, { timeout: 60_000 });
  whatsapp.scan((await qr.getAttribute("data-qr")) ?? "", phone);
  await seeConnected(page);
}

test("a phone is linked by typing a code on it, also when the QR code was shown first", async ({
  page,
  installation,
}) => {
  const { phone, customer } = await openConnection(page, installation);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByTestId("qr")).toHaveAttribute("data-qr", /.+/, { timeout: 60_000 });
  await expect(page.getByText(/New code in \d+ s/)).toBeVisible();

  await page.getByRole("button", { name: "Link with a phone number instead" }).click();
  await page.getByLabel("Phone number").fill("12");
  await page.getByRole("button", { name: "Get the code" }).click();
  await expect(page.getByText(/digits|number/i).first()).toBeVisible();
  await expect(page.getByTestId("pairing-code")).toHaveCount(0);
  await page.getByLabel("Phone number").fill(`+${phone.number.slice(0, 3)} ${phone.number.slice(3)}`);
  await page.getByRole("button", { name: "Get the code" }).click();

  const code = page.getByTestId("pairing-code");
  await expect(code).toHaveAttribute("data-code", /^\w{8}$/, { timeout: 60_000 });
  installation.whatsapp.enterPairingCode((await code.getAttribute("data-code")) ?? "", phone);
  await seeConnected(page);
  customer.sendText("When are you open on Saturday?");
  expect((await customer.nextReply(30_000)).body).toMatch(/9:00 to 17:00/);
});

test("a number that needs a passkey says what to do on the phone, and is linked once that is done", async ({
  page,
  installation,
}) => {
  const { phone } = await openConnection(page, installation);
  phone.passkey = "required";
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const qr = page.getByTestId("qr");
  await expect(qr).toHaveAttribute("data-qr", /.+/, { timeout: 60_000 });
  installation.whatsapp.scan((await qr.getAttribute("data-qr")) ?? "", phone);
  await expect(connection(page).getByRole("heading", { name: /that it is you/ })).toBeVisible({ timeout: 30_000 });
  phone.confirmPasskey();
  await seeConnected(page);
});

test("the health panel tells what the connection went through, and shows WhatsApp's page when asked", async ({
  page,
  installation,
}) => {
  const { accountId, phone, customer } = await openConnection(page, installation);
  await linkByQr(page, installation, phone);
  customer.sendText("Can I pay by card?");
  await customer.nextReply(30_000);
  const health = page.getByRole("region", { name: "Health" });
  await expect(health.getByText(/Connected for/)).toBeVisible();
  // Told by itself, a few seconds after the messages.
  await expect(health.getByText("None yet")).toHaveCount(0);

  await health.getByRole("button", { name: "Take a picture" }).click();
  const picture = health.getByRole("img", { name: /WhatsApp's page/ });
  await expect(picture).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);

  // The browser dies, and nobody has to do anything about it.
  for (const { pid } of (await processesNaming(`session-${accountId}`)).filter(
    ({ command }) => !command.includes("--type="),
  ))
    process.kill(pid, "SIGKILL");
  await expect(health.getByText("1 in 24 h")).toBeVisible({ timeout: 60_000 });
  await seeConnected(page);
  await health.getByText("Why it restarted").click();
  await expect(health.getByRole("list", { name: "Restarts" }).getByText(/browser/)).toBeVisible();
  customer.sendText("Where can I park?");
  expect((await customer.nextReply(60_000)).body).toMatch(/loading bay/);
});

test("WhatsApp opened somewhere else keeps the bot silent until somebody says to use it here", async ({
  page,
  installation,
}) => {
  const { phone, customer } = await openConnection(page, installation);
  await linkByQr(page, installation, phone);
  phone.conflict();
  await expect(connection(page).getByRole("heading", { name: /open somewhere else/ })).toBeVisible({
    timeout: 30_000,
  });
  customer.sendText("Do you buy used bikes?");
  await page.getByRole("button", { name: "Use here" }).click();
  await seeConnected(page);
  // Written while it was elsewhere, and young enough to be answered.
  expect((await customer.nextReply(60_000)).body).toMatch(/eight years/);
});

test("the owner answering on the phone takes the conversation over, until it is given back", async ({
  page,
  installation,
}) => {
  const { user, accountId, phone, customer } = await openConnection(page, installation);
  await linkByQr(page, installation, phone);
  customer.sendText("Do you ship bikes to Spain?");
  await customer.nextReply(30_000);
  phone.say(customer, "Hi Marta, it's Ana. I'll look into it for you.");

  await page.goto(`${installation.parley.url}/accounts/${accountId}/inbox`);
  await page.getByRole("link", { name: /Marta/ }).click();
  const messages = page.getByRole("log", { name: "Messages" });
  await expect(messages.getByText("it's Ana")).toBeVisible();
  await expect(page.getByText("You are answering.")).toBeVisible();
  customer.sendText("How can I pay?");
  await expect(messages.getByText("How can I pay?")).toBeVisible();
  await page.getByRole("button", { name: "Return to bot" }).click();
  await expect(page.getByText("The bot answers here.")).toBeVisible();
  // The page says so at once; who writes before the server knows still writes to the person.
  const ownerOf = async () => (await user.trpc.conversation.list.query({ accountId })).conversations[0]?.owner;
  await expect.poll(ownerOf).toBe("bot");
  customer.sendText("Do you have a loyalty programme?");
  expect((await customer.nextReply(30_000)).body).toMatch(/point/);
  // What came in while a person had the conversation is theirs: it was never answered by the bot.
  const sent = customer.messages.filter(({ fromMe }) => fromMe).map(({ body }) => body ?? "");
  expect(sent).toHaveLength(3);
  expect(sent.join("\n")).not.toMatch(/MB Way/);
});
