import { eq } from "drizzle-orm";
import type { ChannelSettings } from "@/domain/messaging/channel-settings";
import type { Database } from "@/server/db/client";
import { accounts } from "@/server/db/schema";

/** @returns whether there is such an account */
export async function writeChannelSettings(
  tx: Database,
  accountId: string,
  settings: ChannelSettings,
): Promise<boolean> {
  const rows = await tx
    .update(accounts)
    .set({ channelSettings: settings })
    .where(eq(accounts.id, accountId))
    .returning({ id: accounts.id });
  return rows.length === 1;
}
