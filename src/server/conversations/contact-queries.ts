import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { contactAliases, contacts } from "@/server/db/schema";
import { mergeContacts } from "./merge-queries";

/** A customer as a message shows them. */
export interface SeenContact {
  accountId: string;
  /** Every known spelling of their id; at least one. */
  aliases: readonly string[];
  name: string | undefined;
  /** Digits only. */
  phone: string | undefined;
  /** A group chat, which many people share. */
  isGroup: boolean;
}

/**
 * The contact behind the spellings, when all of them are known as that contact's and it is called the same as ever, as
 * nearly always: one look instead of the lock and the writes of `resolveContact`.
 */
export async function findUnchangedContact(db: Database, seen: SeenContact): Promise<string | undefined> {
  const aliases = aliasesOf(seen);
  const rows = await db
    .select({ id: contacts.id, name: contacts.displayName, phone: contacts.phoneNumber })
    .from(contactAliases)
    .innerJoin(
      contacts,
      and(eq(contacts.id, contactAliases.contactId), eq(contacts.accountId, contactAliases.accountId)),
    )
    .where(and(eq(contactAliases.accountId, seen.accountId), inArray(contactAliases.alias, aliases)));
  const [first] = rows;
  if (!first || rows.length < aliases.length || rows.some(({ id }) => id !== first.id)) return undefined;
  const hasNews = (seen.name && seen.name !== first.name) || (seen.phone && seen.phone !== first.phone);
  return hasNews ? undefined : first.id;
}

/**
 * The contact behind the spellings, made when none is known. When the spellings turn out to belong to two contacts
 * (WhatsApp told the phone number of a hidden id only now), they become one, and so do their conversations.
 */
export async function resolveContact(tx: Database, seen: SeenContact, now: Date): Promise<string> {
  // Two messages of one new customer must not make two contacts; on the server they may run at once.
  await lockContacts(tx, seen.accountId);
  const aliases = aliasesOf(seen);
  const known = await tx
    .selectDistinct({ contactId: contactAliases.contactId })
    .from(contactAliases)
    .where(and(eq(contactAliases.accountId, seen.accountId), inArray(contactAliases.alias, aliases)))
    .orderBy(contactAliases.contactId);
  const [oldest, ...others] = known.map((row) => row.contactId);
  const contactId = oldest ?? (await insertContact(tx, seen));
  for (const other of others) {
    await mergeContacts(tx, { accountId: seen.accountId, keptId: contactId, absorbedId: other }, now);
  }
  await tx
    .insert(contactAliases)
    .values(aliases.map((alias) => ({ accountId: seen.accountId, alias, contactId })))
    .onConflictDoNothing();
  await completeContact(tx, contactId, seen);
  return contactId;
}

/** Until the transaction ends, nobody else makes contacts of the account, puts two together, or erases one. */
export async function lockContacts(tx: Database, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`contacts:${accountId}`}, 0))`);
}

/** The phone number is a spelling of its own: it is how a hidden id and a plain one are known to be the same person. */
export function aliasesOf({ aliases, phone }: SeenContact): string[] {
  return [...new Set(phone ? [...aliases, `${phone}@c.us`] : aliases)];
}

async function insertContact(tx: Database, { accountId, name, phone, isGroup }: SeenContact): Promise<string> {
  const id = newId("contact");
  await tx.insert(contacts).values({ id, accountId, displayName: name ?? null, phoneNumber: phone ?? null, isGroup });
  return id;
}

/** Takes over what is new: people change their names, and a hidden number may become known. */
async function completeContact(
  tx: Database,
  contactId: string,
  { accountId, name, phone }: SeenContact,
): Promise<void> {
  if (!name && !phone) return;
  const news = { ...(name ? { displayName: name } : {}), ...(phone ? { phoneNumber: phone } : {}) };
  const differs = sql`(${contacts.displayName}, ${contacts.phoneNumber}) is distinct from
    (coalesce(${name ?? null}, ${contacts.displayName}), coalesce(${phone ?? null}, ${contacts.phoneNumber}))`;
  await tx
    .update(contacts)
    .set(news)
    .where(and(eq(contacts.accountId, accountId), eq(contacts.id, contactId), differs));
}
