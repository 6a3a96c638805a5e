import { and, eq, gt } from "drizzle-orm";
import type { Form, FormProgress } from "@/domain/automation/form";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { type FormSessionState, formSessions } from "../db/schema";
import type { ConversationKey } from "./customer-queries";

export type FormSession = typeof formSessions.$inferSelect;

const activeIn = ({ accountId, conversationId }: ConversationKey) =>
  and(
    eq(formSessions.accountId, accountId),
    eq(formSessions.conversationId, conversationId),
    eq(formSessions.state, "active"),
  );

/** The form that a customer is on their way through; one whose time is over is none. */
export async function findActiveSession(
  db: Database,
  key: ConversationKey,
  now: Date,
): Promise<FormSession | undefined> {
  const [row] = await db
    .select()
    .from(formSessions)
    .where(and(activeIn(key), gt(formSessions.expiresAt, now)));
  return row;
}

/** Whatever was under way ends. */
export async function startSession(tx: Database, key: ConversationKey, form: Form, now: Date): Promise<void> {
  await endSessions(tx, key, "expired");
  await tx
    .insert(formSessions)
    .values({ id: newId("formSession"), ...key, definition: form, expiresAt: expiryOf(form, now) });
}

export async function endSessions(tx: Database, key: ConversationKey, state: FormSessionState): Promise<void> {
  await tx.update(formSessions).set({ state }).where(activeIn(key));
}

/** The next answer has as much time as the first. */
export async function moveSession(
  tx: Database,
  { accountId, id, definition }: Pick<FormSession, "accountId" | "id" | "definition">,
  progress: FormProgress,
  now: Date,
): Promise<void> {
  await tx
    .update(formSessions)
    .set({ ...progress, expiresAt: expiryOf(definition, now) })
    .where(and(eq(formSessions.accountId, accountId), eq(formSessions.id, id)));
}

const expiryOf = ({ timeoutMinutes }: Form, now: Date) => new Date(now.getTime() + timeoutMinutes * 60_000);
