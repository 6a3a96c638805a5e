import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { breakSomething } from "./chaos/faults";
import { accountOf, type ChaosStep, FAULTS, type Fault, planChaos } from "./chaos/plan";
import { type Account, readLedgers, tallyUp } from "./chaos/tally";
import { install, type SignedInUser } from "./fixtures";
import { processesNaming } from "./processes";

/** PARLEY_CHAOS_SEED gives another course of events; PARLEY_CHAOS_MESSAGES a longer one. */
const seed = Number(process.env.PARLEY_CHAOS_SEED ?? 20_261_122);
const messages = Number(process.env.PARLEY_CHAOS_MESSAGES ?? 300);
const ACCOUNTS = 3;
const CUSTOMERS = 20;
const MS_PER_MESSAGE = 250;
const settings = {
  seed,
  accounts: ACCOUNTS,
  customers: CUSTOMERS,
  messages,
  durationMs: messages * MS_PER_MESSAGE,
  faults: Math.ceil(messages / 20),
  serverKills: Math.max(2, Math.round(messages / 150)),
};
const SETTLE_MS = 120_000;

test("whatever breaks, every message is stored once and every reply sent once, in order, and nothing is left running", async () => {
  test.setTimeout(settings.durationMs + SETTLE_MS + 120_000);
  const temporary = await mkdtemp(path.join(tmpdir(), "parley-chaos-"));
  const installation = await install({ TMPDIR: temporary }, { keepData: true });
  const { parley, dataDir } = installation;
  try {
    const owner = await installation.signUp();
    const accounts = await Promise.all(
      Array.from({ length: ACCOUNTS }, (_, index) => link(owner, installation, index)),
    );
    const customers = Array.from({ length: CUSTOMERS }, (_, index) =>
      accounts[accountOf(index, ACCOUNTS)]!.phone.customer(`3519220000${String(index).padStart(2, "0")}`, {
        // Some are known by a number WhatsApp hides.
        ...(index % 4 === 0 ? { lid: `8800${index}`, hidesNumber: index % 8 === 0 } : {}),
      }),
    );
    const faults = await run(planChaos(settings), { installation, accounts, customers });
    // Whatever is still open after that time is lost for the customer, and counted as such.
    await expect
      .poll(() => countUnsettled(owner, accounts), { timeout: SETTLE_MS, intervals: [1000] })
      .toBe(0)
      .catch(() => undefined);
    expect(await parley.stop("SIGTERM")).toBe(0);
    const tally = await tallyUp(path.join(dataDir, "database"), accounts);
    const ledgers = await readLedgers(path.join(dataDir, "database"), accounts);
    const leftovers = await findLeftovers(dataDir, temporary);
    const orphans = Object.values(leftovers).flat().length;
    process.stdout.write(`${JSON.stringify({ seed, faults, ...tally, orphans, ledgers })}\n`);
    expect(FAULTS.filter((fault) => !faults[fault])).toEqual([]);
    expect(tally).toMatchObject({ received: messages, stored: messages, duplicates: 0, duplicateReplies: 0 });
    expect(tally).toMatchObject({ lost: 0, outOfOrder: 0 });
    for (const { received, answered, automated, handedOff, ignored } of ledgers)
      expect(answered + automated + handedOff + ignored).toBe(received);
    // Several messages may share a turn, but every customer gets a word.
    expect(tally.replies).toBeGreaterThanOrEqual(CUSTOMERS);
    expect(leftovers).toEqual({ processes: [], locks: [], temporary: [] });
  } catch (error) {
    await writeFile(test.info().outputPath("parley.log"), parley.log);
    throw error;
  } finally {
    await installation.dispose();
    installation.whatsapp.assertNoReports();
    await rm(dataDir, { recursive: true, force: true });
    await rm(temporary, { recursive: true, force: true });
  }
});

type Installation = Awaited<ReturnType<typeof install>>;

/** An account with something to answer from, linked to a phone of its own. */
async function link(owner: SignedInUser, { whatsapp }: Installation, index: number): Promise<Account> {
  const { id } = await owner.trpc.account.create.mutate({ name: `Shop ${index + 1}` });
  const faq = await readFile(path.resolve(import.meta.dirname, "../scripts/sample-business/shop-faq.md"));
  await owner.upload(id, "shop-faq.md", new Uint8Array(faq));
  const phone = whatsapp.phone(`35191100000${index}`, { pushname: `Shop ${index + 1}` });
  await owner.trpc.connection.start.mutate({ accountId: id });
  const connection = () => owner.trpc.connection.get.query({ accountId: id });
  await expect.poll(async () => (await connection()).qr, { timeout: 60_000 }).not.toBeNull();
  whatsapp.scan((await connection()).qr!, phone);
  await expect.poll(async () => (await connection()).state, { timeout: 60_000 }).toBe("ready");
  return { id, phone };
}

interface Cast {
  installation: Installation;
  accounts: readonly Account[];
  customers: readonly { sendText(text: string): unknown }[];
}

/** Carries out the plan at its own pace. @returns how often each fault really hit something */
async function run(plan: readonly ChaosStep[], { installation, accounts, customers }: Cast) {
  const hits: Partial<Record<Fault, number>> = {};
  const startedAt = Date.now();
  const undone: Promise<void>[] = [];
  const later = (ms: number, undo: () => void) =>
    void undone.push(new Promise<void>((resolve) => setTimeout(resolve, ms)).then(undo));
  const breakIt = async ({ fault, account }: { fault: Fault; account: number }) => {
    const { id, phone } = accounts[account]!;
    const hasHit = await breakSomething(fault, { ...installation, phone, profileName: `session-${id}`, later });
    if (hasHit) hits[fault] = (hits[fault] ?? 0) + 1;
    return hasHit;
  };
  /** Faults that found nothing to break, because the browser was just being started: they come with the next one. */
  let missed: { fault: Fault; account: number }[] = [];
  let serverRestart: Promise<unknown> = Promise.resolve();
  for (const step of plan) {
    const waitMs = startedAt + step.atMs - Date.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (step.type === "message") customers[step.customer]!.sendText(step.text);
    // Customers go on writing while the server is down.
    else if (step.fault === "kill_server") serverRestart = serverRestart.then(() => breakIt({ ...step, account: 0 }));
    else {
      const due = [...missed, step];
      missed = [];
      for (const each of due) if (!(await breakIt(each))) missed.push(each);
    }
  }
  for (const each of missed) await expect.poll(() => breakIt(each), { timeout: 90_000 }).toBe(true);
  await serverRestart;
  await Promise.all(undone);
  return hits;
}

/** Messages without a turn, and replies of which it is not known yet what became. */
async function countUnsettled(owner: SignedInUser, accounts: readonly Account[]): Promise<number> {
  let count = 0;
  for (const { id: accountId, phone } of accounts) {
    const { conversations } = await owner.trpc.conversation.list.query({ accountId, limit: 200 });
    const pages = await Promise.all(
      conversations.map(({ id }) =>
        owner.trpc.conversation.messages.query({ accountId, conversationId: id, limit: 200 }),
      ),
    );
    const stored = pages.flatMap((page) => page.messages);
    const fromCustomers = stored.filter(({ author }) => author === "customer");
    count += phone.log.filter(({ fromMe }) => !fromMe).length - fromCustomers.length;
    count += fromCustomers.filter(({ turnId }) => turnId === null).length;
    count += stored.filter(({ delivery }) => ["queued", "sending", "unknown"].includes(delivery ?? "")).length;
  }
  return count;
}

/** Chromium refuses a profile while one of these stands. (`database.lock` stays: the kernel holds that lock, not the file.) */
const isLock = (file: string) => /(^|\/)Singleton(Lock|Socket|Cookie)$/.test(file);

async function findLeftovers(dataDir: string, temporary: string) {
  const files = await readdir(dataDir, { recursive: true });
  return {
    processes: await processesNaming(path.basename(dataDir)),
    locks: files.filter(isLock),
    temporary: await readdir(temporary),
  };
}
