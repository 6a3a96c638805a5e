import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestDatabase } from "@/test/database";
import { openInProcess, runCheck } from "./contract-harness";
import { EVERY_CHECK } from "./every-contract";
import { FAULTS, type Fault, UNHARMED } from "./planted-faults-fixture";

const CHECKS = new Map(
  Object.values(EVERY_CHECK)
    .flat()
    .map((check) => [check.name, check]),
);
/** Fault → the checks that caught it. */
const caught: [string, string][] = [];

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
  const width = Math.max(...caught.map(([fault]) => fault.length));
  process.stdout.write(
    ["", ...caught.map(([fault, check]) => `${fault.padEnd(width)}  caught by: ${check}`), ""].join("\n"),
  );
});

/** The auth server as it is written, but for the fault. */
async function loadServer(fault?: Fault): Promise<(checkName: string) => Promise<void>> {
  vi.resetModules();
  const file = `@/server/auth/embedded/${fault?.module}`;
  if (fault)
    vi.doMock(file, async (importOriginal) => {
      const original = await importOriginal<object>();
      return { ...original, ...fault.plant(original) };
    });
  const { createEmbeddedAuth } = await import("../embedded-auth");
  if (fault) vi.doUnmock(file);
  const transport = await openInProcess();
  return async (name) => {
    const check = CHECKS.get(name);
    if (!check) throw new Error(`There is no check named ${JSON.stringify(name)}.`);
    await runCheck(check, { database, transport, createEmbeddedAuth });
  };
}

test("each check has a name of its own", () => {
  expect(CHECKS.size).toBe(Object.values(EVERY_CHECK).flat().length);
});

describe.each(FAULTS)("$name", (fault) => {
  test.each(fault.caughtBy)("is caught by: %s", async (name) => {
    const run = await loadServer(fault);
    // A broken expectation, and not whatever else may go wrong in a server that was taken apart.
    await expect(run(name)).rejects.toMatchObject({ name: "AssertionError" });
    caught.push([fault.name, name]);
  });

  test.each(UNHARMED)("harms nothing else: %s", async (name) => {
    const run = await loadServer(fault);
    await run(name);
  });
});

test("without a fault, none of these checks breaks", async () => {
  const run = await loadServer();
  for (const name of new Set([...FAULTS.flatMap(({ caughtBy }) => caughtBy), ...UNHARMED])) await run(name);
});
