import type { FileHandle } from "node:fs/promises";
import { mediaFileName } from "@/domain/messaging/media-name";
import { UNKNOWN_TYPE } from "@/domain/messaging/media-type";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import { findMedia, listAccounts, listReferenced, lockFile, type MediaKey } from "./queries";
import type { FileKey, MediaStore } from "./store";

export { readSendable } from "./sendable";

/** Younger files may belong to a transaction that has not ended yet. */
const TIDY_AFTER_MS = 60 * 60_000;

/** A stored file, open for reading; whoever asked closes it. */
export interface OpenFile {
  handle: FileHandle;
  sizeBytes: number;
  /** By its bytes, never by what its sender declared. */
  mimeType: string;
  /** What it is called when it is saved. */
  fileName: string;
  sha256: string;
}

export interface MediaServiceDeps {
  db: Database;
  store: MediaStore;
  logger: Logger;
  now: () => Date;
}

export type MediaService = ReturnType<typeof createMediaService>;

/** The files that belong to messages: reading them, and letting them go. Fetching them is fetcher.ts. */
export function createMediaService(deps: MediaServiceDeps) {
  const { db, store } = deps;
  return {
    /** Undefined when there is no such file, or it isn't stored (yet, or any more). */
    async openFile(key: MediaKey): Promise<OpenFile | undefined> {
      const media = await findMedia(db, key);
      if (media?.status !== "stored" || !media.sha256) return undefined;
      const handle = await store.open({ accountId: key.accountId, sha256: media.sha256 });
      if (!handle) return undefined;
      const { size: sizeBytes } = await handle.stat();
      const mimeType = media.mimeType ?? UNKNOWN_TYPE;
      return { handle, sizeBytes, mimeType, fileName: mediaFileName({ ...media, mimeType }), sha256: media.sha256 };
    },

    /**
     * Keeps bytes of the account's own. `name` writes the row that says what they are for, in the transaction in which
     * they are put in their place, so that it never promises what isn't there.
     */
    async keepFile<Named>(
      { accountId, bytes }: { accountId: string; bytes: Uint8Array },
      name: (tx: Database, sha256: string) => Promise<Named>,
    ): Promise<Named> {
      const staged = await store.stage(accountId, bytes);
      try {
        return await db.transaction(async (tx) => {
          await lockFile(tx, { accountId, sha256: staged.sha256 });
          const named = await name(tx, staged.sha256);
          await staged.keep();
          return named;
        });
      } finally {
        await staged.discard();
      }
    },

    async hasFile(file: FileKey): Promise<boolean> {
      const handle = await store.open(file);
      await handle?.close();
      return handle !== undefined;
    },

    /** Removes the bytes unless a message or a rule of the account still has them. */
    forget: (file: FileKey) => forget(deps, file),

    /** Everything an account ever stored; for when the account itself is deleted. */
    forgetAccount: (accountId: string) => store.removeAccount(accountId),

    /**
     * Removes what a killed process left: drafts, and bytes that no message and no rule of a known account names. Folders of
     * accounts that this database does not know are left alone: they may be another database's.
     */
    tidy: () => tidy(deps),
  };
}

async function forget({ db, store }: MediaServiceDeps, file: FileKey): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFile(tx, file);
    const referenced = await listReferenced(tx, file.accountId, [file.sha256]);
    if (!referenced.has(file.sha256)) await store.remove(file);
  });
}

async function tidy(deps: MediaServiceDeps): Promise<void> {
  const { db, store, logger, now } = deps;
  const before = new Date(now().getTime() - TIDY_AFTER_MS);
  const old = (await store.list()).filter(({ changedAt }) => changedAt < before);
  const known = await listAccounts(db, [...new Set(old.map(({ accountId }) => accountId))]);
  let count = 0;
  for (const accountId of known) {
    const files = old.filter((file) => file.accountId === accountId);
    const referenced = await listReferenced(
      db,
      accountId,
      files.flatMap(({ sha256 }) => sha256 ?? []),
    );
    for (const { sha256, name } of files) {
      if (sha256 !== null && referenced.has(sha256)) continue;
      if (sha256 === null) await store.removeDraft(accountId, name);
      else await forget(deps, { accountId, sha256 });
      count += 1;
    }
  }
  if (count > 0) logger.info({ count }, "files that nothing names were removed");
}
