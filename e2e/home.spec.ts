/** An account's home: what is left to set up, what needs somebody, and how today goes. */
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import { expect, joinAs, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { inspectViews } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("a new account is led from one step to the next, and then home is calm", async ({ browser, installation }) => {
  test.setTimeout(180_000);
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  const page = await openAs(browser, { user: owner, errors, url: `${installation.parley.url}/accounts/${accountId}` });
  await expect(page).toHaveURL(/\/home$/);
  const steps = page.getByRole("list", { name: "Steps" });
  await expect(page.getByText("0 of 5 steps are done.")).toBeVisible();
  await expect(steps.getByRole("link", { name: "Add documents" })).toBeVisible();
  await expect(page.getByText("Nothing waits for anybody.")).toBeVisible();
  await expect(page.getByText("No answers yet")).toBeVisible();
  await inspectViews(page, "home-new");

  // The next step follows by itself.
  await owner.upload(accountId, "hours.txt", new TextEncoder().encode("We are open from 9 to 18 on weekdays."));
  await expect(steps.getByRole("link", { name: "Link the number" })).toBeVisible({ timeout: 40_000 });
  await steps.getByRole("link", { name: "Link the number" }).click();
  await expect(page).toHaveURL(/\/connection$/);
});

test("who waits and what couldn't be read is one click away, and today counts", async ({ browser, installation }) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  await owner.trpc.automation.saveHours.mutate({ accountId, hours: defaultBusinessHours("Europe/Lisbon") });
  customer.sendText("I want to talk to a person");
  await customer.nextReply(60_000);
  await owner.upload(accountId, "broken.pdf", new TextEncoder().encode("%PDF-1.7 nothing else"));
  const page = await openAs(browser, { user: owner, errors, url: `${installation.parley.url}/accounts/${accountId}` });
  const needs = page.getByRole("list", { name: "Needs you" });
  await expect(needs.getByText("1 customer waits for a person.")).toBeVisible();
  await expect(needs.getByText("1 document couldn't be read.")).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText("2 of 5 steps are done.")).toBeVisible();
  const figure = (label: string) => page.locator("dl > div").filter({ hasText: label }).locator("dd").first();
  await expect(figure("Received")).toHaveText("1");
  await expect(figure("Handed over")).toHaveText("1");
  await inspectViews(page, "home-busy");

  await needs.getByRole("link", { name: "Answer" }).click();
  await expect(page).toHaveURL(/\/inbox\?filter=waiting$/);
  await expect(page.getByRole("link", { name: /Marta Sousa/ })).toBeVisible();
});

test("a viewer sees what waits, and no steps that others have to do", async ({ browser, installation }) => {
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  const viewer = await installation.signUp();
  await joinAs(viewer, { owner, accountId, role: "viewer" });
  const page = await openAs(browser, { user: viewer, errors, url: `${installation.parley.url}/accounts/${accountId}` });
  await expect(page.getByText("Nothing waits for anybody.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Steps" })).toHaveCount(0);
});
