/** People and teams in a browser: invitations, what each role sees, forgotten passwords, sessions that are ended. */
import type { Browser, Page } from "@playwright/test";
import {
  expect,
  type Installation,
  install,
  PASSWORD,
  patient,
  type SignedInUser,
  signInBrowser,
  test,
} from "./fixtures";

const NEW_PASSWORD = "a lantern over the quay";

async function openAs(browser: Browser, url: string, user: SignedInUser): Promise<Page> {
  const context = await browser.newContext();
  await signInBrowser(context, url, user);
  return patient(await context.newPage());
}

/** Opens the newest mail to somebody on the page for developers, and follows its link, as a person would. */
async function followMail(page: Page, { url, to, subject }: { url: string; to: string; subject: RegExp }) {
  await page.goto(`${url}/dev/mail`);
  const mails = page.getByRole("list", { name: "Mails" });
  await mails.getByRole("button").filter({ hasText: to }).filter({ hasText: subject }).first().click();
  await page.getByRole("link", { name: "Open its link" }).click();
}

async function anAccount({ signUp }: Installation, name = "Lumen Bikes") {
  const owner = await signUp();
  const { id } = await owner.trpc.account.create.mutate({ name });
  return { owner, accountId: id };
}

test("somebody is invited, joins, sees what a viewer may do, gets more to do, and is removed", async ({
  browser,
  installation,
}) => {
  const { url } = installation.parley;
  const { owner, accountId } = await anAccount(installation);
  const ownersPage = await openAs(browser, url, owner);
  await ownersPage.goto(`${url}/accounts/${accountId}/team`);
  await ownersPage.getByRole("button", { name: "Invite" }).click();
  const dialog = ownersPage.getByRole("dialog");
  await dialog.getByLabel("Email").fill("rui@lumen.example");
  await dialog.getByRole("radio", { name: /^Viewer/ }).check();
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(ownersPage.getByRole("list", { name: "Invitations" })).toContainText("rui@lumen.example");

  const guest = patient(await (await browser.newContext()).newPage());
  await followMail(guest, { url, to: "rui@lumen.example", subject: /./ });
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Join Lumen Bikes");
  await guest.getByLabel("Your name").fill("Rui");
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: "Join the team" }).click();
  await guest.waitForURL(`${url}/accounts/${accountId}/**`);

  // What a viewer may not do is absent, or disabled and said why.
  const nav = guest.getByRole("navigation", { name: "Account" }).first();
  await expect(nav.getByRole("link", { name: "Team" })).toBeVisible();
  await expect(nav.getByRole("link", { name: "Playground" })).toHaveCount(0);
  await expect(nav.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  await nav.getByRole("link", { name: "Team" }).click();
  await expect(guest.getByText("Owners and admins of this account can invite people")).toBeVisible();
  await expect(guest.getByRole("button", { name: "Invite" })).toHaveCount(0);
  await guest.goto(`${url}/accounts/${accountId}/settings`);
  await expect(guest.getByLabel("Account name")).toBeDisabled();
  await expect(guest.getByText("Owners and admins of this account can change it.").first()).toBeVisible();
  await expect(guest.getByText("Only an owner of this account can delete it.")).toBeVisible();
  await guest.goto(`${url}/accounts/${accountId}/audit`);
  await expect(guest.getByRole("heading", { name: "Your role can't read the audit log" })).toBeVisible();
  await guest.goto(`${url}/accounts/${accountId}/knowledge`);
  await expect(guest.getByRole("heading", { name: "Knowledge" })).toBeVisible();
  await expect(guest.locator('input[type="file"]')).toHaveCount(0);

  // The owner sees the new member without a reload, and makes him an admin: the page in front of him follows.
  await expect(ownersPage.getByRole("list", { name: "Members" })).toContainText("Rui");
  await guest.goto(`${url}/accounts/${accountId}/team`);
  await expect(guest.getByRole("button", { name: "Invite" })).toHaveCount(0);
  await ownersPage.getByRole("button", { name: /Role of Rui/ }).click();
  await ownersPage.getByRole("menuitemradio", { name: /^Admin/ }).click();
  await expect(guest.getByRole("button", { name: "Invite" })).toBeVisible();
  await expect(guest.getByRole("button", { name: new RegExp(`Role of ${owner.email}`) })).toHaveCount(0);
  await expect(nav.getByRole("link", { name: "Audit log" })).toBeVisible();

  await ownersPage.getByRole("button", { name: "Remove Rui from the team" }).click();
  // The list shows it at once; from the server's answer on it holds.
  const removed = ownersPage.waitForResponse((response) => response.url().includes("team.removeMember"));
  await ownersPage.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(ownersPage.getByRole("list", { name: "Members" })).not.toContainText("Rui");
  await removed;
  const answer = await guest.goto(`${url}/accounts/${accountId}/team`);
  expect(answer?.status()).toBe(404);

  await ownersPage.goto(`${url}/accounts/${accountId}/audit`);
  const log = ownersPage.getByRole("list", { name: "Audit log" });
  await expect(log).toContainText("invited rui@lumen.example as a viewer");
  await expect(log).toContainText("made Rui an admin, who was a viewer");
  await expect(log).toContainText("removed Rui from the team");
  const [file] = await Promise.all([
    ownersPage.waitForEvent("download"),
    ownersPage.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`parley-audit-${accountId}.csv`);
});

test("an invitation is answered by its address alone, also by people who have a user", async ({
  browser,
  installation,
}) => {
  const { url } = installation.parley;
  const { owner, accountId } = await anAccount(installation, "Corner Bakery");
  const invited = await installation.signUp();
  const other = await installation.signUp();
  await owner.trpc.team.invite.mutate({ accountId, email: invited.email, role: "operator" });

  const wrong = await openAs(browser, url, other);
  await followMail(wrong, { url, to: invited.email, subject: /Corner Bakery/ });
  await expect(wrong.getByText(`you are signed in as ${other.email}`)).toBeVisible();
  await wrong.getByRole("button", { name: "Sign out and go on" }).click();
  await expect(wrong.getByRole("link", { name: "Sign in" })).toBeVisible();
  await wrong.getByRole("link", { name: "Sign in" }).click();
  await wrong.getByLabel("Email").fill(invited.email);
  await wrong.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await wrong.getByRole("button", { name: "Sign in" }).click();
  await wrong.getByRole("button", { name: "Join the team" }).click();
  await wrong.waitForURL(`${url}/accounts/${accountId}/**`);
  await followMail(wrong, { url, to: invited.email, subject: /Corner Bakery/ });
  await expect(wrong.getByText("It was answered already.")).toBeVisible();
});

test("a forgotten password is set anew by the mail's link, which ends every other session", async ({
  browser,
  installation,
}) => {
  const { url } = installation.parley;
  const user = await installation.signUp();
  const elsewhere = await openAs(browser, url, user);
  await elsewhere.goto(`${url}/profile`);
  await expect(elsewhere.getByText(user.email).first()).toBeVisible();

  const page = patient(await (await browser.newContext()).newPage());
  await page.goto(`${url}/sign-in`);
  await page.getByRole("link", { name: "Forgot it?" }).click();
  await page.waitForURL(`${url}/forgot-password`);
  await page.getByLabel("Email").fill(user.email);
  await page.getByRole("button", { name: "Send a link" }).click();
  await expect(page.getByText("Check your email")).toBeVisible();
  await followMail(page, { url, to: user.email, subject: /password/i });
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("alert").first()).toContainText("at least 8");
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.waitForURL(`${url}/accounts`);

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await elsewhere.getByLabel("Email").fill(user.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere.getByText("That email and password don't match.")).toBeVisible();
  await elsewhere.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await elsewhere.waitForURL(`${url}/profile`);

  // The link was good for one time.
  const again = patient(await (await browser.newContext()).newPage());
  await followMail(again, { url, to: user.email, subject: /Set a new password|reset/i });
  await again.getByRole("button", { name: "Go on" }).click();
  await expect(again.getByText("This link works no more")).toBeVisible();
});

test("a session that is ended on the profile page is over at its next request", async ({ browser, installation }) => {
  const { url } = installation.parley;
  const { owner, accountId } = await anAccount(installation, "Two Browsers");
  const here = await openAs(browser, url, owner);
  const firefox = await browser.newContext({ userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" });
  const there = patient(await firefox.newPage());
  await there.goto(`${url}/sign-in`);
  await there.getByLabel("Email").fill(owner.email);
  await there.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await there.getByRole("button", { name: "Sign in" }).click();
  await there.waitForURL(`${url}/accounts/${accountId}/**`);

  await here.goto(`${url}/profile`);
  const sessions = here.getByRole("list", { name: "Sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await expect(sessions.getByRole("listitem").filter({ hasText: "This browser" })).toHaveCount(1);
  await sessions.getByRole("button", { name: /Sign out Firefox on Linux/ }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);

  await there.getByRole("navigation", { name: "Account" }).first().getByRole("link", { name: "Team" }).click();
  await expect(there).toHaveURL(/\/sign-in\?next=/);
  await here.reload();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
});

test("where addresses are confirmed: signing up, and moving to another mailbox, takes the mails", async ({
  browser,
}) => {
  const own = await install({ PARLEY_CONFIRM_EMAIL: "true" });
  try {
    const { url } = own.parley;
    const page = patient(await (await browser.newContext()).newPage());
    await page.goto(`${url}/sign-up`);
    await page.getByLabel("Email").fill("ines@lumen.example");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("Check your email")).toBeVisible();
    await page.getByRole("link", { name: "read it here" }).click();
    await page.getByRole("link", { name: "Open its link" }).click();
    await page.getByRole("button", { name: "Confirm and sign in" }).click();
    await page.waitForURL(`${url}/accounts`);

    await page.goto(`${url}/profile`);
    await page.getByRole("button", { name: "Change email…" }).click();
    await page.getByLabel("New email").fill("ines@home.example");
    await page.getByLabel("Your password").fill("not the password");
    await page.getByRole("button", { name: "Change email", exact: true }).click();
    await expect(page.getByText("That isn't your password.")).toBeVisible();
    await page.getByLabel("Your password").fill(PASSWORD);
    await page.getByRole("button", { name: "Change email", exact: true }).click();
    await expect(page.getByText("The change counts when both have confirmed.")).toBeVisible();
    await followMail(page, { url, to: "ines@home.example", subject: /./ });
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    await expect(page.getByText("One of the two mailboxes has confirmed.")).toBeVisible();
    await followMail(page, { url, to: "ines@lumen.example", subject: /change/i });
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    await expect(page.getByText("Your email address is changed.")).toBeVisible();
    await expect(page.getByText("ines@home.example").first()).toBeVisible();
  } finally {
    await own.dispose();
  }
});
