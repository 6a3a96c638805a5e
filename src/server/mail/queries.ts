import { and, desc, eq, gt, isNotNull, lt, max, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/server/db/client";
import { mails } from "@/server/db/schema";

export type MailRow = typeof mails.$inferSelect;

export async function insertMail(db: Database, mail: typeof mails.$inferInsert): Promise<void> {
  await db.insert(mails).values(mail);
}

export async function findMail(db: Database, mailId: string): Promise<MailRow | undefined> {
  const [row] = await db.select().from(mails).where(eq(mails.id, mailId));
  return row;
}

/** What became of a try. What the mail says is forgotten with the last one: links in it open things. */
export async function recordTry(
  db: Database,
  mailId: string,
  result: { status: MailRow["status"]; lastError: string | null; at: Date },
): Promise<void> {
  const { status, lastError, at } = result;
  await db
    .update(mails)
    .set({
      status,
      lastError,
      attempts: sql`${mails.attempts} + 1`,
      ...(status === "sent" ? { sentAt: at } : {}),
      ...(status === "waiting" ? {} : { sealedContent: null }),
    })
    .where(and(eq(mails.id, mailId), eq(mails.status, "waiting")));
}

/** The newest mails that still can be read, newest first. */
export async function listReadable(db: Database, limit: number): Promise<MailRow[]> {
  return db
    .select()
    .from(mails)
    .where(isNotNull(mails.sealedContent))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit);
}

/** Failed mails of an account after which none of the same kind reached the same mailbox, newest first. */
export async function listFailed(db: Database, { accountId, limit }: { accountId: string; limit: number }) {
  const later = alias(mails, "later");
  const reached = db
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.accountId, mails.accountId),
        eq(later.to, mails.to),
        eq(later.template, mails.template),
        gt(later.createdAt, mails.createdAt),
      ),
    );
  return db
    .select({ id: mails.id, to: mails.to, template: mails.template, createdAt: mails.createdAt })
    .from(mails)
    .where(and(eq(mails.accountId, accountId), eq(mails.status, "failed"), notExists(reached)))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit);
}

/** When a mail of this kind was last written for an account. */
export async function findLastOf(db: Database, of: { accountId: string; template: string }): Promise<Date | null> {
  const [row] = await db
    .select({ at: max(mails.createdAt) })
    .from(mails)
    .where(and(eq(mails.accountId, of.accountId), eq(mails.template, of.template)));
  return row?.at ?? null;
}

/** Forgets what old mails say, and gives up those that still wait: a link of last week helps nobody. */
export async function forgetContents(db: Database, before: Date): Promise<void> {
  await db
    .update(mails)
    .set({
      sealedContent: null,
      status: sql`case when ${mails.status} = 'waiting' then 'failed' else ${mails.status} end`,
    })
    .where(and(lt(mails.createdAt, before), or(isNotNull(mails.sealedContent), eq(mails.status, "waiting"))));
}

export async function deleteMails(db: Database, before: Date): Promise<void> {
  await db.delete(mails).where(lt(mails.createdAt, before));
}
