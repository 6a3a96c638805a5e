import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSealed, removeSealed, type Seal, SealError, writeSealed } from "./session-vault-seal";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "parley-seal-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const seal: Seal = { secretKey: randomBytes(32), accountId: "acc_flowers" };
const never = new AbortController().signal;

async function* stream(...parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

async function readBack(file: string, by: Seal = seal): Promise<Buffer> {
  return readSealed(file, by, async (content) => {
    const parts: Buffer[] = [];
    for await (const part of content) parts.push(part);
    return Buffer.concat(parts);
  });
}

async function aSealedFile(name: string, content: Buffer): Promise<string> {
  const file = path.join(folder, name);
  await writeSealed(file, stream(content), { seal, signal: never });
  return file;
}

test("what is sealed is read back, is unreadable without the key, and is its owner's alone", async () => {
  const content = Buffer.concat([Buffer.from("noise key ".repeat(1000)), randomBytes(700_000)]);
  const file = await aSealedFile("whole", content);
  expect(await readBack(file)).toEqual(content);
  expect((await readFile(file)).includes("noise key noise key")).toBe(false);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["whole"]);
});

test("the same content sealed twice shares neither key stream nor header", async () => {
  const content = Buffer.from("the same");
  const [one, two] = [
    await readFile(await aSealedFile("one", content)),
    await readFile(await aSealedFile("two", content)),
  ];
  expect(one.length).toBe(two.length);
  expect(one.subarray(8, 36)).not.toEqual(two.subarray(8, 36));
  expect(one.subarray(36)).not.toEqual(two.subarray(36));
});

test("another key, another account and a file of any other kind are refused before anything is passed on", async () => {
  const file = await aSealedFile("refused", Buffer.from("content"));
  const passedOn: unknown[] = [];
  const use = async (content: AsyncIterable<Buffer>) => {
    for await (const part of content) passedOn.push(part);
  };
  await expect(readSealed(file, { ...seal, secretKey: randomBytes(32) }, use)).rejects.toThrow(SealError);
  await expect(readSealed(file, { ...seal, accountId: "acc_other" }, use)).rejects.toThrow(SealError);
  await writeFile(file, "not a snapshot at all, but long enough to be taken for one by its size");
  await expect(readSealed(file, seal, use)).rejects.toThrow(SealError);
  await expect(readSealed(path.join(folder, "nowhere"), seal, use)).rejects.toThrow(/ENOENT/);
  expect(passedOn).toEqual([]);
});

test("a file with any one bit changed, or cut anywhere, is refused", async () => {
  const file = await aSealedFile("tampered", Buffer.from("the keys of a session"));
  const whole = await readFile(file);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ (1 << bit);
      await writeFile(file, changed);
      await expect(readBack(file)).rejects.toThrow(SealError);
      await writeFile(file, whole.subarray(0, at));
      await expect(readBack(file)).rejects.toThrow(SealError);
    }),
    { numRuns: 100 },
  );
});

test("a writing that fails or takes too long leaves the file before, and nothing else", async () => {
  const file = await aSealedFile("kept", Buffer.from("the one before"));
  async function* failing(): AsyncGenerator<Buffer> {
    yield randomBytes(500_000);
    throw new Error("a file became shorter");
  }
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) yield randomBytes(500_000);
  }
  await expect(writeSealed(file, failing(), { seal, signal: never })).rejects.toThrow(/shorter/);
  await expect(writeSealed(file, endless(), { seal, signal: AbortSignal.timeout(50) })).rejects.toThrow();
  expect((await readBack(file)).toString()).toBe("the one before");
  expect((await readdir(folder)).filter((name) => name.startsWith("kept"))).toEqual(["kept"]);
});

test("removing takes an interrupted writing with it", async () => {
  const file = await aSealedFile("gone", Buffer.from("x"));
  await writeFile(`${file}.draft`, "half");
  await removeSealed(file);
  expect((await readdir(folder)).filter((name) => name.startsWith("gone"))).toEqual([]);
});
