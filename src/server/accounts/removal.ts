import { recordAudit } from "@/server/audit/service";
import { isStillLinked, unlinkPhone } from "@/server/channels/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import type { JobHandler, JobQueue } from "@/server/jobs/queue";
import { dissolveTeam, type TeamChange } from "@/server/team/service";
import { deleteAccountRow } from "./queries";

/** How soon to look again whether the phone has been unlinked. */
const LOOK_AGAIN_MS = 2000;
/** A browser that can't be started would keep an account for ever; without its rows, its session is of no use here. */
const GIVE_UP_UNLINKING_MS = 5 * 60_000;

export interface RemovalDeps {
  db: Database;
  queue: JobQueue;
  now: () => Date;
}

/** @throws AppError bad_request unless the name was typed as it is: deleting an account can't be undone */
export function checkTypedName(typed: string, name: string): void {
  if (typed.trim() !== name) throw new AppError("bad_request", `Type the account's name as it is written: ${name}`);
}

/**
 * The first half of deleting an account, in the transaction of the request: nobody may see it any more, its phone is to
 * be unlinked, and the rest is on its way. Should the process die now, the rest still happens.
 */
export async function beginRemoval(
  { queue, now }: Pick<RemovalDeps, "queue" | "now">,
  change: TeamChange,
): Promise<void> {
  const { tx, accountId, actor, accountName } = change;
  // Without an account: what belongs to one goes with it, and this has to stay.
  const target = { kind: "account", id: accountId, name: accountName };
  await recordAudit(tx, { accountId: null, actor, action: "account.deleted", target });
  await dissolveTeam(change, now());
  await unlinkPhone(tx, accountId);
  await queue.enqueue(tx, "remove_account", { accountId, since: now().getTime() });
}

/**
 * The second half: once no process runs its connection any more, its rows and its files go. Repeatable, also after a
 * crash between rows and files.
 */
export function createRemovalHandler(
  deps: RemovalDeps & { forgetFiles: (accountId: string) => Promise<unknown> },
): JobHandler<"remove_account"> {
  const { db, queue, now, forgetFiles } = deps;
  return async ({ accountId, since }) => {
    const isPatient = now().getTime() - since < GIVE_UP_UNLINKING_MS;
    if (isPatient && (await isStillLinked(db, accountId))) {
      const startAfter = new Date(now().getTime() + LOOK_AGAIN_MS);
      await queue.enqueue(db, "remove_account", { accountId, since }, { startAfter });
      return;
    }
    await deleteAccountRow(db, accountId);
    await forgetFiles(accountId);
  };
}
