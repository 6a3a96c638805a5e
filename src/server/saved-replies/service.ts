import type { AuditAction } from "@/domain/access/audit-actions";
import { changedFields } from "@/domain/access/changed-fields";
import { MAX_SAVED_REPLIES, type SavedReply } from "@/domain/messaging/saved-reply";
import type { Actor } from "@/server/audit/actor";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { AppError } from "@/server/errors";
import {
  countSavedReplies,
  deleteSavedReply,
  findSavedReply,
  findSavedReplyId,
  insertSavedReply,
  listSavedReplies,
  lockSavedReplies,
  type SavedReplyKey,
  updateSavedReply,
} from "./queries";

type ByActor = { actor: Actor };

export type SavedReplyService = ReturnType<typeof createSavedReplyService>;

/** Words that the team writes again and again. Whoever may reply may use them and write them. */
export function createSavedReplyService(db: Database) {
  return {
    /** By their keys. */
    list: (accountId: string) => listSavedReplies(db, accountId),

    /** @throws AppError conflict when its key is taken, bad_request when there are too many */
    create: ({ accountId, actor, key, text }: ByActor & SavedReply & { accountId: string }) =>
      db.transaction(async (tx) => {
        await lockSavedReplies(tx, accountId);
        if ((await countSavedReplies(tx, accountId)) >= MAX_SAVED_REPLIES)
          throw new AppError("bad_request", `There is room for ${MAX_SAVED_REPLIES} saved replies. Delete one first.`);
        await checkIsFree(tx, { accountId, key });
        const savedReplyId = newId("savedReply");
        await insertSavedReply(tx, { id: savedReplyId, accountId, key, text, writtenByUserId: actor.userId });
        await record(tx, { accountId, savedReplyId, actor, key, action: "savedReply.added", after: { key, text } });
        return { savedReplyId };
      }),

    /** @throws AppError not_found, conflict when its new key is taken */
    update: ({ accountId, savedReplyId, actor, key, text }: ByActor & SavedReply & SavedReplyKey) =>
      db.transaction(async (tx) => {
        await lockSavedReplies(tx, accountId);
        const before = await get(tx, { accountId, savedReplyId });
        await checkIsFree(tx, { accountId, key }, savedReplyId);
        await updateSavedReply(tx, { accountId, savedReplyId }, { key, text, writtenByUserId: actor.userId });
        const changed = changedFields(before, { key, text });
        await record(tx, { accountId, savedReplyId, actor, key, action: "savedReply.changed", ...changed });
      }),

    /** @throws AppError not_found */
    delete: ({ accountId, savedReplyId, actor }: ByActor & SavedReplyKey) =>
      db.transaction(async (tx) => {
        await lockSavedReplies(tx, accountId);
        const before = await get(tx, { accountId, savedReplyId });
        await deleteSavedReply(tx, { accountId, savedReplyId });
        const { key } = before;
        await record(tx, { accountId, savedReplyId, actor, key, action: "savedReply.deleted", before: { ...before } });
      }),
  };
}

async function get(tx: Database, key: SavedReplyKey): Promise<SavedReply> {
  const found = await findSavedReply(tx, key);
  if (!found) throw new AppError("not_found", "This saved reply is no longer here.");
  return found;
}

async function checkIsFree(tx: Database, asked: { accountId: string; key: string }, ownId?: string): Promise<void> {
  const holder = await findSavedReplyId(tx, asked);
  if (holder !== undefined && holder !== ownId)
    throw new AppError("conflict", `/${asked.key} is taken. Choose another name, or change that one.`);
}

async function record(
  tx: Database,
  entry: SavedReplyKey & ByActor & Pick<AuditRecord, "before" | "after"> & { key: string; action: AuditAction },
): Promise<void> {
  const { accountId, savedReplyId, key, ...rest } = entry;
  await recordAudit(tx, { accountId, target: { kind: "saved_reply", id: savedReplyId, name: key }, ...rest });
  await publishChange(tx, { accountId, topic: "saved_reply", id: savedReplyId });
}
