import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { asc } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silentLogger } from "@/server/logger";
import { projectPath } from "@/server/project-root";
import { migratedSnapshot } from "@/test/database";
import { aUser } from "@/test/factories";
import { openDatabase } from "./client";
import { users } from "./schema";

let folder: string;
let dataDir: string;
let writer: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "parley-data-"));
  // Its parent does not exist yet either.
  dataDir = path.join(folder, "some", "where", "database");
});
afterEach(() => {
  writer?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const open = async () => openDatabase({ dataDir, snapshot: await migratedSnapshot(), logger: silentLogger() });

/** Starts a process that commits rows 1, 2, 3… into the folder; `acknowledged` counts those it was told are committed. */
function startWriter() {
  const child = fork(projectPath("src/test/write-until-killed.ts"), [dataDir], {
    cwd: projectPath(),
    execArgv: ["--import", "tsx"],
  });
  writer = child;
  let acknowledged = 0;
  child.on("message", (number) => {
    acknowledged = Number(number);
  });
  return {
    acknowledged: () => acknowledged,
    kill: async () => {
      child.kill("SIGKILL");
      await once(child, "close");
    },
  };
}

test("a second process is refused with words that name the folder, until the first is gone, however it went", async () => {
  const first = startWriter();
  await vi.waitFor(() => expect(first.acknowledged()).toBeGreaterThan(0), { timeout: 60_000 });

  const refusal: unknown = await open().catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    kind: "conflict",
    publicMessage: `Another Parley is already running on the data folder ${dataDir}. Stop it first, or give this one a folder of its own.`,
  });

  await first.kill();
  await (await open()).close();
});

test("a kill keeps every commit that was acknowledged", async () => {
  const first = startWriter();
  await vi.waitFor(() => expect(first.acknowledged()).toBeGreaterThan(30), { timeout: 60_000 });
  await first.kill();

  const handle = await open();
  const rows = await handle.db.select({ id: users.id }).from(users).orderBy(asc(users.createdAt));
  await handle.close();
  const stored = rows.map(({ id }) => Number(id));
  // The one after may have been committed without anybody having been told.
  expect(stored).toEqual(Array.from({ length: stored.length }, (_, index) => index + 1));
  expect(stored.length).toBeGreaterThanOrEqual(first.acknowledged());
});

test("one process cannot open a folder twice, and finds its rows again after closing it", async () => {
  const handle = await open();
  const user = await aUser(handle.db);
  await expect(open()).rejects.toThrow("already running");
  await handle.close();

  const again = await open();
  expect(await again.db.query.users.findMany()).toEqual([user]);
  await again.close();
});
