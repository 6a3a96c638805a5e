/**
 * The first time: from the sign-up form to the first answer on a customer's phone, as somebody does it who has no manual.
 * Each step is offered on the page where the one before ends; only the first address is typed.
 */
import type { Page } from "@playwright/test";
import { createApiClient } from "../scripts/api-client";
import { countEffort } from "./counted-effort";
import { expect, PASSWORD, pageIsAwake, test } from "./fixtures";

const EMAIL = `ana-${Date.now()}@fern-and-flour.example`;
const MOST_CLICKS = 12;
/** Beyond those of the sign-up form. */
const MOST_FIELDS = 2;

const DOCUMENT = {
  name: "bakery-guide.txt",
  mimeType: "text/plain",
  buffer: Buffer.from(`Fern & Flour, a bakery by the river

Opening hours
We are open from Tuesday to Saturday, from 7:30 to 18:00. On Sundays and Mondays the bakery is closed.

Cakes to order
A birthday cake for twelve people costs 46 euros. Order it at least three days ahead, by message or in the shop.
We bake without nuts on request.

Delivery
We deliver inside the city for 5 euros, and without a fee from 60 euros on.
`),
};

test("from sign-up to the first grounded answer in twelve clicks and two fields at most", async ({
  page,
  installation: { parley, whatsapp, afterTest },
}) => {
  const effort = await countEffort(page);
  const lap = stopwatch();
  const phone = whatsapp.phone("351914000700", { pushname: "Fern & Flour" });
  const customer = phone.customer("351924000800", { name: "Nuno" });

  await page.goto(`${parley.url}/sign-up`);
  lap("opened the sign-up form");
  await page.getByLabel("Email").click();
  await page.keyboard.type(EMAIL);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/accounts$/);
  await pageIsAwake(page);
  lap("signed up");

  await page.getByRole("button", { name: "New account" }).click();
  await expect(page.getByLabel("Name"), "one can type at once").toBeFocused();
  await page.keyboard.type("Fern & Flour");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.waitForURL(/\/accounts\/acc_\w+\/connection$/);
  lap("named the account");

  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const accountId = /acc_\w+/.exec(page.url())?.[0] ?? "";
  afterTest.push(() => disconnect(parley.url, accountId));
  const qr = page.getByTestId("qr");
  await expect(qr).toHaveAttribute("data-qr", /.+/, { timeout: 60_000 });
  lap("saw the code");
  // The phone does this; nothing in the page is clicked.
  whatsapp.scan((await qr.getAttribute("data-qr")) ?? "", phone);
  await expect(page.getByText("Connected", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  lap("linked the phone");

  await nextStep(page).getByRole("link", { name: "Add documents" }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(DOCUMENT);
  await expect(page.getByRole("listitem").filter({ hasText: DOCUMENT.name })).toContainText("Ready", {
    timeout: 60_000,
  });
  lap("the document is read");

  await expect(nextStep(page)).toContainText("Write to your number from another phone");
  await nextStep(page).getByRole("link", { name: "Open the inbox" }).click();
  await expect(page.getByText("Ready for customers")).toBeVisible();
  lap("waits for customers");
  customer.sendText("How much is a birthday cake for twelve people?");
  const reply = await customer.nextReply(60_000);
  lap("the customer has the answer");
  const toTheAnswer = { clicks: [...effort.clicks], fields: [...effort.fields] };

  expect(reply.body).toMatch(/46 euros/);
  // It stands on the document, and the page that was open shows it.
  await page.getByRole("link", { name: /Nuno/ }).click();
  const why = page.getByRole("log", { name: "Messages" }).getByRole("button", { name: /why this answer/i });
  await why.first().click();
  await expect(page.getByText("Used in the reply").first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Passages" }).getByRole("link", { name: DOCUMENT.name })).toBeVisible();

  const beyondSignUp = toTheAnswer.fields.filter((field) => !field.startsWith("/sign-up "));
  report(lap.times, { clicks: toTheAnswer.clicks, fields: beyondSignUp });
  // A listener that heard nothing would make every limit hold.
  expect(toTheAnswer.fields.filter((field) => field.startsWith("/sign-up "))).toHaveLength(2);
  expect(beyondSignUp.length).toBeGreaterThan(0);
  expect(toTheAnswer.clicks).toContain("Create account");
  expect(toTheAnswer.clicks.length).toBeLessThanOrEqual(MOST_CLICKS);
  expect(beyondSignUp.length).toBeLessThanOrEqual(MOST_FIELDS);
});

const nextStep = (page: Page) => page.getByRole("region", { name: "Next step" });

/** Each call names what has just been reached, and keeps how long it took. */
function stopwatch() {
  let last = performance.now();
  const times: { step: string; ms: number }[] = [];
  const lap = (step: string) => {
    const now = performance.now();
    times.push({ step, ms: now - last });
    last = now;
  };
  return Object.assign(lap, { times });
}

function report(times: { step: string; ms: number }[], effort: { clicks: string[]; fields: string[] }): void {
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1).padStart(6)} s`;
  const lines = [
    ...times.map(({ step, ms }) => `${seconds(ms)}  ${step}`),
    `${seconds(times.reduce((sum, { ms }) => sum + ms, 0))}  in all`,
    `clicks: ${effort.clicks.length} (${effort.clicks.join(", ")})`,
    `fields beyond the sign-up form: ${effort.fields.length} (${effort.fields.join(", ")})`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Ends the number's browser, which would keep running beside all that follow. */
async function disconnect(url: string, accountId: string): Promise<void> {
  const { trpc } = createApiClient(url);
  await trpc.auth.signIn.mutate({ email: EMAIL, password: PASSWORD });
  await trpc.connection.stop.mutate({ accountId });
}
