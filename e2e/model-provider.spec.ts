/** An account's own model provider, in a browser: tried, saved, used for a customer's answer, and removed. */
import type { Page } from "@playwright/test";
import { type OpenAiServer, startOpenAiServer } from "@/test/openai-server";
import { sampleDocuments } from "../scripts/sample-documents";
import { expect, install, joinAs, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { examine, picture, setView } from "./looking";

const QUESTION = "How much is the deposit for an electric bike?";
const KEY = "sk-cantaloupe-1a2b";
const IN_OWN_WORDS = "The deposit for an electric bike is 400 €.";

const errors: string[] = [];
test.afterEach(async ({}, info) => {
  if (info.status !== info.expectedStatus)
    await info.attach("parley.log", { body: installation.parley.log.slice(-200_000), contentType: "text/plain" });
  expect(errors.splice(0)).toEqual([]);
});

let openai: OpenAiServer;
let installation: Awaited<ReturnType<typeof install>>;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  openai = await startOpenAiServer();
  // No model of its own: an account's provider is the only one.
  installation = await install({ PARLEY_MODEL_HOSTS: new URL(openai.url).host });
});
test.afterAll(async () => {
  await installation.dispose();
  await openai.close();
});

test("an account's own provider is tried, answers its customers, and goes again", async ({ browser }) => {
  test.setTimeout(240_000);
  openai.whenChat(() => ({ kind: "status", status: 401, message: `Incorrect API key: ${KEY}` }));
  const { owner, accountId, customer } = await aLinkedShop(installation);
  for (const { name, bytes } of await sampleDocuments()) await owner.upload(accountId, name, bytes);
  const documents = () => owner.trpc.knowledge.list.query({ accountId });
  const areReady = async () => (await documents()).every(({ status }) => status === "ready");
  await expect.poll(areReady, { timeout: 60_000 }).toBe(true);
  const answer = async () => {
    customer.sendText(QUESTION);
    return (await customer.nextReply(60_000)).body;
  };

  const url = `${installation.parley.url}/accounts/${accountId}/ai`;
  const page = await openAs(browser, { user: owner, errors, url });
  const panel = page.getByRole("region", { name: "Model provider" });
  await expect(panel.getByText("None is set up: answers are picked")).toBeVisible();
  await look(page, "model-provider-none");

  await panel.getByRole("radio", { name: "Your own" }).check();
  await panel.getByLabel("Provider", { exact: true }).selectOption("custom");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByText("Write the address of the server.")).toBeVisible();
  await expect(panel.getByText("Name the model that answers.")).toBeVisible();

  await panel.getByLabel("Model at this provider").fill("local-chat");
  await panel.getByLabel("Key", { exact: true }).fill(KEY);
  await panel.getByLabel("Address", { exact: true }).fill("http://192.168.1.20:11434/v1");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByRole("alert")).toContainText("Whoever runs Parley can allow it");
  await panel.getByLabel("Address", { exact: true }).fill(openai.url);
  await panel.getByRole("button", { name: "Try it" }).click();
  await expect(panel.getByText("The provider doesn't accept this key")).toBeVisible();
  await look(page, "model-provider-wrong-key");

  openai.whenChat(() => ({
    kind: "reply",
    content: { action: "answer", sentences: [{ text: IN_OWN_WORDS, citations: [1] }] },
  }));
  await panel.getByRole("button", { name: "Try it" }).click();
  await expect(panel.getByText("local-chat: it works")).toBeVisible();
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByText("is in use.")).toBeVisible();
  await expect(panel.getByText("The stored key ends in 1a2b.").first()).toBeVisible();
  await expect(panel.getByLabel("Key", { exact: true })).toHaveValue("");
  await look(page, "model-provider-own");
  expect(await page.content()).not.toContain("cantaloupe");

  expect(await answer()).toContain(IN_OWN_WORDS);
  expect(openai.chats().every(({ authorization }) => authorization === `Bearer ${KEY}`)).toBe(true);

  // The stored key is for its own address.
  await panel.getByLabel("Address", { exact: true }).fill("https://models.example.com/v1");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByRole("alert")).toContainText("Enter the key for it.");
  await panel.getByRole("button", { name: "Undo" }).click();

  const asked = openai.chats().length;
  await panel.getByRole("radio", { name: "The one Parley was set up with" }).check();
  await panel.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  const own = async () => (await owner.trpc.modelProvider.read.query({ accountId })).own;
  await expect.poll(own).toBeNull();
  await expect(panel.getByText("is in use.")).toHaveCount(0);
  expect(await answer()).toContain("400");
  expect(openai.chats().length).toBe(asked);
});

test("an operator sees which provider writes, and who can change it", async ({ browser }) => {
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Harbour House" });
  const provider = { kind: "openai", key: KEY, model: "gpt-5-mini" } as const;
  await owner.trpc.modelProvider.save.mutate({ accountId, provider });
  const operator = await installation.signUp();
  await joinAs(operator, { owner, accountId, role: "operator" });
  const page = await openAs(browser, {
    user: operator,
    errors,
    url: `${installation.parley.url}/accounts/${accountId}/ai`,
  });
  const panel = page.getByRole("region", { name: "Model provider" });
  await expect(panel.getByText("Your own: OpenAI, model gpt-5-mini.")).toBeVisible();
  await expect(panel.getByText("can change it.")).toBeVisible();
  await expect(panel.getByRole("button")).toHaveCount(0);
  await look(page, "model-provider-operator", false);
});

/** The panel in both themes, wide and on a phone, where it begins at the top; leaves the page light and wide. */
async function look(page: Page, name: string, isExamined = true): Promise<void> {
  const panel = page.getByRole("region", { name: "Model provider" });
  for (const [theme, width, height] of [
    ["dark", 1440, 900],
    ["dark", 390, 844],
    ["light", 390, 844],
    ["light", 1440, 900],
  ] as const) {
    await setView(page, { theme, viewport: { width, height } });
    await panel.evaluate((element) => element.scrollIntoView({ block: "start" }));
    await picture(page, `${name}-${theme}-${width}`);
    if (isExamined && (theme === "dark") === (width === 390)) await examine(page);
  }
}
