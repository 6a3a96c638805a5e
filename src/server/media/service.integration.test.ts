import { utimes } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { messageMedia } from "@/server/db/schema";
import type { ChannelHarness } from "@/test/channel-harness";
import { aMediaRow, anAccount } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const keep = async (text: string, accountId = harness.accountId) => {
  const staged = await harness.mediaStore.stage(accountId, new TextEncoder().encode(text));
  await staged.keep();
  return staged.sha256;
};
const aStoredFile = async (text = "a photo") => {
  const { accountId } = harness;
  const sha256 = await keep(text);
  return aMediaRow(harness.db, { accountId, status: "stored", sha256, mimeType: "image/jpeg" });
};
const names = async () => (await harness.mediaStore.list()).map(({ name }) => name).sort();
/** Makes everything in the folder look as if it had lain there for two hours. */
const age = async () => {
  const old = new Date(harness.scheduler.now().getTime() - 2 * 3_600_000);
  for (const { accountId, name } of await harness.mediaStore.list())
    await utimes(path.join(harness.mediaFolder, accountId, name), old, old);
};

describe("opening a file", () => {
  const open = async (key: { accountId: string; mediaId: string }) => {
    const file = await harness.media.openFile(key);
    await file?.handle.close();
    return file;
  };

  test("gives what it is, and nothing to another account", async () => {
    const media = await aStoredFile();
    const key = { accountId: harness.accountId, mediaId: media.id };
    expect(await open(key)).toMatchObject({ sizeBytes: 7, mimeType: "image/jpeg", fileName: "photo.jpg" });
    expect(await open({ ...key, accountId: (await anAccount(harness.db)).id })).toBeUndefined();
  });

  test.each(["waiting", "too_large", "gone", "failed", "deleted"] as const)("that is %s gives none", async (status) => {
    const media = await aStoredFile();
    await harness.db.update(messageMedia).set({ status }).where(eq(messageMedia.id, media.id));
    expect(await open({ accountId: harness.accountId, mediaId: media.id })).toBeUndefined();
  });

  test("whose bytes are gone gives none", async () => {
    const media = await aStoredFile();
    await harness.mediaStore.remove({ accountId: harness.accountId, sha256: media.sha256! });
    expect(await open({ accountId: harness.accountId, mediaId: media.id })).toBeUndefined();
  });
});

describe("tidying", () => {
  test("removes old drafts and bytes that no message names, and nothing else", async () => {
    const media = await aStoredFile();
    await keep("orphan");
    await harness.mediaStore.stage(harness.accountId, new Uint8Array([1]));
    await age();
    const young = await keep("just now");
    await harness.media.tidy();
    expect(await names()).toEqual([media.sha256, young].sort());
  });

  test("leaves the folders of accounts alone that this database doesn't know", async () => {
    const foreign = await keep("another database's", "acc_0unknown");
    await age();
    await harness.media.tidy();
    expect(await names()).toEqual([foreign]);
  });

  test("of an empty or missing folder is fine", async () => {
    await harness.media.tidy();
    expect(await names()).toEqual([]);
  });
});

test("an account that is deleted leaves no file", async () => {
  await aStoredFile();
  const other = await keep("theirs", (await anAccount(harness.db)).id);
  await harness.media.forgetAccount(harness.accountId);
  expect(await names()).toEqual([other]);
});

test("bytes are let go only when nobody has them any more, also while somebody just gets them", async () => {
  const media = await aStoredFile();
  const file = { accountId: harness.accountId, sha256: media.sha256! };
  await harness.media.forget(file);
  expect(await names()).toEqual([media.sha256]);
  await harness.db.update(messageMedia).set({ sha256: null, status: "deleted" }).where(eq(messageMedia.id, media.id));
  await harness.media.forget(file);
  await harness.media.forget(file);
  expect(await names()).toEqual([]);
});
