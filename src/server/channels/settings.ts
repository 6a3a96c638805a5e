import { changedFields } from "@/domain/access/changed-fields";
import type { ChannelSettings } from "@/domain/messaging/channel-settings";
import { getAccount } from "@/server/accounts/service";
import type { Actor } from "@/server/audit/actor";
import { recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import { signalChannels } from "@/server/db/channel-signal";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { writeChannelSettings } from "./settings-queries";

/** @throws AppError not_found */
export async function getChannelSettings(db: Database, accountId: string): Promise<ChannelSettings> {
  return (await getAccount(db, accountId)).channelSettings;
}

/** They hold from the next reply on. @throws AppError not_found */
export async function saveChannelSettings(
  db: Database,
  { accountId, settings, actor }: { accountId: string; settings: ChannelSettings; actor?: Actor },
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await getChannelSettings(tx, accountId);
    if (!(await writeChannelSettings(tx, accountId, settings)))
      throw new AppError("not_found", "This account doesn't exist any more.");
    const change = changedFields(before, settings);
    if (actor) await recordAudit(tx, { accountId, actor, action: "connection.settingsChanged", ...change });
    await publishChange(tx, { accountId, topic: "connection", id: accountId });
    await signalChannels(tx, accountId, "request");
  });
}
