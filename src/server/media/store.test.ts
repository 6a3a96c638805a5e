import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMediaStore, type MediaStore } from "./store";

let folder: string;
let store: MediaStore;
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), "parley-store-")), "media");
  store = createMediaStore(folder);
});
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

const bytes = new TextEncoder().encode("a photo");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const accountId = "acc_01abc";
const inFolder = async () => readdir(path.join(folder, accountId));
const save = async (content: Uint8Array = bytes, account = accountId) => {
  const staged = await store.stage(account, content);
  await staged.keep();
  await staged.discard();
  return staged;
};

test("what is kept lies under the digest of its bytes, and only its owner may read it", async () => {
  expect(await save()).toMatchObject({ sha256, sizeBytes: bytes.length });
  expect(await inFolder()).toEqual([sha256]);
  expect(await readFile(path.join(folder, accountId, sha256))).toEqual(Buffer.from(bytes));
  expect((await stat(path.join(folder, accountId, sha256))).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(folder, accountId))).mode & 0o777).toBe(0o700);
});

test("the same bytes lie there once per account", async () => {
  await Promise.all([save(), save(), save()]);
  await save(bytes, "acc_02");
  expect(await inFolder()).toEqual([sha256]);
  expect(await store.list()).toHaveLength(2);
});

test("what is not kept leaves nothing, and is never found under its digest", async () => {
  const staged = await store.stage(accountId, bytes);
  expect(await store.open({ accountId, sha256 })).toBeUndefined();
  expect(await store.read({ accountId, sha256 })).toBeUndefined();
  await staged.discard();
  await staged.discard();
  expect(await inFolder()).toEqual([]);
});

test("drafts of a killed process are listed as such and can be removed", async () => {
  await store.stage(accountId, bytes);
  const [draft] = await store.list();
  expect(draft).toMatchObject({ accountId, sha256: null });
  await store.removeDraft(accountId, draft!.name);
  expect(await store.list()).toEqual([]);
});

test("removing what isn't there is fine, and removing an account takes all of it", async () => {
  await store.remove({ accountId, sha256 });
  await save();
  await save(new Uint8Array([1]));
  await store.removeAccount(accountId);
  await store.removeAccount(accountId);
  expect(await store.list()).toEqual([]);
});

test("nothing but names of ours ever becomes a path, and nothing else is listed", async () => {
  await save();
  await writeFile(path.join(folder, accountId, "notes.txt"), "x");
  await writeFile(path.join(folder, "secret.key"), "x");
  for (const bad of ["..", "../acc_01abc", "acc_01abc/..", "", "acc_", "ACC_1", "acc_1\0"]) {
    await expect(async () => store.stage(bad, bytes), bad).rejects.toThrow("no name of a media file");
    expect(() => store.open({ accountId: bad, sha256 }), bad).toThrow("no name of a media file");
    expect(() => store.removeAccount(bad), bad).toThrow("no name of a media file");
  }
  for (const bad of ["../../secret.key", sha256.toUpperCase(), `${sha256}/..`, "notes.txt", ""]) {
    expect(() => store.read({ accountId, sha256: bad }), bad).toThrow("no name of a media file");
    expect(() => store.remove({ accountId, sha256: bad }), bad).toThrow("no name of a media file");
    expect(() => store.removeDraft(accountId, bad), bad).toThrow("no name of a media file");
  }
  expect((await store.list()).map(({ name }) => name)).toEqual([sha256]);
});
