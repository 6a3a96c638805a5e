/** Automation rules in a browser: built, tried on the past, switched on, and acting for a customer. */
import { expect, test } from "./fixtures";
import { aLinkedShop, openAs } from "./linked-shop";
import { examine, inspectViews, picture } from "./looking";

const errors: string[] = [];
const MENU = "%PDF-1.7 soup, bread, tea";
test.afterEach(() => expect(errors.splice(0)).toEqual([]));

test("a rule is built, tried on the past, switched on, and answers a customer", async ({ browser, installation }) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Do you have a discount?");
  await customer.nextReply(60_000);
  customer.sendText("Thank you!");
  await customer.nextReply(60_000);

  const page = await openAs(browser, {
    user: owner,
    errors,
    url: `${installation.parley.url}/accounts/${accountId}/automations`,
  });
  await expect(page.getByText("No rules yet")).toBeVisible();
  await inspectViews(page, "automations-empty");

  await page.getByRole("button", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText("Give the rule a name.")).toBeVisible();
  await expect(dialog.getByText("Write at least one word.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Discounts");
  await dialog.getByLabel("Words").fill("discount, rebate");
  await expect(dialog.getByText("Write at least one word.")).toHaveCount(0);
  await dialog.getByLabel("Text", { exact: true }).fill("Hi {{first_name|there}}, 10 % on Mondays.");
  await dialog.getByRole("button", { name: "Add a step" }).click();
  await dialog.getByRole("group", { name: "Step 2" }).getByRole("combobox").selectOption("add_tag");
  await dialog.getByLabel("Tag").fill("Bargain");
  await picture(page, "automations-builder-light-wide");
  await examine(page);
  await dialog.getByRole("button", { name: "Save and try" }).click();

  const tried = page.getByRole("dialog", { name: /Try “Discounts”/ });
  await expect(tried.getByText("It would have acted in 1 of the last 2 messages.")).toBeVisible();
  await expect(tried.getByText("Send “Hi Marta, 10 % on Mondays.”")).toBeVisible();
  await picture(page, "automations-dry-run-light-wide");
  await examine(page);
  await page.keyboard.press("Escape");

  const rules = page.getByRole("list", { name: "Rules" }).getByRole("listitem");
  await expect(rules).toContainText(
    "When a message has the word “discount” or “rebate”, send “Hi {{first_name|there}}, 10 % on Mondays.” and add the tag “bargain”. Nothing else answers.",
  );
  const isOn = page.getByRole("switch", { name: "Discounts is on" });
  await expect(isOn).not.toBeChecked();
  await isOn.click();
  await expect(isOn).toBeChecked();
  customer.sendText("Is there a REBATE today?");
  expect((await customer.nextReply(60_000)).body).toBe("Hi Marta, 10 % on Mondays.");

  await page.goto(`${installation.parley.url}/accounts/${accountId}/inbox`);
  await page.getByRole("link", { name: /Marta/ }).click();
  await expect(page.getByRole("log", { name: "Messages" }).getByText("Hi Marta, 10 % on Mondays.")).toBeVisible();
  await page.context().close();
});

test("a rule sends a file that was chosen on this machine", async ({ browser, installation }) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  customer.sendText("Can I see the menu?");
  await customer.nextReply(60_000);
  const page = await openAs(browser, {
    user: owner,
    errors,
    url: `${installation.parley.url}/accounts/${accountId}/automations`,
  });
  await page.getByRole("button", { name: /Send the price list/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText("Choose a file.")).toBeVisible();
  const choose = (name: string, mimeType: string, content: string) =>
    dialog.getByTestId("rule-file").setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
  await choose("menu.pdf", "application/pdf", "");
  await expect(dialog.getByText(/The file is empty/)).toBeVisible();
  await choose("menu.pdf", "application/pdf", "<html>not a menu</html>");
  await expect(dialog.getByText(/This can't be sent/)).toBeVisible();
  await choose("menu.pdf", "application/pdf", MENU);
  await expect(dialog.getByText("menu.pdf")).toBeVisible();
  await expect(dialog.getByText(/can't be sent/)).toHaveCount(0);
  await expect(dialog.getByText("Choose a file.")).toHaveCount(0);
  await picture(page, "automations-file-light-wide");
  await examine(page);
  await dialog.getByRole("button", { name: "Save and try" }).click();

  const tried = page.getByRole("dialog", { name: /Try “Price list”/ });
  await expect(tried.getByText("Send menu.pdf with “Hi Marta, here it is.”")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("switch", { name: "Price list is on" }).click();
  await expect(page.getByRole("switch", { name: "Price list is on" })).toBeChecked();
  customer.sendText("The menu, thank you");
  const received = await customer.nextReply(60_000);
  expect(received).toMatchObject({ type: "document", filename: "menu.pdf", caption: "Hi Marta, here it is." });
  expect(customer.phone.media.find(received.directPath ?? "")?.bytes.toString()).toBe(MENU);

  await page.goto(`${installation.parley.url}/accounts/${accountId}/inbox`);
  await page.getByRole("link", { name: /Marta/ }).click();
  const log = page.getByRole("log", { name: "Messages" });
  await expect(log.getByText("menu.pdf")).toBeVisible();
  await expect(log.getByText("Hi Marta, here it is.")).toBeVisible();
  await inspectViews(page, "automations-file-thread");
  await page.context().close();
});

test("a form from a template asks its questions, and rules can be moved", async ({ browser, installation }) => {
  test.setTimeout(240_000);
  const { owner, accountId, customer } = await aLinkedShop(installation);
  const page = await openAs(browser, {
    user: owner,
    errors,
    url: `${installation.parley.url}/accounts/${accountId}/automations`,
  });
  await page.getByRole("button", { name: /Ask for the order number/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("button", { name: /Welcome on the first message/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  const rules = page.getByRole("list", { name: "Rules" }).getByRole("listitem");
  await expect(rules).toHaveCount(2);
  await page.getByRole("button", { name: "Move up: Welcome" }).click();
  await expect(rules.first()).toContainText("Welcome");
  for (const name of ["Welcome", "Order questions"]) {
    await page.getByRole("switch", { name: `${name} is on` }).click();
    await expect(page.getByRole("switch", { name: `${name} is on` })).toBeChecked();
  }
  await page.getByRole("button", { name: "Templates" }).click();

  await page.getByRole("button", { name: "Set business hours" }).click();
  const hours = page.getByRole("form", { name: "Business hours" });
  await hours.getByLabel("Time zone").fill("Europe/Lisbon");
  await hours.getByRole("switch", { name: "Open on Saturday" }).click();
  await hours.getByRole("button", { name: "Add a day" }).click();
  await hours.getByLabel("Date of day 1").fill("2026-12-25");
  await hours.getByLabel("Name of day 1").fill("Christmas");
  await picture(page, "automations-hours-light-wide");
  await hours.getByRole("button", { name: "Save business hours" }).click();
  await expect(page.getByText("25 December 2026")).toBeVisible();
  await expect(page.getByText("Christmas: closed")).toBeVisible();
  await page.getByRole("heading", { name: "Automations" }).scrollIntoViewIfNeeded();
  await inspectViews(page, "automations-list");

  customer.sendText("Where is my order?");
  expect((await customer.nextReply(60_000)).body).toBe("Hi Marta, welcome to Lumen Bikes.");
  expect((await customer.nextReply(60_000)).body).toBe("What is your order number?");
  customer.sendText("A-17");
  expect((await customer.nextReply(60_000)).body).toBe("Which email address did you order with?");
  customer.sendText("marta@home.example");
  expect((await customer.nextReply(60_000)).body).toContain("We look up order A-17");
  await page.context().close();
});

test("an operator sees the rules and changes nothing, a viewer is told who may", async ({ browser, installation }) => {
  test.setTimeout(120_000);
  const owner = await installation.signUp();
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  const definition = {
    trigger: { kind: "first_message" as const },
    conditions: [],
    actions: [{ kind: "send_text" as const, text: "Welcome" }],
    flow: "continue" as const,
  };
  await owner.trpc.automation.create.mutate({ accountId, name: "Welcome", definition });
  const url = `${installation.parley.url}/accounts/${accountId}/automations`;
  const join = async (role: "operator" | "viewer") => {
    const user = await installation.signUp();
    await owner.trpc.team.invite.mutate({ accountId, email: user.email, role });
    const mail = (await owner.trpc.mail.outbox.query()).find(({ to }) => to === user.email);
    const { link } = await owner.trpc.mail.get.query({ mailId: mail?.id ?? "" });
    await user.trpc.invitation.accept.mutate({
      token: new URLSearchParams(link?.split("?")[1]).get("token") ?? "",
    });
    return openAs(browser, { user: user, errors, url: url });
  };
  const operator = await join("operator");
  await expect(operator.getByRole("list", { name: "Rules" })).toContainText("Welcome");
  await expect(operator.getByRole("switch", { name: "Welcome is on" })).toBeDisabled();
  for (const name of [/^New rule$/, /^Change: /, /^Delete: /, /^Set business hours$/])
    await expect(operator.getByRole("button", { name })).toHaveCount(0);
  await operator.context().close();
  const viewer = await join("viewer");
  await expect(viewer.getByText("Your role can't see automations")).toBeVisible();
  await expect(viewer.getByRole("navigation").getByRole("link", { name: "Automations" })).toHaveCount(0);
  await viewer.context().close();
});
