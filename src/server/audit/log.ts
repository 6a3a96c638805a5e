import type { AuditAction } from "@/domain/access/audit-actions";
import { deviceOf } from "@/domain/words/device";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { type EntryPage, findPlace, listEntries } from "./queries";

export const PAGE_SIZE = 50;

export type AuditLine = ReturnType<typeof toLine>;

interface LogPage {
  accountId: string;
  action?: AuditAction | undefined;
  actorUserId?: string | undefined;
  /** The `nextBefore` of the page before. */
  before?: string | undefined;
  limit?: number;
}

/**
 * A page of what was done in the account, newest first. `nextBefore` asks for the page after it, and is null when there
 * is none.
 * @throws AppError not_found when `before` is none of this account's entries
 */
export async function readLog(
  db: Database,
  { before: entryId, limit = PAGE_SIZE, ...filter }: LogPage,
): Promise<{ entries: AuditLine[]; nextBefore: string | null }> {
  const before = entryId === undefined ? undefined : await findPlace(db, { accountId: filter.accountId, entryId });
  if (entryId !== undefined && !before) throw new AppError("not_found", "This page of the log doesn't exist any more.");
  const rows = await listEntries(db, { ...filter, before, limit: limit + 1 } satisfies EntryPage);
  const entries = rows.slice(0, limit).map(toLine);
  return { entries, nextBefore: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

/** Every entry of the account, oldest pages last, a page at a time: an export must not fill the memory. */
export async function* readWholeLog(db: Database, accountId: string): AsyncGenerator<AuditLine> {
  let before: string | undefined;
  do {
    const page = await readLog(db, { accountId, before, limit: 500 });
    yield* page.entries;
    before = page.nextBefore ?? undefined;
  } while (before !== undefined);
}

function toLine({ entry, actorName }: Awaited<ReturnType<typeof listEntries>>[number]) {
  const { id, createdAt: at, action, targetKind, targetId, targetName, before, after, ipAddress, userAgent } = entry;
  return {
    id,
    at,
    action,
    /** Null: Parley itself. */
    actor: entry.actorUserId ? { userId: entry.actorUserId, name: actorName, email: entry.actorEmail ?? "" } : null,
    target: targetKind && targetId ? { kind: targetKind, id: targetId, name: targetName } : null,
    before,
    after,
    ipAddress,
    device: userAgent ? deviceOf(userAgent) : null,
  };
}
