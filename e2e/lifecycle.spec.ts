import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createApiClient } from "../scripts/api-client";
import { expect, PASSWORD, test } from "./fixtures";
import { ParleyProcess } from "./parley-process";
import { descendantsOf, isAlive } from "./processes";

const root = path.resolve(import.meta.dirname, "..");

/** Runs the built server with a configuration it must refuse; resolves with its exit code and its words. */
async function bootWith(env: Record<string, string>): Promise<{ code: number; words: string }> {
  const child = spawn(process.execPath, [path.join(root, "dist/server/main.js")], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env },
  });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number];
  return { code, words };
}

test("a bad variable stops the boot and is named", async () => {
  const { code, words } = await bootWith({ PORT: "eighty" });
  expect(code).toBe(1);
  expect(words).toContain("PORT:");
  expect(words).not.toContain("    at ");
});

test("the embedded sign-in refuses an address that other machines reach", async () => {
  const { code, words } = await bootWith({ HOST: "0.0.0.0" });
  expect(code).toBe(1);
  expect(words).toContain("PARLEY_ALLOW_REMOTE=1");
});

test("SIGTERM ends everything: exit code 0, no browser left, and the data folder free for the next start", async ({
  installation,
}) => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "parley-e2e-"));
  const parley = new ParleyProcess({
    PARLEY_DATA_DIR: dataDir,
    PARLEY_CHROMIUM_ARGS: JSON.stringify(installation.whatsapp.launchArgs),
  });
  await parley.start();
  const owner = await signUpAt(parley.url);
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Short-lived" });
  await owner.trpc.connection.start.mutate({ accountId });
  await expect
    .poll(async () => (await owner.trpc.connection.get.query({ accountId })).state, { timeout: 60_000 })
    .toBe("qr");
  const below = await descendantsOf(parley.pid);
  expect(below.length).toBeGreaterThan(0);

  const second = await bootWith({ PARLEY_DATA_DIR: dataDir, PORT: "0" });
  expect(second.code).toBe(1);
  expect(second.words).toContain(path.basename(dataDir));

  expect(await parley.stop("SIGTERM")).toBe(0);
  await expect
    .poll(async () => (await Promise.all(below.map(({ pid }) => isAlive(pid)))).filter(Boolean).length)
    .toBe(0);

  await parley.start();
  expect(await parley.stop("SIGTERM")).toBe(0);
  await rm(dataDir, { recursive: true, force: true });
});

async function signUpAt(url: string) {
  const client = createApiClient(url);
  await client.trpc.auth.signUp.mutate({ email: "owner@example.com", password: PASSWORD });
  return client;
}
