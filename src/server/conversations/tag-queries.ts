import { and, eq } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { contactTags } from "@/server/db/schema";

/** What the audit log calls a tag of one customer; its id is the conversation's, and its name goes when they are erased. */
export const CONTACT_TAG = "contact_tag";

interface ContactKey {
  accountId: string;
  contactId: string;
}
type TagKey = ContactKey & { tag: string };

const ofContact = ({ accountId, contactId }: ContactKey) =>
  and(eq(contactTags.accountId, accountId), eq(contactTags.contactId, contactId));
const isTag = (key: TagKey) => and(ofContact(key), eq(contactTags.tag, key.tag));

export const hasTag = async (db: Database, key: TagKey): Promise<boolean> =>
  (await db.$count(contactTags, isTag(key))) > 0;

export const countTags = (db: Database, key: ContactKey): Promise<number> => db.$count(contactTags, ofContact(key));

/** Whether any customer of the account has it. */
export async function isTagKnown(
  db: Database,
  { accountId, tag }: { accountId: string; tag: string },
): Promise<boolean> {
  const [row] = await db
    .select({ tag: contactTags.tag })
    .from(contactTags)
    .where(and(eq(contactTags.accountId, accountId), eq(contactTags.tag, tag)))
    .limit(1);
  return row !== undefined;
}

/** Different tags that customers of the account have; counted as far as `limit`. */
export async function countTagsOfAccount(db: Database, accountId: string, limit: number): Promise<number> {
  const rows = await db
    .selectDistinct({ tag: contactTags.tag })
    .from(contactTags)
    .where(eq(contactTags.accountId, accountId))
    .limit(limit);
  return rows.length;
}

/** @returns false: they have it already */
export async function insertTag(tx: Database, key: TagKey): Promise<boolean> {
  const rows = await tx.insert(contactTags).values(key).onConflictDoNothing().returning({ tag: contactTags.tag });
  return rows.length > 0;
}

/** @returns false: they don't have it */
export async function deleteTag(tx: Database, key: TagKey): Promise<boolean> {
  const rows = await tx.delete(contactTags).where(isTag(key)).returning({ tag: contactTags.tag });
  return rows.length > 0;
}
