import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, joinAs, signInBrowser, test } from "./fixtures";
import { inspectViews } from "./looking";

const FAQ = path.resolve(import.meta.dirname, "../scripts/sample-business/shop-faq.md");

test("in shadow mode the bot drafts, people send, and how far they agree is measured", async ({
  page,
  browser,
  installation,
}) => {
  const { parley, whatsapp, signUp } = installation;
  const owner = await signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  await owner.upload(accountId, "shop-faq.md", new Uint8Array(await readFile(FAQ)));
  const phone = whatsapp.phone("351910004433", { pushname: "Lumen Bikes" });
  const customer = phone.customer("351920004433", { name: "Marta" });
  await owner.trpc.connection.start.mutate({ accountId });
  const connection = () => owner.trpc.connection.get.query({ accountId });
  await expect.poll(async () => (await connection()).qr, { timeout: 60_000 }).not.toBeNull();
  whatsapp.scan((await connection()).qr ?? "", phone);
  await expect.poll(async () => (await connection()).state, { timeout: 60_000 }).toBe("ready");
  const sent = () => customer.messages.filter(({ fromMe }) => fromMe).map(({ body }) => body ?? "");

  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await signInBrowser(page.context(), parley.url, owner);
  await page.goto(`${parley.url}/accounts/${accountId}/ai`);
  await expect(page.getByText("No drafts to compare yet")).toBeVisible();
  await page.getByRole("switch", { name: "The bot drafts, people send" }).click();
  const isShadowed = async () => (await owner.trpc.account.get.query({ accountId })).isShadowed;
  await expect.poll(isShadowed).toBe(true);
  await inspectViews(page, "shadow-empty");

  await page.goto(`${parley.url}/accounts/${accountId}/inbox`);
  await expect(page.getByText("Shadow mode is on: the bot drafts, your team sends.")).toBeVisible();
  customer.sendText("How can I pay?");
  await page.getByRole("link", { name: /Marta/ }).click();
  const draft = page.getByRole("region", { name: "The bot's draft" });
  await expect(draft.getByText(/MB Way/)).toBeVisible();
  await expect(draft.getByRole("list", { name: "Sources" })).toContainText("shop-faq.md");
  await expect(page.getByText("The bot drafts here.")).toBeVisible();
  expect(sent()).toEqual([]);
  // As the server draws it.
  await page.reload();
  await expect(draft.getByText(/MB Way/)).toBeVisible();
  await inspectViews(page, "shadow-draft");

  // While a dialog is open the key means something else.
  await draft.getByRole("button", { name: "Why this draft" }).click();
  const why = page.getByRole("dialog", { name: "Why this answer" });
  await expect(why.getByText("Used in the reply").first()).toBeVisible();
  await page.keyboard.press("Alt+Enter");
  await page.keyboard.press("Escape");
  await expect(why).toBeHidden();
  await expect(draft.getByRole("button", { name: /^Send/ })).toBeEnabled();
  expect(sent()).toEqual([]);

  await page.keyboard.press("Alt+Enter");
  const first = (await customer.nextReply(30_000)).body;
  expect(first).toMatch(/MB Way/);
  await expect(draft).toBeHidden();
  await expect(page.getByText("Waiting for a person.")).toBeHidden();

  // Sending is no takeover: the next question is drafted as well.
  customer.sendText("Do you have a loyalty programme?");
  await expect(draft.getByText(/point/).first()).toBeVisible();
  await lookAsViewer();
  await draft.getByRole("button", { name: "Edit" }).click();
  const field = page.getByRole("textbox", { name: "Message" });
  await expect(field).toBeFocused();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(field).toHaveValue("");
  await draft.getByRole("button", { name: "Edit" }).click();
  await field.press("End");
  await field.pressSequentially(" Ask us for yours.");
  await inspectViews(page, "shadow-editing");
  await field.press("Enter");
  expect((await customer.nextReply(30_000)).body).toMatch(/point[\s\S]* Ask us for yours\.$/);
  await expect(draft).toBeHidden();

  // What somebody throws away is not sent, and the customer still waits.
  customer.sendText("When are you open on Saturday?");
  await draft.getByRole("button", { name: "Discard" }).click();
  await expect(draft).toBeHidden();
  await expect(page.getByText("The bot's draft was discarded.").first()).toBeVisible();
  expect(sent()).toHaveLength(2);

  await page.goto(`${parley.url}/accounts/${accountId}/ai`);
  await expect(page.getByText("Your team sent 1 of 3 drafts unchanged.")).toBeVisible();
  await expect(page.getByRole("row", { name: /shop-faq\.md/ })).toContainText("33 %");
  await inspectViews(page, "shadow-agreement");
  expect(errors, "what the server drew is what the browser draws").toEqual([]);

  async function lookAsViewer(): Promise<void> {
    const viewer = await signUp();
    await joinAs(viewer, { owner, accountId, role: "viewer" });
    const context = await browser.newContext();
    await signInBrowser(context, parley.url, viewer);
    const view: Page = await context.newPage();
    await view.goto(page.url());
    const seen = view.getByRole("region", { name: "The bot's draft" });
    await expect(seen.getByText(/point/).first()).toBeVisible();
    await expect(seen.getByRole("button", { name: /^(Send|Edit|Discard)/ })).toHaveCount(0);
    await view.keyboard.press("Alt+Enter");
    await expect(view.getByText("Nothing goes out until somebody sends it.")).toBeVisible();
    await context.close();
  }
});
