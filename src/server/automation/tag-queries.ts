import { and, asc, count, eq, sql } from "drizzle-orm";
import type { KnownTag } from "@/domain/messaging/tag";
import type { Database } from "../db/client";
import { contactTags } from "../db/schema";

interface AccountTag {
  accountId: string;
  tag: string;
}

const isTag = ({ accountId, tag }: AccountTag) => and(eq(contactTags.accountId, accountId), eq(contactTags.tag, tag));

/** The tags that customers of an account have, by name. */
export const listCustomerTags = (db: Database, accountId: string): Promise<KnownTag[]> =>
  db
    .select({ tag: contactTags.tag, customers: count() })
    .from(contactTags)
    .where(eq(contactTags.accountId, accountId))
    .groupBy(contactTags.tag)
    .orderBy(asc(contactTags.tag));

export const countCustomersWith = (db: Database, key: AccountTag): Promise<number> =>
  db.$count(contactTags, isTag(key));

/**
 * Whoever has the tag has the other one instead; who has both keeps one. One statement in either case: a tag that is given
 * meanwhile keeps its name and isn't lost. @returns how many customers had it
 */
export async function renameCustomerTag(
  tx: Database,
  { accountId, from, to }: { accountId: string; from: string; to: string },
): Promise<number> {
  const customers = await countCustomersWith(tx, { accountId, tag: from });
  // Changed in place where nobody has the other: new rows are checked for their account and customer, one by one.
  if ((await countCustomersWith(tx, { accountId, tag: to })) === 0)
    await tx
      .update(contactTags)
      .set({ tag: to })
      .where(isTag({ accountId, tag: from }));
  else
    await tx.execute(sql`
      with renamed as (
        delete from ${contactTags}
        where ${contactTags.accountId} = ${accountId} and ${contactTags.tag} = ${from}
        returning account_id, contact_id, created_at
      )
      insert into ${contactTags} (account_id, contact_id, tag, created_at)
      select account_id, contact_id, ${to}, created_at from renamed
      on conflict do nothing`);
  return customers;
}

/** @returns how many customers had it */
export async function deleteCustomerTag(tx: Database, key: AccountTag): Promise<number> {
  const customers = await countCustomersWith(tx, key);
  await tx.delete(contactTags).where(isTag(key));
  return customers;
}
