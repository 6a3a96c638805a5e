/** How the bot answers, in a browser: drafted, tried on the past, published, rolled back. */
import { expect, type Installation, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { examine, inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

const settingsUrl = ({ parley }: Installation, accountId: string) => `${parley.url}/accounts/${accountId}/ai`;

test("settings are drafted, tried on what customers asked, published, and taken back", async ({
  browser,
  installation,
}) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  const answerTo = async (text: string) => {
    customer.sendText(text);
    return (await customer.nextReply(60_000)).body;
  };
  const greeting = await answerTo("Hello");
  await answerTo("Can I have a refund?");

  const page = await openAs(browser, { user: owner, errors, url: settingsUrl(installation, accountId) });
  await expect(page.getByText("Version 1 is in use.")).toBeVisible();
  await expect(page.getByText("There is no draft. Save one")).toBeVisible();
  await inspectViews(page, "ai-settings-fresh");

  // What is wrong is said where it is wrong, and nothing is saved.
  await page.getByLabel("Hands over below").fill("0.9");
  await page.getByRole("button", { name: "Add a subject" }).click();
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("Choose a value that isn't above the one for plain answers.")).toBeVisible();
  await expect(page.getByText("Give the topic a name.")).toBeVisible();
  await expect(page.getByText("Write at least one word that tells the topic.")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();

  await page.getByLabel("Hands over below").fill("0.4");
  await page.getByLabel("Name", { exact: true }).fill("Refunds");
  await page.getByLabel("What happens").selectOption("decline");
  await page.getByLabel("Words that tell it").fill("refund, money back");
  await page.getByLabel("Greeting").fill("Welcome to Lumen Bikes! Ask me about our bikes and our opening hours.");
  await page.getByLabel("Signature").fill("Lumen Bikes, Lisbon");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("saved a draft")).toBeVisible();

  // Nothing that customers get has changed.
  expect(await answerTo("Hello")).toBe(greeting);

  await page.getByRole("button", { name: "Ask them again" }).click();
  await expect(page.getByText("3 of 3 asked, 3 answered differently.")).toBeVisible();
  const changed = page.getByRole("list", { name: "Answered differently" });
  await expect(changed.getByText("Now answered")).toBeVisible();
  await expect(changed.getByText("I can't help with that here.")).toBeVisible();
  await inspectViews(page, "ai-settings-replay");
  await page.getByRole("radio", { name: "Test questions" }).click();
  await page.getByRole("button", { name: "Ask the test questions" }).click();
  await expect(page.getByText("There are no test questions yet.")).toBeVisible();

  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Refunds (the bot declines: refund, money back)")).toBeVisible();
  await dialog.getByLabel("What for").fill("No talk of refunds");
  await picture(page, "ai-settings-publish-light-wide");
  await examine(page);
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 2 is in use.")).toBeVisible();

  expect(await answerTo("Hello")).toContain("Welcome to Lumen Bikes!");
  expect(await answerTo("I want my money back")).toContain("I can't help with that here.");

  await page.getByRole("button", { name: "Go back to version 1" }).click();
  await page.getByRole("button", { name: "Go back", exact: true }).click();
  await expect(page.getByText("Version 3 is in use.")).toBeVisible();
  await expect(page.getByText("A copy of version 1.")).toBeVisible();
  expect(await answerTo("Hello")).toBe(greeting);
  await inspectViews(page, "ai-settings-versions");
});

test("who saves second is told, and keeps what they typed", async ({ browser, installation }) => {
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  const page = await openAs(browser, { user: owner, errors, url: settingsUrl(installation, accountId) });
  await page.getByLabel("Signature").fill("Mine");
  const { live } = await owner.trpc.config.read.query({ accountId });
  await owner.trpc.config.saveDraft.mutate({
    accountId,
    settings: { ...live.settings, signature: "Theirs" },
    revision: 0,
  });
  await expect(page.getByText("saved a draft")).toBeVisible();
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("Somebody else changed the draft meanwhile.")).toBeVisible();
  await expect(page.getByLabel("Signature")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Signature")).toHaveValue("Theirs");
});
