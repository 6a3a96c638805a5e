import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type BrowserContext, test as base, type Page } from "@playwright/test";
import type { Role } from "@/domain/access/roles";
import { migratedTemplatePath } from "@/test/migrated-template";
import { type ApiClient, createApiClient } from "../scripts/api-client";
import { ParleyProcess } from "./parley-process";
import { type Simulator, startWhatsAppSimulator } from "./whatsapp-web/server";

export const PASSWORD = "harbour-lantern-92";

export interface SignedInUser extends ApiClient {
  email: string;
}

/** A whole Parley of its own, with its simulated WhatsApp, in an empty data folder. */
export interface Installation {
  parley: ParleyProcess;
  whatsapp: Simulator;
  dataDir: string;
  /** Signs up by the API: for tests that are not about signing up. */
  signUp(): Promise<SignedInUser>;
  /** Done when the test is over. A number that stayed linked would keep its browser running beside all that follow. */
  afterTest: (() => Promise<unknown>)[];
}

/**
 * One of its own for a test that needs another configuration; dispose of it afterwards.
 * @param isFirstStart begins with an empty folder, as somebody's first start does, which takes seconds longer
 */
export async function install(
  env: Record<string, string>,
  { keepData = false, isFirstStart = false }: { keepData?: boolean; isFirstStart?: boolean } = {},
): Promise<Installation & { dispose(): Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "parley-e2e-"));
  if (!isFirstStart) await unpackDatabase(path.join(dataDir, "database"));
  const whatsapp = await startWhatsAppSimulator({ controlPort: 0 });
  const parley = new ParleyProcess({
    PARLEY_DATA_DIR: dataDir,
    PARLEY_CHROMIUM_ARGS: JSON.stringify(whatsapp.launchArgs),
    PARLEY_PACING: "off",
    LOG_LEVEL: "debug",
    ...(process.env.CHROMIUM_PATH ? { CHROMIUM_PATH: process.env.CHROMIUM_PATH } : {}),
    ...env,
  });
  await parley.start();
  return {
    parley,
    whatsapp,
    dataDir,
    afterTest: [],
    async signUp() {
      const email = `${randomUUID().slice(0, 8)}@example.com`;
      const client = createApiClient(parley.url);
      await client.trpc.auth.signUp.mutate({ email, password: PASSWORD });
      return { ...client, email };
    },
    async dispose() {
      await parley.stop();
      await whatsapp.close();
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Puts a migrated, empty database there, if a database test has made one for these migrations. */
async function unpackDatabase(folder: string): Promise<void> {
  const template = migratedTemplatePath();
  if (!existsSync(template)) return;
  await mkdir(folder);
  await promisify(execFile)("tar", ["-xzf", template, "-C", folder]);
}

/** Makes a user a member by an invitation, as its mail would. */
export async function joinAs(
  user: SignedInUser,
  { owner, accountId, role }: { owner: SignedInUser; accountId: string; role: Exclude<Role, "owner"> },
): Promise<void> {
  await owner.trpc.team.invite.mutate({ accountId, email: user.email, role });
  const mail = (await owner.trpc.mail.outbox.query()).find(({ to }) => to === user.email);
  const { link } = await owner.trpc.mail.get.query({ mailId: mail?.id ?? "" });
  const token = new URLSearchParams(link?.split("?")[1]).get("token") ?? "";
  await user.trpc.invitation.accept.mutate({ token });
}

interface TestFixtures {
  /** Fails the test when the simulated page lacked something the library asked for. */
  watchSimulator: undefined;
}

export const test = base.extend<TestFixtures, { installation: Installation }>({
  page: async ({ page }, use) => use(patient(page)),
  installation: [
    async ({}, use, { workerIndex }) => {
      const installation = await install({}, { isFirstStart: workerIndex === 0 });
      await use(installation);
      await installation.dispose();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  watchSimulator: [
    async ({ installation }, use, info) => {
      await use(undefined);
      await Promise.allSettled(installation.afterTest.splice(0).map((act) => act()));
      if (info.status !== info.expectedStatus)
        await info.attach("parley.log", { body: installation.parley.log.slice(-200_000), contentType: "text/plain" });
      installation.whatsapp.assertNoReports();
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";

/** A page that comes back from `goto` and `reload` only when it hears clicks. */
export function patient(page: Page): Page {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = (...args) => goto(...args).finally(() => pageIsAwake(page));
  page.reload = (...args) => reload(...args).finally(() => pageIsAwake(page));
  return page;
}

/**
 * Waits until React listens to every button and field: what is clicked earlier is lost, and a person would click again.
 * Pages that aren't Parley's own are awake at once.
 */
export async function pageIsAwake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const isOurs = document.querySelector('script[src*="/_next/"]') !== null;
    const controls = [...document.querySelectorAll("button, input, select, textarea")];
    return !isOurs || controls.every((control) => Object.keys(control).some((key) => key.startsWith("__reactProps")));
  });
}

/** Opens pages as this user. */
export async function signInBrowser(context: BrowserContext, url: string, user: SignedInUser): Promise<void> {
  await context.addCookies(
    user.cookies().map((cookie) => ({ ...cookie, url, httpOnly: true, sameSite: "Lax" as const })),
  );
}
