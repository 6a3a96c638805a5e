import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

/** Bytes of an account, named by what they are. */
export interface FileKey {
  accountId: string;
  /** Hexadecimal SHA-256. */
  sha256: string;
}

/** Bytes that are on the disk but not yet in their place. */
export interface StagedFile {
  sha256: string;
  sizeBytes: number;
  /** Puts them in their place; the same bytes may be there already. */
  keep(): Promise<void>;
  /** Removes what was not kept; after `keep` it does nothing. */
  discard(): Promise<void>;
}

/** Files in `<folder>/<accountId>/<sha256>`, readable by their owner only. Nobody ever sees half of one. */
export interface MediaStore {
  /** Writes the bytes aside, where a crash leaves at most a draft. */
  stage(accountId: string, bytes: Uint8Array): Promise<StagedFile>;
  /** For reading; undefined when there is none. The caller closes it. */
  open(file: FileKey): Promise<FileHandle | undefined>;
  /** All bytes; undefined when there are none. */
  read(file: FileKey): Promise<Uint8Array | undefined>;
  /** Removing what isn't there is fine. */
  remove(file: FileKey): Promise<void>;
  /** With everything of the account. */
  removeAccount(accountId: string): Promise<void>;
  /** What lies in the folders, drafts of killed processes included; those have no digest. */
  list(): Promise<{ accountId: string; sha256: string | null; name: string; changedAt: Date }[]>;
  removeDraft(accountId: string, name: string): Promise<void>;
}

const ACCOUNT_ID = /^[a-z]+_[0-9a-z]+$/;
const SHA256 = /^[0-9a-f]{64}$/;
const DRAFT = /^draft-[0-9a-f-]{36}$/;

export function createMediaStore(folder: string): MediaStore {
  // Ids come from our own tables; a path is made of nothing else all the same.
  const folderOf = (accountId: string) => path.join(folder, checked(accountId, ACCOUNT_ID));
  const pathOf = ({ accountId, sha256 }: FileKey) => path.join(folderOf(accountId), checked(sha256, SHA256));
  const draftPath = (accountId: string, name: string) => path.join(folderOf(accountId), checked(name, DRAFT));

  return {
    async stage(accountId, bytes) {
      const draft = draftPath(accountId, `draft-${randomUUID()}`);
      await mkdir(path.dirname(draft), { recursive: true, mode: 0o700 });
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const discard = () => rm(draft, { force: true });
      await writeDurably(draft, bytes).catch(async (error: unknown) => {
        await discard();
        throw error;
      });
      return { sha256, sizeBytes: bytes.length, keep: () => rename(draft, pathOf({ accountId, sha256 })), discard };
    },

    open: (file) => orUndefined(open(pathOf(file), "r")),
    read: (file) => orUndefined(readFile(pathOf(file))),
    remove: (file) => rm(pathOf(file), { force: true }),
    removeAccount: (accountId) => rm(folderOf(accountId), { recursive: true, force: true }),
    removeDraft: (accountId, name) => rm(draftPath(accountId, name), { force: true }),

    async list() {
      const accountIds = ((await orUndefined(readdir(folder))) ?? []).filter((name) => ACCOUNT_ID.test(name));
      const found = await Promise.all(
        accountIds.map(async (accountId) => {
          const names = (await orUndefined(readdir(folderOf(accountId)))) ?? [];
          const ours = names.filter((name) => SHA256.test(name) || DRAFT.test(name));
          return Promise.all(ours.map((name) => describe(accountId, name, path.join(folderOf(accountId), name))));
        }),
      );
      return found.flat().flatMap((file) => file ?? []);
    },
  };
}

async function describe(accountId: string, name: string, file: string) {
  const status = await orUndefined(stat(file));
  return status && { accountId, name, sha256: SHA256.test(name) ? name : null, changedAt: status.mtime };
}

/** On the disk before it is named in the database: a row must never promise what a power cut took. */
async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checked(part: string, shape: RegExp): string {
  if (!shape.test(part)) throw new Error("This is no name of a media file.");
  return part;
}

async function orUndefined<Output>(work: Promise<Output>): Promise<Output | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
