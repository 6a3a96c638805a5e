/** What is known of an account's stored session, in a small file beside its profile, so that it survives the profile. */
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { syncFolder } from "./session-vault-seal";

const recordSchema = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("linked"),
    phoneNumber: z.string(),
    /**
     * `wanted`: the profile is damaged, and the next start takes the snapshot. `tried`: it was taken and nothing has
     * proved yet that it helped, so it is not taken again.
     */
    restore: z.enum(["none", "wanted", "tried"]),
  }),
  /** Unlinked: whatever is still there of the session must go. */
  z.strictObject({ state: z.literal("forgotten") }),
]);
export type SessionRecord = z.infer<typeof recordSchema>;

/** Undefined when nothing was ever linked, or what is written makes no sense. */
export async function readRecord(file: string): Promise<SessionRecord | undefined> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    const isUnreadable = (error as NodeJS.ErrnoException).code !== undefined;
    if (isUnreadable && (error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return undefined;
  }
}

/** On the disk when it resolves; the one before until then. */
export async function writeRecord(file: string, record: SessionRecord): Promise<void> {
  const draft = `${file}.draft`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(JSON.stringify(record));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(path.dirname(file));
}

export async function removeRecord(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(`${file}.draft`, { force: true });
}
