/** What a model may do beside writing: switched on in a browser, used for a customer on the phone. */
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import {
  type ChatRequest,
  firstSentenceOf,
  type OpenAiServer,
  type Script,
  startOpenAiServer,
} from "@/test/openai-server";
import { expect, install, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { inspectViews } from "./looking";

let openai: OpenAiServer;
let installation: Awaited<ReturnType<typeof install>>;
const errors: string[] = [];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  openai = await startOpenAiServer();
  installation = await install({ OPENAI_API_KEY: "sk-local", OPENAI_BASE_URL: openai.url, OPENAI_MODEL: "local-chat" });
});
test.afterAll(async () => {
  await installation.dispose();
  await openai.close();
});
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

/** Looks the hours up for a question about them, and starts the form for one about repairs. */
function asTheModel(request: ChatRequest): Script {
  const { question = "" } = (request.data ?? {}) as { question?: string };
  if (/repair/i.test(question) && request.tools.includes("start_form"))
    return { kind: "tools", calls: [{ name: "start_form", input: { form: 1 } }] };
  if (!/open/i.test(question) || !request.tools.includes("business_hours")) return firstSentenceOf(request);
  const [found] = request.toolResults as { id: number }[];
  if (!found) return { kind: "tools", calls: [{ name: "business_hours", input: {} }] };
  const sentences = [{ text: "On Wednesdays we are open from 09:00 to 18:00.", citations: [found.id] }];
  return { kind: "reply", content: { action: "answer", sentences } };
}

test("an admin lets the model look up the hours and start a form, and a customer is served by both", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  openai.whenChat(asTheModel);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  await owner.trpc.automation.saveHours.mutate({ accountId, hours: defaultBusinessHours("Europe/Lisbon") });
  const form = {
    name: "Repair",
    questions: [{ kind: "text" as const, field: "bike", ask: "Which bike is it?", again: "" }],
    done: "Thank you, a mechanic will write to you.",
    cancelWord: "cancel",
    cancelled: "All right, never mind.",
    timeoutMinutes: 60,
  };
  await owner.trpc.automation.createForm.mutate({ accountId, form });

  const page = await openAs(browser, {
    user: owner,
    errors,
    url: `${installation.parley.url}/accounts/${accountId}/ai`,
  });
  await page.getByRole("switch", { name: "Look up the business hours" }).click();
  await page.getByLabel("Look up fields of the contact").fill("bike, membership");
  await page.getByLabel("Also hand over when").fill("Somebody wants to sell us a bike.");
  await page.getByRole("button", { name: "Add a form" }).click();
  await page.getByRole("button", { name: "Add a lookup" }).click();
  await page.getByLabel("Address", { exact: true }).fill("http://localhost/orders");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("Say when to start it.")).toBeVisible();
  await expect(page.getByText("Write the address of a public site, such as https://example.com/orders.")).toBeVisible();
  await inspectViews(page, "tools-problems");

  await page.getByLabel("Start it when").fill("Somebody wants a repair.");
  await page.getByRole("button", { name: "Remove lookup 1" }).click();
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("saved a draft")).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Looks up the business hours")).toBeVisible();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 2 is in use.")).toBeVisible();

  const says = async (text: string) => {
    customer.sendText(text);
    return (await customer.nextReply(60_000)).body;
  };
  expect(await says("When are you open on Wednesdays?")).toBe("On Wednesdays we are open from 09:00 to 18:00.");
  expect(await says("My bike needs a repair")).toBe("Which bike is it?");
  expect(await says("The blue one")).toBe(form.done);

  await page.goto(`${installation.parley.url}/accounts/${accountId}/playground`);
  await page.getByRole("textbox", { name: /question/i }).fill("When are you open on Wednesdays?");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Tools the model used")).toBeVisible();
  await expect(page.getByText("Wednesday: open from 09:00 to 18:00.").first()).toBeVisible();
  await inspectViews(page, "tools-why");
});
