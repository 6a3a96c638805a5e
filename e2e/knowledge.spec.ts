/** A document's life in the browser: many at once, passwords, being stopped, new versions, folders, and who may do what. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { sampleDocuments } from "../scripts/sample-documents";
import { makePdf } from "../src/server/knowledge/fixtures/make-pdf";
import { expect, type Installation, joinAs, type SignedInUser, signInBrowser, test } from "./fixtures";
import { examine, inspectViews, picture } from "./looking";
import { scannedPdf } from "./scanned-pdf";

const PASSWORD = "cantaloupe";
const pdf = (name: string, bytes: Uint8Array) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(bytes) });
const text = (name: string, content: string) => ({ name, mimeType: "text/markdown", buffer: Buffer.from(content) });
const pageOf = (...lines: string[]) => ({
  texts: lines.map((line, row) => ({ text: line, x: 60, y: 700 - row * 20 })),
});
const contract = () => pdf("contract.pdf", makePdf([pageOf("Kayaks cost forty euros a day.")], { password: PASSWORD }));
const tours = (pages: number) =>
  makePdf(
    Array.from({ length: pages }, (_, index) =>
      pageOf(
        ...Array.from(
          { length: 20 },
          (_, row) => `Tour ${index} leg ${row} passes lighthouse number ${index * 20 + row}.`,
        ),
      ),
    ),
  );

interface Stage {
  owner: SignedInUser;
  accountId: string;
  rowOf: (name: string) => Locator;
}

async function openKnowledge(page: Page, installation: Installation): Promise<Stage> {
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  await open(page, installation, owner, accountId);
  return { owner, accountId, rowOf: (name) => rowOf(page, name) };
}

async function open(page: Page, { parley }: Installation, user: SignedInUser, accountId: string): Promise<void> {
  await signInBrowser(page.context(), parley.url, user);
  await page.goto(`${parley.url}/accounts/${accountId}/knowledge`);
  await page.getByRole("heading", { name: "Knowledge" }).waitFor();
}

const rowOf = (page: Page, name: string) =>
  page.getByRole("list", { name: "Documents" }).getByRole("listitem").filter({ hasText: name });
const add = (page: Page, files: Parameters<Locator["setInputFiles"]>[0]) =>
  page.getByLabel("Upload documents").setInputFiles(files);
const isReady = (row: Locator) => expect(row).toContainText("Ready", { timeout: 120_000 });
const choose = async (page: Page, name: string, item: RegExp) => {
  await page.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
};

test("five files at once go into a folder, each says how far it is, and the list can be narrowed to the folder", async ({
  page,
  installation,
}) => {
  const { rowOf } = await openKnowledge(page, installation);
  await add(page, text("terms.md", "# Terms\n\nBikes come back by six in the evening."));
  await isReady(rowOf("terms.md"));
  const files = (await sampleDocuments()).map(({ name, bytes }) => ({
    name,
    mimeType: "",
    buffer: Buffer.from(bytes),
  }));
  await page.getByLabel("Folder for new documents").fill("Summer");
  await add(page, [...files, pdf("tours.pdf", tours(40))]);
  expect(files).toHaveLength(4);
  await expect(rowOf("tours.pdf")).toContainText(
    /Waiting for its turn|Reading page \d+ of 40|Preparing \d+ of \d+ passages/,
  );
  for (const { name } of [...files, { name: "tours.pdf" }]) {
    await isReady(rowOf(name));
    await expect(rowOf(name)).toContainText("Summer");
  }
  await expect(rowOf("tours.pdf")).toContainText("40 pages");

  await page.getByRole("button", { name: "Show: All folders" }).click();
  await page.getByRole("menuitemradio", { name: /^No folder/ }).click();
  await expect(page.getByRole("list", { name: "Documents" }).getByRole("listitem")).toHaveCount(1);
  await choose(page, "terms.md", /Move to a folder/);
  await page.getByRole("dialog").getByLabel("Folder").fill("Paperwork");
  await page.getByRole("dialog").getByRole("button", { name: "Move", exact: true }).click();
  await expect(page.getByRole("list", { name: "Documents" })).toHaveCount(0);
  await page.getByRole("button", { name: "Show: No folder" }).click();
  await page.getByRole("menuitemradio", { name: /^Paperwork/ }).click();
  await expect(page.getByRole("list", { name: "Documents" }).getByRole("listitem")).toHaveCount(1);
  await expect(page.getByLabel("Folder for new documents")).toHaveValue("Paperwork");
});

test("a picture without text is explained; a locked file opens with its password, and not with another", async ({
  page,
  installation,
}) => {
  const { rowOf } = await openKnowledge(page, installation);
  await add(page, [pdf("scan.pdf", scannedPdf()), contract()]);
  await expect(rowOf("scan.pdf")).toContainText("The pages are pictures, and no text could be read from them.", {
    timeout: 60_000,
  });
  const row = rowOf("contract.pdf");
  await expect(row).toContainText("protected by a password", { timeout: 60_000 });
  await inspectViews(page, "knowledge-locked");
  await row.getByLabel("Password of contract.pdf").fill("melon");
  await row.getByRole("button", { name: "Open", exact: true }).click();
  await expect(row).toContainText("That password doesn't open the file.", { timeout: 60_000 });
  await row.getByLabel("Password of contract.pdf").fill(PASSWORD);
  await row.getByRole("button", { name: "Open", exact: true }).click();
  await isReady(row);
  await expect(row.getByLabel("Password of contract.pdf")).toHaveCount(0);
  expect(installation.parley.log).not.toContain(PASSWORD);
});

test("reading is stopped and begun again", async ({ page, installation }) => {
  const { rowOf } = await openKnowledge(page, installation);
  await add(page, pdf("tours.pdf", tours(300)));
  const row = rowOf("tours.pdf");
  await row.getByRole("button", { name: "Stop reading tours.pdf" }).click();
  await expect(row).toContainText("Stopped");
  await expect(row).toContainText("Reading was stopped");
  await row.getByRole("button", { name: "Try again" }).click();
  await expect(row.getByRole("button", { name: "Stop reading tours.pdf" })).toBeVisible();
});

test("a new version takes over when it can be read, and the file that counts can be downloaded", async ({
  page,
  installation,
}) => {
  const { accountId, rowOf, owner } = await openKnowledge(page, installation);
  const old = text("prices.md", "# Prices\n\nA kayak costs forty euros a day.\n");
  await add(page, old);
  await isReady(rowOf("prices.md"));
  const newVersion = page.getByLabel("New version of prices.md");

  await newVersion.setInputFiles(old);
  await expect(page.getByText("It is the same file")).toBeVisible();
  await newVersion.setInputFiles(pdf("scan.pdf", scannedPdf()));
  const next = page.getByRole("region", { name: "New version scan.pdf" });
  await expect(next).toContainText("The pages are pictures, and no text could be read from them.", { timeout: 60_000 });
  await expect(next).toContainText("The bot goes on answering from the version before.");
  await inspectViews(page, "knowledge-new-version");
  await next.getByRole("button", { name: "Discard the new version" }).click();
  await expect(next).toHaveCount(0);

  const id = (await owner.trpc.knowledge.list.query({ accountId }))[0]?.id ?? "";
  await newVersion.setInputFiles(text("prices-2027.md", "# Prices\n\nA kayak costs sixty euros a day.\n"));
  await expect(rowOf("prices-2027.md")).toContainText(/version 2, replaced \d/, { timeout: 60_000 });
  await page.goto(`${page.url()}/${id}`);
  await expect(page.getByRole("region", { name: "Page 1" })).toContainText("sixty euros");
  await page.getByRole("link", { name: "Knowledge", exact: true }).last().click();

  const download = page.waitForEvent("download");
  await choose(page, "prices-2027.md", /Download the original/);
  const file = await download;
  expect(file.suggestedFilename()).toBe("prices-2027.md");
  expect(await readFile(await file.path(), "utf8")).toContain("sixty euros");

  await page.getByRole("button", { name: "More for prices-2027.md" }).click();
  await picture(page, "knowledge-menu");
  await examine(page, '[role="menu"]');
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("“prices-2027.md” is deleted")).toBeVisible();
  await expect(rowOf("prices-2027.md")).toHaveCount(0);
});

test("a viewer sees and downloads, and changes nothing", async ({ browser, page, installation }) => {
  const { owner, accountId, rowOf: rowOfOwner } = await openKnowledge(page, installation);
  await add(page, [text("terms.md", "# Terms\n\nBikes come back by six."), contract()]);
  await isReady(rowOfOwner("terms.md"));
  await expect(rowOfOwner("contract.pdf")).toContainText("protected by a password", { timeout: 60_000 });

  const viewer = await installation.signUp();
  await joinAs(viewer, { owner, accountId, role: "viewer" });
  const theirs = await (await browser.newContext()).newPage();
  await open(theirs, installation, viewer, accountId);
  await expect(rowOf(theirs, "contract.pdf")).toContainText("protected by a password");
  await expect(theirs.locator("input")).toHaveCount(0);
  await expect(rowOf(theirs, "contract.pdf").getByRole("button")).toHaveCount(1);
  await theirs.getByRole("button", { name: "More for terms.md" }).click();
  await expect(theirs.getByRole("menuitem")).toHaveText(["See what was read", "Download the original"]);
  const id = (await owner.trpc.knowledge.list.query({ accountId }))[0]?.id ?? "";
  for (const attempt of [
    viewer.trpc.knowledge.stop.mutate({ accountId, documentId: id }),
    viewer.trpc.knowledge.unlock.mutate({ accountId, documentId: id, filePassword: PASSWORD }),
    viewer.trpc.knowledge.setFolder.mutate({ accountId, documentId: id, folder: "Mine" }),
  ])
    await expect(attempt).rejects.toThrow();
});
