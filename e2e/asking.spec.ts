/** Whether an answer helped: switched on, asked, and what the customer says, in a browser. */
import { expect, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("an answer asks whether it helped, and its rating is seen in the inbox and in the figures", async ({
  browser,
  installation,
}) => {
  test.setTimeout(180_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  const { url } = installation.parley;
  await owner.trpc.knowledge.answers.add.mutate({
    accountId,
    question: "How much is renting a tandem?",
    answer: "Renting a tandem costs 35 euros a day.",
  });

  const page = await openAs(browser, { user: owner, errors, url: `${url}/accounts/${accountId}/ai` });
  await page.getByRole("switch", { name: "Ask whether the answer helped" }).click();
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("saved a draft")).toBeVisible();
  await picture(page, "ai-settings-asking");
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Asks whether the answer helped")).toBeVisible();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 2 is in use.")).toBeVisible();

  customer.sendText("How much is renting a tandem?");
  const answer = await customer.nextReply(60_000);
  expect(answer.body).toContain("35 euros");
  expect(answer.body).toContain("Did this help? Reply with 👍 or 👎.");
  customer.sendText("👎🏽");
  expect((await customer.nextReply(60_000)).body).toContain("write “person”");

  await page.goto(`${url}/accounts/${accountId}/inbox`);
  await page
    .getByRole("link", { name: /Marta Sousa/ })
    .first()
    .click();
  await expect(page.getByTitle("Marta Sousa rated this answer with 👎 in a message")).toBeVisible();
  await picture(page, "inbox-rated");
  const why = page.getByRole("dialog", { name: "Why this answer" });
  const marks = page.getByRole("button", { name: /^Why this answer/ });
  await marks.first().click();
  await expect(why.getByText("Asked whether the answer helped.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(why).toBeHidden();
  await marks.last().click();
  await expect(why.getByText("The customer rated the answer before, so no document was searched.")).toBeVisible();
  await picture(page, "inbox-rated-why");

  await page.goto(`${url}/accounts/${accountId}/analytics`);
  await expect(page.getByRole("heading", { name: "100% of the answers that asked were rated" })).toBeVisible();
  await expect(
    page.getByText("1 answer asked its customer whether it helped. Of the ratings, 0% said yes."),
  ).toBeVisible();
  await page.getByRole("heading", { name: "100% of the answers that asked were rated" }).scrollIntoViewIfNeeded();
  await inspectViews(page, "analytics-asked");
});
