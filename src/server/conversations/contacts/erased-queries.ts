import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { contacts, erasedMessages, erasedOptOuts } from "@/server/db/schema";

/** Rows of an insert stay below what one statement may carry. */
const ROWS_AT_ONCE = 5_000;

export async function insertErasedMessages(
  tx: Database,
  { accountId, marks, erasedAt }: { accountId: string; marks: readonly string[]; erasedAt: Date },
): Promise<void> {
  for (let start = 0; start < marks.length; start += ROWS_AT_ONCE) {
    const rows = marks.slice(start, start + ROWS_AT_ONCE).map((mark) => ({ accountId, mark, erasedAt }));
    await tx.insert(erasedMessages).values(rows).onConflictDoNothing();
  }
}

/** When what has this mark was erased. */
export async function findErasedAt(
  tx: Database,
  { accountId, mark }: { accountId: string; mark: string },
): Promise<Date | undefined> {
  const [row] = await tx
    .select({ erasedAt: erasedMessages.erasedAt })
    .from(erasedMessages)
    .where(and(eq(erasedMessages.accountId, accountId), eq(erasedMessages.mark, mark)));
  return row?.erasedAt;
}

/** Of several that would be the same, such as the same words twice, it is known once only. */
export async function deleteErasedMessage(
  tx: Database,
  { accountId, mark }: { accountId: string; mark: string },
): Promise<void> {
  await tx.delete(erasedMessages).where(and(eq(erasedMessages.accountId, accountId), eq(erasedMessages.mark, mark)));
}

export async function insertErasedOptOut(
  tx: Database,
  { marks, ...person }: { accountId: string; personId: string; optedOutAt: Date; marks: readonly string[] },
): Promise<void> {
  const rows = marks.map((mark) => ({ ...person, mark }));
  if (rows.length > 0) await tx.insert(erasedOptOuts).values(rows).onConflictDoNothing();
}

/** Takes what is kept under any of the marks; then it is kept no longer. @returns the earliest */
export async function takeErasedOptOut(
  tx: Database,
  { accountId, marks }: { accountId: string; marks: readonly string[] },
): Promise<Date | undefined> {
  const people = await tx
    .selectDistinct({ personId: erasedOptOuts.personId })
    .from(erasedOptOuts)
    .where(and(eq(erasedOptOuts.accountId, accountId), inArray(erasedOptOuts.mark, [...marks])));
  if (people.length === 0) return undefined;
  const taken = await tx
    .delete(erasedOptOuts)
    .where(
      and(
        eq(erasedOptOuts.accountId, accountId),
        inArray(
          erasedOptOuts.personId,
          people.map(({ personId }) => personId),
        ),
      ),
    )
    .returning({ optedOutAt: erasedOptOuts.optedOutAt });
  return new Date(Math.min(...taken.map(({ optedOutAt }) => optedOutAt.getTime())));
}

export async function optOutContact(
  tx: Database,
  { accountId, contactId, optedOutAt }: { accountId: string; contactId: string; optedOutAt: Date },
): Promise<void> {
  await tx
    .update(contacts)
    .set({ optedOutAt })
    .where(and(eq(contacts.accountId, accountId), eq(contacts.id, contactId), isNull(contacts.optedOutAt)));
}
