import { and, asc, eq } from "drizzle-orm";
import type { Form } from "@/domain/automation/form";
import type { Database } from "../db/client";
import { automationForms } from "../db/schema";

export type FormRow = typeof automationForms.$inferSelect;

interface FormKey {
  accountId: string;
  formId: string;
}

const ofForm = ({ accountId, formId }: FormKey) =>
  and(eq(automationForms.accountId, accountId), eq(automationForms.id, formId));

/** In the order in which they were made. */
export const listForms = (db: Database, accountId: string): Promise<FormRow[]> =>
  db
    .select()
    .from(automationForms)
    .where(eq(automationForms.accountId, accountId))
    .orderBy(asc(automationForms.createdAt), asc(automationForms.id));

export async function findForm(db: Database, key: FormKey): Promise<FormRow | undefined> {
  const [row] = await db.select().from(automationForms).where(ofForm(key));
  return row;
}

export async function insertForm(
  tx: Database,
  row: { id: string; accountId: string; definition: Form },
): Promise<void> {
  await tx.insert(automationForms).values(row);
}

export async function updateForm(tx: Database, key: FormKey, definition: Form): Promise<void> {
  await tx.update(automationForms).set({ definition }).where(ofForm(key));
}

export async function deleteForm(tx: Database, key: FormKey): Promise<void> {
  await tx.delete(automationForms).where(ofForm(key));
}
