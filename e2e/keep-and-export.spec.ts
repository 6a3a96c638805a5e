/** How long conversations are kept, and a copy of everything: for whoever may, and for whoever may not. */
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, joinAs, test } from "./fixtures";
import { openAs } from "./linked-shop";
import { inspectViews, picture } from "./looking";

const errors: string[] = [];
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("an owner shortens how long conversations are kept, and downloads everything", async ({
  browser,
  installation,
}) => {
  const owner = await installation.signUp();
  const accountId = (await owner.trpc.account.create.mutate({ name: "Lumen Bikes" })).id;
  const url = `${installation.parley.url}/accounts/${accountId}/settings`;
  const page = await openAs(browser, { user: owner, errors, url });
  await page.setViewportSize({ width: 1280, height: 1500 });
  const panel = page.getByRole("region", { name: "How long conversations are kept" });
  await panel.getByRole("button", { name: "Keep conversations: For ever" }).click();
  await page.getByRole("menuitemradio", { name: "90 days" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Keep conversations for 90 days?" });
  await expect(dialog).toContainText("Nothing is older yet");
  await picture(page, "keep-dialog");
  await dialog.getByRole("button", { name: "Change nothing" }).click();
  await expect(panel.getByText("Nothing is removed by itself.")).toBeVisible();
  await panel.getByRole("button", { name: "Keep conversations: For ever" }).click();
  await page.getByRole("menuitemradio", { name: "90 days" }).click();
  await dialog.getByRole("button", { name: "Remove what is older" }).click();
  await expect(panel.getByText("What goes after 90 days:")).toBeVisible();
  await expect(panel.getByText("Until then you can change it back.")).toBeVisible();
  expect(await owner.trpc.retention.get.query({ accountId })).toMatchObject({ keepDays: 90 });

  const exporting = page.getByRole("region", { name: "Export" });
  const downloading = page.waitForEvent("download");
  await exporting.getByRole("link", { name: "Export everything" }).click();
  const download = await downloading;
  const lines = gunzipSync(await readFile(await download.path()))
    .toString()
    .trimEnd()
    .split("\n");
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ type: "end", lines: lines.length - 1 });
  await expect(exporting.getByRole("status")).toContainText("It is being made");
  await picture(page, "keep-and-export");
  await inspectViews(page, "keep-and-export");
  await page.context().close();
});

test("an operator reads how long conversations are kept, and gets no copy", async ({ browser, installation }) => {
  const owner = await installation.signUp();
  const accountId = (await owner.trpc.account.create.mutate({ name: "Lumen Bikes" })).id;
  const operator = await installation.signUp();
  await joinAs(operator, { owner, accountId, role: "operator" });
  const url = `${installation.parley.url}/accounts/${accountId}/settings`;
  const page = await openAs(browser, { user: operator, errors, url });
  const panel = page.getByRole("region", { name: "How long conversations are kept" });
  await expect(panel.getByText("Conversations are kept for ever.")).toBeVisible();
  await expect(panel.getByRole("button")).toHaveCount(0);
  await expect(page.getByText("Only an owner of this account can download everything it holds.")).toBeVisible();
  const copy = `${installation.parley.url}/export/account/${accountId}.ndjson.gz`;
  expect((await page.request.get(copy)).status()).toBe(403);
  await page.context().close();
});
