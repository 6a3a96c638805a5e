import { existsSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { test as base, expect, type Installation, install, PASSWORD } from "./fixtures";

const root = path.resolve(import.meta.dirname, "..");
const sharedData = process.env.PARLEY_SHARED_DATA ?? path.join(root, "..", "shared", "data");

/** An installation of its own: after the kill no numbers of other tests are started again beside this one. */
const test = base.extend<object, { installation: Installation }>({
  installation: [
    async ({}, use) => {
      const own = await install({});
      await use(own);
      await own.dispose();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

interface Scenario {
  name: string;
  pdf: string;
  first: { question: string; answer: RegExp; page: number };
  second: { question: string; answer: RegExp };
}

const SCENARIOS: Scenario[] = [
  {
    name: "the sample business's handbook",
    pdf: path.join(root, "scripts/sample-business/rental-handbook.pdf"),
    first: { question: "How much is the deposit for an electric bike?", answer: /400\s?€/, page: 1 },
    second: { question: "Until when can I cancel free of charge?", answer: /48 hours/ },
  },
  {
    name: "a real manual",
    pdf: path.join(sharedData, "pdf/gm-assistant-userguide-en.pdf"),
    first: { question: "How many dice can I roll at most with the dice simulator?", answer: /maximum 10/, page: 9 },
    second: { question: "Which languages are supported?", answer: /French/ },
  },
];

for (const scenario of SCENARIOS) {
  test(`a customer is answered from ${scenario.name}, also after the server was killed`, async ({
    page,
    installation,
  }) => {
    test.skip(
      !existsSync(scenario.pdf),
      `${path.basename(scenario.pdf)} is not on this machine: the shared test data is not part of the repository`,
    );
    const { parley, whatsapp } = installation;
    const phone = whatsapp.phone(uniqueNumber("351911"), { pushname: "Lumen Bikes" });
    const customer = phone.customer(uniqueNumber("351922"), { name: "Marta" });

    await signUp(page, parley.url);
    await createAccount(page, "Lumen Bikes");
    await uploadDocument(page, scenario.pdf);
    await linkPhone(page, (qr) => whatsapp.scan(qr, phone));

    await openTab(page, "Inbox");
    customer.sendText(scenario.first.question);
    const reply = await customer.nextReply(30_000);
    expect(reply.body).toMatch(scenario.first.answer);
    // Live: the page was open before anything was written.
    await page.getByRole("link", { name: /Marta/ }).click();
    const messages = page.getByRole("log", { name: "Messages" });
    await expect(messages.getByText(scenario.first.question)).toBeVisible();
    await expect(messages.getByText(scenario.first.answer).first()).toBeVisible();

    await askInPlayground(page, scenario);

    // As a power switch would: no goodbye to the browser, the database or WhatsApp.
    await parley.stop("SIGKILL");
    await parley.start();
    await openTab(page, "Connection");
    await expect(page.getByText("Connected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByTestId("qr")).toHaveCount(0);

    customer.sendText(scenario.second.question);
    const second = await customer.nextReply(30_000);
    expect(second.body).toMatch(scenario.second.answer);
    expect(customer.messages.filter(({ fromMe }) => fromMe)).toHaveLength(2);
    await openTab(page, "Inbox");
    await page.getByRole("link", { name: /Marta/ }).click();
    await expect(messages.getByText(scenario.second.question)).toBeVisible();
  });
}

/** Every run and retry has numbers of its own, because the simulator keeps what it has seen. */
const uniqueNumber = (prefix: string) =>
  `${prefix}${Math.floor(Math.random() * 1e6)
    .toString()
    .padStart(6, "0")}`;

async function signUp(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-up`);
  await page.getByLabel("Email").fill(`owner-${Date.now()}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/accounts/);
}

async function createAccount(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New account" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.waitForURL(/\/accounts\/acc_/);
}

const openTab = (page: Page, name: string) => page.getByRole("navigation").getByRole("link", { name }).first().click();

async function uploadDocument(page: Page, file: string): Promise<void> {
  await openTab(page, "Knowledge");
  await page.getByLabel("Upload documents").setInputFiles(file);
  const row = page.getByRole("listitem").filter({ hasText: path.basename(file) });
  await expect(row).toContainText("Ready", { timeout: 120_000 });
}

async function linkPhone(page: Page, scan: (qr: string) => void): Promise<void> {
  await openTab(page, "Connection");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const qr = page.getByTestId("qr");
  await expect(qr).toHaveAttribute("data-qr", /.+/, { timeout: 60_000 });
  scan((await qr.getAttribute("data-qr")) ?? "");
  await expect(page.getByText("Connected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
}

async function askInPlayground(page: Page, { pdf, first }: Scenario): Promise<void> {
  await openTab(page, "Playground");
  await page.getByRole("textbox", { name: "Question" }).fill(first.question);
  await page.getByRole("button", { name: "Ask" }).click();
  const cited = page.getByRole("list", { name: "Passages" }).getByRole("listitem");
  await expect(cited.filter({ hasText: `${path.basename(pdf)}, page ${first.page}` }).first()).toBeVisible();
}
