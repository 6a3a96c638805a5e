import { readFile } from "node:fs/promises";
import { LANGUAGE_COOKIE } from "@/domain/words/languages";
import { expect, signInBrowser, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { inspectViews, picture } from "./looking";

test("an account's conversations are shown in figures, for any period, and can be taken along", async ({
  browser,
  installation,
}) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  // Without documents both are handed over, for different reasons.
  for (const text of ["Do you repair boats?", "I want to talk to a person"]) {
    customer.sendText(text);
    await customer.nextReply(30_000);
  }
  const errors: string[] = [];
  const url = `${installation.parley.url}/accounts/${accountId}/analytics`;
  const page = await openAs(browser, { user: owner, url, errors });

  await expect(page.getByRole("heading", { name: "2 messages from customers, up from 0" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^100% of first responses came within a minute/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Most often: / })).toBeVisible();
  await inspectViews(page, "analytics");
  for (const [name, heading] of [
    ["reasons", /^Most often: /],
    ["hours", /^Busiest on /],
  ] as const) {
    await page.getByRole("heading", { name: heading }).scrollIntoViewIfNeeded();
    await picture(page, `analytics-${name}`);
  }

  await test.step("at the next visit the page comes with them, for the period in its address", async () => {
    const cameWith = async (address: string) => (await page.request.get(address)).text();
    expect(await cameWith(url)).toContain("2 messages from customers, up from 0");
    expect(await cameWith(`${url}?from=2026-01-01&to=2026-01-31`)).toContain("0 messages from customers, as before");
    await page.reload();
    await expect(page.getByRole("heading", { name: "2 messages from customers, up from 0" })).toBeVisible();
  });

  await test.step("in every language the server draws what the browser draws", async () => {
    for (const language of ["es", "pt", "ar", "en"]) {
      await page.context().addCookies([{ name: LANGUAGE_COOKIE, value: language, url }]);
      await page.reload();
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.getByRole("heading", { level: 2 }).nth(8)).toBeVisible();
      expect(errors).toEqual([]);
    }
  });

  await test.step("and is opened from another page", async () => {
    await page.getByRole("link", { name: "Team" }).click();
    await expect(page.getByRole("heading", { name: "Team", level: 1 })).toBeVisible();
    await page.getByRole("link", { name: "Analytics" }).click();
    await expect(page.getByRole("heading", { name: "2 messages from customers, up from 0" })).toBeVisible();
  });

  await test.step("another period, which stands in the address", async () => {
    await page.getByRole("radio", { name: "7 days" }).click();
    await expect(page).toHaveURL(/\?days=7$/);
    await page.getByRole("radio", { name: "From – to" }).click();
    await page.getByLabel("From", { exact: true }).fill("2026-01-01");
    await page.getByLabel("To", { exact: true }).fill("2026-01-31");
    await expect(page).toHaveURL(/from=2026-01-01&to=2026-01-31/);
    await expect(page.getByRole("heading", { name: "0 messages from customers, as before" })).toBeVisible();
    await page.getByRole("radio", { name: "28 days" }).click();
    await expect(page.getByRole("heading", { name: /^2 messages from customers/ })).toBeVisible();
  });

  await test.step("the figures as a table", async () => {
    await page.getByRole("button", { name: "Show as table: Messages" }).click();
    const table = page.getByRole("table");
    await expect(table.getByRole("row")).toHaveCount(29);
    await expect(table.getByRole("row").last()).toContainText("2");
    await page.getByRole("button", { name: "Show as table: First response" }).click();
    await inspectViews(page, "analytics-table");
  });

  await test.step("the figures as a file", async () => {
    const waits = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as CSV" }).click();
    const download = await waits;
    expect(download.suggestedFilename()).toMatch(/^parley-analytics-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d\.csv$/);
    const text = await readFile(await download.path(), "utf8");
    expect(text).toMatch(/^Messages,from customers,\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d,2,0\r$/m);
  });

  await test.step("a period that is too long says so", async () => {
    await page.goto(`${url}?from=2020-01-01&to=2026-01-31`);
    await expect(page.getByRole("alert").filter({ hasText: "Choose 400 days at most." })).toBeVisible();
  });
  expect(errors).toEqual([]);
  await page.context().close();
});

test("an account that nobody has written to says what will be here", async ({ context, page, installation }) => {
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Quiet shop" });
  await signInBrowser(context, installation.parley.url, owner);
  await page.goto(`${installation.parley.url}/accounts/${accountId}/analytics`);
  await expect(page.getByRole("heading", { name: "No messages yet" })).toBeVisible();
  await inspectViews(page, "analytics-empty");
});
