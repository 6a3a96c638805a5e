import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, signInBrowser, test } from "./fixtures";
import { inspectViews, picture } from "./looking";

const FAQ = path.resolve(import.meta.dirname, "../scripts/sample-business/shop-faq.md");

test("whoever takes over sees what it is about, says who looks after it, and closes it", async ({
  page,
  installation,
}) => {
  const { parley, whatsapp, signUp } = installation;
  const user = await signUp();
  const { id: accountId } = await user.trpc.account.create.mutate({ name: "Lumen Bikes" });
  await user.upload(accountId, "shop-faq.md", new Uint8Array(await readFile(FAQ)));
  const phone = whatsapp.phone("351910004412", { pushname: "Lumen Bikes" });
  const customer = phone.customer("351920004412", { name: "Marta" });
  await signInBrowser(page.context(), parley.url, user);
  await page.goto(`${parley.url}/accounts/${accountId}/connection`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const qr = page.getByTestId("qr");
  await expect(qr).toHaveAttribute("data-qr", /.+/, { timeout: 60_000 });
  whatsapp.scan((await qr.getAttribute("data-qr")) ?? "", phone);
  await expect(page.getByText("Connected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });

  const statusOf = async () => (await user.trpc.knowledge.list.query({ accountId }))[0]?.status;
  await expect.poll(statusOf, { timeout: 60_000 }).toBe("ready");
  customer.sendText("Do you have a loyalty programme?");
  expect((await customer.nextReply(30_000)).body).toMatch(/point/);
  customer.sendText("This is ridiculous! My name is Marta Reis. Where is my order #10423?");
  expect((await customer.nextReply(30_000)).body).toMatch(/a person will answer you here/);

  await page.goto(`${parley.url}/accounts/${accountId}/inbox`);
  // The list that was chosen stays on its way until the conversation is open.
  const opened = Promise.withResolvers<void>();
  await page.route(/conversation\.list.*waiting/, async (route) => {
    await opened.promise;
    await route.continue();
  });
  await page.getByRole("radio", { name: /Waiting/ }).click();
  const row = page.getByRole("link", { name: /Marta/ });
  await row.click();
  await expect(page).toHaveURL(/\/inbox\/cnv_/);
  opened.resolve();
  await expect(row.getByText("Urgent")).toBeAttached();
  // The list is still the one that was chosen.
  await expect(page).toHaveURL(/filter=waiting/);
  await expect(page.getByRole("radio", { name: /Waiting/ })).toBeChecked();

  const brief = page.getByRole("region", { name: "Summary for whoever takes over" });
  await expect(brief).toContainText("Where is my order #10423?");
  await expect(page.getByText("Waiting for a person. The customer sounds upset.")).toBeVisible();
  await expect(brief).toContainText(/point/);
  await expect(brief).toContainText("Name: Marta Reis · Order number: 10423");
  await page.getByRole("button", { name: "Details" }).click();
  const details = page
    .getByRole("dialog", { name: "Details" })
    .or(page.getByRole("complementary", { name: "Details" }));
  await expect(details.getByText("Marta Reis")).toBeVisible();
  await expect(details.getByText("From what they wrote").first()).toBeVisible();
  await picture(page, "handover-details");
  await page.getByRole("button", { name: "Close", exact: true }).click();

  await page.getByRole("button", { name: "More for this conversation" }).click();
  const you = page.getByRole("menuitemradio", { name: "You" });
  await expect(you).toBeVisible();
  await picture(page, "handover-menu");
  await you.click();
  await expect(page.getByText(/^Looked after by /).first()).toBeVisible();
  await inspectViews(page, "handover");
  await page.getByRole("radio", { name: "Mine" }).click();
  await expect(page.getByRole("link", { name: /Marta/ })).toBeVisible();

  // Typing takes over; the summary stays until the answer is there.
  await page.getByRole("textbox", { name: "Message" }).fill("Hi Marta, it comes tomorrow.");
  await expect(page.getByText("You are answering.")).toBeVisible();
  await expect(brief).toBeVisible();
  await page.keyboard.press("Enter");
  expect((await customer.nextReply(30_000)).body).toBe("Hi Marta, it comes tomorrow.");
  await expect(brief).toBeHidden();

  await page.getByRole("button", { name: "Close conversation" }).click();
  await expect(page.getByText("Conversation closed")).toBeVisible();
  await expect(page.getByText("The bot answers here.")).toBeVisible();
  await expect(page.getByText(/^Closed here/)).toBeVisible();
  await expect(page.getByText(/^Looked after by /)).toHaveCount(0);
  await picture(page, "handover-closed");

  customer.sendText("Do you have a loyalty programme?");
  expect((await customer.nextReply(30_000)).body).toMatch(/point/);
});
