import { eq } from "drizzle-orm";
import type { BusinessHours } from "@/domain/automation/hours";
import type { Database } from "../db/client";
import { accounts } from "../db/schema";

export async function writeBusinessHours(tx: Database, accountId: string, hours: BusinessHours | null): Promise<void> {
  await tx.update(accounts).set({ businessHours: hours }).where(eq(accounts.id, accountId));
}
