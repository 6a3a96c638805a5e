import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMediaStore } from "@/server/media/store";
import { openMatrix } from "@/test/access/run";
import { openTestDatabase } from "@/test/database";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "parley-access-"));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test("everything ends for everybody as docs/permissions.md says, and nothing of another account is read or changed", async () => {
  const { trials, close } = await openMatrix(database, createMediaStore(folder));
  const wrong: string[] = [];
  for (const trial of trials) wrong.push(...(await trial.run()));
  await close();
  process.stdout.write(`access matrix: ${trials.length} cases, ${wrong.length} wrong outcomes\n`);
  expect(wrong).toEqual([]);
  expect(trials.length).toBeGreaterThan(550);
}, 300_000);
