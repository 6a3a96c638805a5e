/** The keyboard: the palette, the way to each page, and the sheet that tells the keys. */
import { expect, test } from "./fixtures";
import { openAs } from "./linked-shop";
import { inspectViews } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("pages, accounts and the theme are found by typing, and keys lead everywhere", async ({
  browser,
  installation,
}) => {
  test.setTimeout(120_000);
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  await owner.trpc.account.create.mutate({ name: "Harbour Café" });
  const page = await openAs(browser, {
    user: owner,
    errors,
    url: `${installation.parley.url}/accounts/${accountId}/home`,
  });
  // Keys are heard from the moment on in which the rail says which one it is.
  await expect(page.getByRole("button", { name: "Search" })).toContainText("Ctrl K");

  // It comes with the first sign of somebody, and is there for the first letters.
  await page.mouse.move(200, 200);
  await expect(page.locator("dialog[aria-label='Go to or do']")).toBeAttached();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Go to or do" });
  await expect(palette.getByRole("option", { name: "Knowledge" })).toBeVisible();
  await inspectViews(page, "commands-palette");
  await page.keyboard.type("nothing of the kind");
  await expect(palette.getByText("Nothing is called so.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("knowl");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/knowledge$/);
  await expect(palette).toBeHidden();

  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/playground$/);
  // Where somebody types, a letter is a letter.
  await page.getByRole("textbox", { name: "Question" }).fill("");
  await page.getByRole("textbox", { name: "Question" }).pressSequentially("gi?");
  await expect(page.getByRole("textbox", { name: "Question" })).toHaveValue("gi?");
  await expect(page).toHaveURL(/\/playground$/);

  await page.getByRole("heading", { name: "Playground" }).click();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await expect(sheet.getByText("Go to or do anything")).toBeVisible();
  await inspectViews(page, "commands-keys");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.getByRole("button", { name: "Search" }).click();
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("harbour");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Harbour Café" })).toBeVisible();
});
