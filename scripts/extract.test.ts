import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePdf } from "@/server/knowledge/fixtures/make-pdf";

const root = path.resolve(import.meta.dirname, "..");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "parley-extract-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...parameters: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const tsx = path.join(root, "node_modules/tsx/dist/cli.mjs");
  return new Promise((resolve) => {
    execFile(process.execPath, [tsx, path.join(root, "scripts/extract.ts"), ...parameters], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

test("prints one JSON object for a readable and for an unreadable file, and exits with 0", async () => {
  const good = path.join(folder, "page.pdf");
  const bad = path.join(folder, "scan.pdf");
  await writeFile(good, makePdf([{ texts: [{ text: "One page", x: 60, y: 700 }] }], { password: "key" }));
  await writeFile(bad, makePdf([{ picture: true }]));
  const [read, refused] = await Promise.all([run(good, "--password", "key"), run(bad)]);
  expect(read).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(read.stdout)).toEqual({
    status: "ready",
    pages: [{ number: 1, text: "One page" }],
    chars: 8,
    warnings: [],
  });
  expect(refused.code).toBe(0);
  expect(JSON.parse(refused.stdout)).toEqual({
    status: "failed",
    reason: "scanned",
    pages: [],
    chars: 0,
    warnings: [],
  });
});

test("a wrong command says how it is used, on stderr, and exits with 2", async () => {
  const [none, missing] = await Promise.all([run(), run(path.join(folder, "nowhere.pdf"))]);
  for (const { code, stdout, stderr } of [none, missing]) {
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage:");
  }
});
