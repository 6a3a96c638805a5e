import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { DELIVERY_TIMING } from "@/domain/messaging/delivery";
import { type HeldLevel, MIN_SAME_TEXT_CONTACTS } from "@/domain/messaging/number-safety";
import { publishChange } from "@/server/db/changes";
import { type Database, executeRows } from "@/server/db/client";
import { type Lease, whileLeaseHeld } from "@/server/db/lease";
import { accounts, connections, messages, outbox } from "@/server/db/schema";

/** A number that has more than this many messages in a week is judged by the newest of them. */
const MOST_MESSAGES = 10_000;
const MOST_TEXTS = 100;
/** A bucket never needs more than its limit; people may have sent more. */
const MOST_SENDS = 5000;

export interface NumberRow extends HeldLevel {
  /** What the bot calls the business in its set phrases. */
  accountName: string;
  linkedAt: Date | null;
}

export async function findNumber(db: Database, accountId: string): Promise<NumberRow | undefined> {
  const [row] = await db
    .select({
      accountName: accounts.name,
      linkedAt: connections.numberLinkedAt,
      level: connections.safetyLevel,
      since: connections.safetyLevelAt,
    })
    .from(accounts)
    .leftJoin(connections, eq(connections.accountId, accounts.id))
    .where(eq(accounts.id, accountId));
  return row && { ...row, level: row.level ?? "good" };
}

/** Remembers the level; nothing happens when the lease is lost. */
export async function writeSafetyLevel(
  db: Database,
  { accountId, lease }: { accountId: string; lease: Lease },
  { level, since }: HeldLevel,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(connections)
      .set({ safetyLevel: level, safetyLevelAt: since })
      .where(and(eq(connections.accountId, accountId), whileLeaseHeld(lease)));
    await publishChange(tx, { accountId, topic: "connection", id: accountId });
  });
}

const count = z.coerce.number();
const statisticsSchema = z.object({
  contacts: count,
  newContacts: count,
  unaskedContacts: count,
  answeringContacts: count,
  sent: count,
  sentLastHour: count,
  busiestMinute: count,
  failed: count,
  sameTexts: z.array(z.object({ text: z.string(), messages: count })),
});
export type StatisticsRow = z.infer<typeof statisticsSchema>;

const before = (now: Date, hours: number) =>
  sql`${new Date(now.getTime() - hours * 3_600_000).toISOString()}::timestamptz`;

/** What was sent from the account's number in the last 7 days and 24 hours; see SentStatistics. */
export async function loadStatistics(db: Database, accountId: string, now: Date): Promise<StatisticsRow> {
  const [row] = await executeRows(
    db,
    sql`with recent as materialized (
          select conversation_id, seq, from_me, sent_at, ack, id, from_me and stanza_id is not null as is_sent,
            case when kind = 'text' and sent_at > ${before(now, 24)} then body end as text
          from ${messages} where account_id = ${accountId} and sent_at > ${before(now, 7 * 24)}
          order by sent_at desc limit ${MOST_MESSAGES}),
        written as (
          select conversation_id, min(seq) filter (where is_sent) as first_seq,
            min(seq) filter (where not from_me) as first_received
          from recent group by conversation_id having bool_or(is_sent)),
        known as materialized (
          select *, ${anyEarlier(accountId, sql`e.from_me and e.stanza_id is not null`)} is null as is_new from written),
        judged as (
          -- Most who are new have written just before: looking further back is left for the others.
          select is_new, first_received is not null as answers,
            case when not is_new or first_received < first_seq then false
              else ${anyEarlier(accountId, sql`not e.from_me`)} is null end as is_unasked
          from known as written),
        contacts as (
          select count(*) as contacts, count(*) filter (where is_new) as "newContacts",
            count(*) filter (where is_unasked) as "unaskedContacts",
            count(*) filter (where answers) as "answeringContacts"
          from judged),
        day as materialized (
          select conversation_id, sent_at, text from recent where is_sent and sent_at > ${before(now, 24)}),
        paces as (
          select count(*) over (order by sent_at range between interval '60 seconds' preceding and current row) as pace
          from day),
        by_contact as (
          select text, count(*) as messages from day where text is not null group by text, conversation_id),
        same as (
          select text, sum(messages) as messages from by_contact
          group by text having count(*) >= ${MIN_SAME_TEXT_CONTACTS}
          order by messages desc limit ${MOST_TEXTS})
        select contacts.*,
          (select count(*) from day) as "sent",
          (select count(*) from day where sent_at > ${before(now, 1)}) as "sentLastHour",
          (select coalesce(max(pace), 0) from paces) as "busiestMinute",
          (select count(*) from recent r where r.from_me and r.sent_at > ${before(now, 24)} and (r.ack = 'failed' or exists (
            select 1 from ${outbox} o where o.account_id = ${accountId}
              and o.message_id = r.id and o.status = 'failed' and o.attempts > 0))) as "failed",
          (select coalesce(json_agg(same), '[]'::json) from same) as "sameTexts"
        from contacts`,
  );
  return statisticsSchema.parse(row);
}

/** As anyOfConversation of the outbox: read from the beginning, and no further than needed. */
const anyEarlier = (accountId: string, which: SQL) =>
  sql`(select 1 from ${messages} e where e.account_id = ${accountId}
    and e.conversation_id = written.conversation_id and e.seq < written.first_seq and ${which}
    order by e.seq limit 1)`;

/** Something that was sent, or is just being sent. */
export interface Sending {
  /** Null: written on the phone. */
  outboxId: string | null;
  at: Date;
  /** The first words ever to that contact. */
  isFirst: boolean;
}

const sendingSchema = z.object({ outboxId: z.string().nullable(), at: z.coerce.date(), isFirst: z.boolean() });

/**
 * What was sent from the number within that time, by our clock: WhatsApp's may be off by minutes. With `firstOnly`, only
 * the first words ever to a contact.
 */
export async function listSendings(
  db: Database,
  { accountId, since, firstOnly }: { accountId: string; since: Date; firstOnly: boolean },
): Promise<Sending[]> {
  const from = sql`${since.toISOString()}::timestamptz`;
  const fromByWhatsApp = sql`${new Date(since.getTime() - DELIVERY_TIMING.clockSkewMs).toISOString()}::timestamptz`;
  const isFirst = sql`(select 1 from ${messages} e where e.account_id = m.account_id
    and e.conversation_id = m.conversation_id and e.seq < m.seq and e.from_me and e.stanza_id is not null
    order by e.seq limit 1) is null`;
  const rows = await executeRows(
    db,
    sql`with sent as (
          select o.id as outbox_id, coalesce(o.sending_since, m.created_at) as at, m.account_id, m.conversation_id, m.seq
          from ${messages} m left join ${outbox} o on o.account_id = m.account_id and o.message_id = m.id
          where m.account_id = ${accountId} and m.sent_at > ${fromByWhatsApp} and m.from_me and m.stanza_id is not null
          union all
          select o.id, o.sending_since, m.account_id, m.conversation_id, m.seq
          from ${outbox} o join ${messages} m on m.account_id = o.account_id and m.id = o.message_id
          where o.account_id = ${accountId} and o.status in ('sending', 'unknown'))
        select outbox_id as "outboxId", at, ${firstOnly ? sql`true` : sql`false`} as "isFirst" from sent m
        where at > ${from} ${firstOnly ? sql`and ${isFirst}` : sql``}
        order by at desc limit ${MOST_SENDS}`,
  );
  return z.array(sendingSchema).parse(rows);
}
