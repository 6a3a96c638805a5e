import { randomBytes } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "@/server/logger";
import { type SessionVault, SessionVaults } from "./session-vault";

const ACCOUNT = "acc_flowers";
const NUMBER = "628111000111";
const DATABASE = "Default/IndexedDB/https_web.whatsapp.com_0.indexeddb.leveldb";

let sessionsDir: string;
let secretKey: Buffer;
beforeEach(async () => {
  sessionsDir = await mkdtemp(path.join(os.tmpdir(), "parley-vault-"));
  secretKey = randomBytes(32);
});
afterEach(() => rm(sessionsDir, { recursive: true, force: true }));

const vaults = (key = secretKey) => new SessionVaults({ sessionsDir, secretKey: key, logger: silentLogger() });
const profile = (file = "") => path.join(sessionsDir, `session-${ACCOUNT}`, file);
const exists = (...parts: string[]) =>
  access(path.join(sessionsDir, ...parts)).then(
    () => true,
    () => false,
  );

/** What a browser leaves of a linked session. */
async function writeProfile(keys: string): Promise<void> {
  await mkdir(profile(DATABASE), { recursive: true });
  await mkdir(profile("Default/Local Storage/leveldb"), { recursive: true });
  await mkdir(profile("Default/Cache"), { recursive: true });
  for (const database of [DATABASE, "Default/Local Storage/leveldb"]) {
    await writeFile(profile(`${database}/CURRENT`), "MANIFEST-000001\n");
    await writeFile(profile(`${database}/MANIFEST-000001`), "list");
  }
  await writeFile(profile(`${DATABASE}/000003.log`), keys);
  await writeFile(profile("Default/Cache/page"), "only a cache");
}
const keysNow = () => readFile(profile(`${DATABASE}/000003.log`), "utf8");

async function aStart(all = vaults()): Promise<SessionVault> {
  const vault = all.open(ACCOUNT);
  await vault.prepare();
  return vault;
}

/** A session that was linked, ran and was stopped in good order. */
async function aStoppedSession(keys = "keys 1", all = vaults()): Promise<void> {
  const vault = await aStart(all);
  await writeProfile(keys);
  vault.ready(NUMBER);
  await vault.close({ snapshotMs: 4999.5 });
}

/** Everything that is kept of the account. */
async function traces(): Promise<string[]> {
  const entries = await readdir(sessionsDir, { recursive: true });
  return entries.filter((entry) => entry.includes(ACCOUNT)).sort();
}

describe("a snapshot", () => {
  test("of the session comes back when the profile is gone, without what is only a cache", async () => {
    await aStoppedSession();
    await rm(profile(), { recursive: true });
    await aStart();
    expect(await keysNow()).toBe("keys 1");
    expect(await exists(`session-${ACCOUNT}`, "Default", "Cache")).toBe(false);
  });

  test("is the one of the last clean stop", async () => {
    await aStoppedSession("keys 1");
    await aStoppedSession("keys 2");
    const crashed = await aStart();
    await writeProfile("keys 3");
    crashed.ready(NUMBER);
    await crashed.close();
    await rm(profile(), { recursive: true });
    await aStart();
    expect(await keysNow()).toBe("keys 2");
  });

  test("is not taken of a session that never became ready", async () => {
    const vault = await aStart();
    await writeProfile("never linked");
    await vault.close({ snapshotMs: 5000 });
    expect(await exists("snapshots", ACCOUNT)).toBe(false);
  });

  test("that can't be taken leaves the one before, and the stop goes on", async () => {
    await aStoppedSession("keys 1");
    const vault = await aStart();
    vault.ready(NUMBER);
    await truncate(profile(`${DATABASE}/MANIFEST-000001`), 0);
    await vault.close({ snapshotMs: 5000 });
    await rm(profile(), { recursive: true });
    await aStart();
    expect(await keysNow()).toBe("keys 1");
  });

  test("that takes too long is given up in time, and the one before stays", async () => {
    await aStoppedSession("keys 1");
    const vault = await aStart();
    vault.ready(NUMBER);
    await writeFile(profile(`${DATABASE}/000005.ldb`), randomBytes(200_000_000));
    const startedAt = performance.now();
    await vault.close({ snapshotMs: 100 });
    expect(performance.now() - startedAt).toBeLessThan(1500);
    expect(await readdir(path.join(sessionsDir, "snapshots"))).toEqual([ACCOUNT]);
    await rm(profile(), { recursive: true });
    await aStart();
    expect(await keysNow()).toBe("keys 1");
  });
});

describe("a damaged profile", () => {
  test.each([
    ["a database's list is empty", () => truncate(profile(`${DATABASE}/MANIFEST-000001`), 0)],
    ["a database's first file is gone", () => rm(profile(`${DATABASE}/CURRENT`))],
    ["its databases are gone", () => rm(profile("Default/IndexedDB"), { recursive: true })],
    ["its local storage is broken", () => writeFile(profile("Default/Local Storage/leveldb/CURRENT"), "")],
    ["it is a file", () => rm(profile(), { recursive: true }).then(() => writeFile(profile(), "not a folder"))],
  ])("is replaced by the snapshot before the browser sees it: %s", async (_, damage) => {
    await aStoppedSession();
    await damage();
    await aStart();
    expect(await keysNow()).toBe("keys 1");
    expect(await readFile(profile(`${DATABASE}/CURRENT`), "utf8")).toBe("MANIFEST-000001\n");
  });

  test("is kept aside until the session works again", async () => {
    await aStoppedSession();
    await rm(profile(`${DATABASE}/CURRENT`));
    const vault = await aStart();
    expect(await exists("damaged", ACCOUNT, DATABASE, "000003.log")).toBe(true);
    vault.ready(NUMBER);
    await vault.close();
    expect(await exists("damaged", ACCOUNT)).toBe(false);
  });

  test("that only the page notices is replaced at the next start", async () => {
    await aStoppedSession();
    await writeFile(profile(`${DATABASE}/000003.log`), "rubbish");
    const vault = await aStart();
    expect(vault.shouldRestore()).toBe(true);
    await vault.close();
    await aStart();
    expect(await keysNow()).toBe("keys 1");
  });

  test("that the browser can't open is replaced at the next start", async () => {
    await aStoppedSession();
    await writeFile(profile(`${DATABASE}/000003.log`), "poison");
    const vault = await aStart();
    vault.reportDamage("the browser can't open it");
    await vault.close();
    await aStart();
    expect(await keysNow()).toBe("keys 1");
  });

  test("whose snapshot does not help either leads to a QR code, once and for all", async () => {
    await aStoppedSession();
    const first = await aStart();
    expect(first.shouldRestore()).toBe(true);
    await first.close();
    const second = await aStart();
    expect(second.shouldRestore()).toBe(false);
    await second.close();
    expect(await exists("snapshots", ACCOUNT)).toBe(false);
    const third = await aStart();
    expect(third.shouldRestore()).toBe(false);
  });

  test("that was replaced is not replaced again when the page knows of no session", async () => {
    await aStoppedSession();
    await rm(profile(), { recursive: true });
    const vault = await aStart();
    expect(vault.shouldRestore()).toBe(false);
  });

  test("is left as it is when there is no snapshot", async () => {
    const vault = await aStart();
    await writeProfile("keys 1");
    vault.ready(NUMBER);
    await vault.close();
    await rm(profile(`${DATABASE}/CURRENT`));
    const again = await aStart();
    expect(await keysNow()).toBe("keys 1");
    expect(again.shouldRestore()).toBe(false);
  });

  test.each([
    ["was changed", async () => writeFile(path.join(sessionsDir, "snapshots", ACCOUNT), randomBytes(500)), undefined],
    ["was sealed with another key", async () => {}, randomBytes(32)],
  ])("is left as it is when the snapshot %s, and nothing of that one is unpacked", async (_, tamper, otherKey) => {
    await aStoppedSession();
    await writeFile(profile(`${DATABASE}/000003.log`), "damaged keys");
    await rm(profile(`${DATABASE}/CURRENT`));
    await tamper();
    const vault = await aStart(vaults(otherKey ?? secretKey));
    expect(await keysNow()).toBe("damaged keys");
    expect(await exists("restoring", ACCOUNT)).toBe(false);
    expect(vault.shouldRestore()).toBe(false);
  });

  test("is not looked for where nothing was ever linked", async () => {
    await aStart();
    expect(await exists(`session-${ACCOUNT}`)).toBe(false);
  });
});

describe("interrupted by a crash", () => {
  test.each(["before it was unpacked", "after the damaged profile was put aside"])(
    "a restoring is done again: %s",
    async (when) => {
      await aStoppedSession();
      await mkdir(path.join(sessionsDir, "restoring", ACCOUNT, "half"), { recursive: true });
      if (when.startsWith("after")) {
        await mkdir(path.join(sessionsDir, "damaged"), { recursive: true });
        await rename(profile(), path.join(sessionsDir, "damaged", ACCOUNT));
      } else await rm(profile(`${DATABASE}/CURRENT`));
      await aStart();
      expect(await keysNow()).toBe("keys 1");
      expect(await exists("restoring", ACCOUNT)).toBe(false);
      expect(await exists("damaged", ACCOUNT)).toBe(true);
    },
  );

  test("a snapshot's half leaves no trace in the end", async () => {
    await aStoppedSession("keys 1");
    await writeFile(path.join(sessionsDir, "snapshots", `${ACCOUNT}.draft`), "half");
    await aStoppedSession("keys 2");
    expect(await readdir(path.join(sessionsDir, "snapshots"))).toEqual([ACCOUNT]);
  });

  test("a removal is finished by the next start", async () => {
    await aStoppedSession();
    const vault = await aStart();
    vault.forget();
    // The process ends here: the browser was never closed, and nothing removed.
    await expect
      .poll(async () => readFile(path.join(sessionsDir, "records", `${ACCOUNT}.json`), "utf8"))
      .toContain("forgotten");
    expect(await keysNow()).toBe("keys 1");
    await aStart();
    expect(await traces()).toEqual([]);
  });
});

describe("an unlinked session", () => {
  test("leaves neither profile nor snapshot nor record, and does not come back", async () => {
    await aStoppedSession();
    const vault = await aStart();
    vault.ready(NUMBER);
    vault.forget();
    await vault.close({ snapshotMs: 5000 });
    expect(await traces()).toEqual([]);
    await aStart();
    expect(await traces()).toEqual([]);
  });

  test("is removed without ever having been opened, as when an account is unlinked while it is stopped", async () => {
    await aStoppedSession();
    const vault = vaults().open(ACCOUNT);
    vault.forget();
    await vault.close();
    expect(await traces()).toEqual([]);
  });

  test("does not come back under another number", async () => {
    await aStoppedSession("keys of the old number");
    const vault = await aStart();
    vault.ready("628999000999");
    await vault.close();
    expect(await exists("snapshots", ACCOUNT)).toBe(false);
  });
});

test("a connection waits until an earlier one of the account has let go of its files", async () => {
  const all = vaults();
  await aStoppedSession("keys 1", all);
  const first = await aStart(all);
  const second = all.open(ACCOUNT);
  let isPrepared = false;
  const prepared = second.prepare().then(() => {
    isPrepared = true;
  });
  for (let number = 1; number <= 10; number++) await all.open(`acc_other_${number}`).prepare();
  expect(isPrepared).toBe(false);
  first.forget();
  await first.close();
  await prepared;
  expect(await traces()).toEqual([]);
});
