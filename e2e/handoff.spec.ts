import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, signInBrowser, test } from "./fixtures";

const FAQ = path.resolve(import.meta.dirname, "../scripts/sample-business/shop-faq.md");

test("what the bot can't answer waits for a person, who answers in the inbox and gives the conversation back", async ({
  page,
  installation,
}) => {
  const { parley, whatsapp, signUp } = installation;
  const user = await signUp();
  const { id: accountId } = await user.trpc.account.create.mutate({ name: "Lumen Bikes" });
  await user.upload(accountId, "shop-faq.md", new Uint8Array(await readFile(FAQ)));
  const phone = whatsapp.phone("351910004411", { pushname: "Lumen Bikes" });
  const customer = phone.customer("351920004411", { name: "Marta" });
  await signInBrowser(page.context(), parley.url, user);
  await page.goto(`${parley.url}/accounts/${accountId}/connection`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const qr = page.getByTestId("qr");
  await expect(qr).toHaveAttribute("data-qr", /.+/, { timeout: 60_000 });
  whatsapp.scan((await qr.getAttribute("data-qr")) ?? "", phone);
  await expect(page.getByText("Connected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });

  await page.goto(`${parley.url}/accounts/${accountId}/inbox`);
  customer.sendText("This is ridiculous, nobody tells me where my parcel is");
  const sorry = "I'm sorry about this. I've told the team, and a person will answer you here.";
  expect((await customer.nextReply(30_000)).body).toBe(sorry);
  await page
    .getByRole("tab", { name: /Waiting/ })
    .or(page.getByRole("radio", { name: /Waiting/ }))
    .click();
  await page.getByRole("link", { name: /Marta/ }).click();
  await expect(page.getByText("Waiting for a person.")).toBeVisible();
  await expect(page.getByText("The customer sounds upset.").first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("waiting.png") });

  await page.getByRole("textbox", { name: /message|reply/i }).fill("Hi Marta, it comes tomorrow before noon.");
  await page.keyboard.press("Enter");
  expect((await customer.nextReply(30_000)).body).toBe("Hi Marta, it comes tomorrow before noon.");
  await expect(page.getByText("Waiting for a person.")).toBeHidden();
  await expect(page.getByText("You are answering.")).toBeVisible();

  // While a person answers, the bot says nothing.
  customer.sendText("How can I pay?");
  const messages = page.getByRole("log", { name: "Messages" });
  await expect(messages.getByText("How can I pay?")).toBeVisible();
  await page.getByRole("button", { name: "Return to bot" }).click();
  await expect(page.getByText("The bot answers here.")).toBeVisible();
  const ownerOf = async () => (await user.trpc.conversation.list.query({ accountId })).conversations[0]?.owner;
  await expect.poll(ownerOf).toBe("bot");
  customer.sendText("Do you have a loyalty programme?");
  expect((await customer.nextReply(30_000)).body).toMatch(/point/);
  await page.screenshot({ path: test.info().outputPath("returned.png") });
  const sent = customer.messages.filter(({ fromMe }) => fromMe).map(({ body }) => body ?? "");
  expect(sent).toHaveLength(3);
  expect(sent.join("\n")).not.toMatch(/MB Way/);
});
