/** What a chaos run came to: the phones' own logs beside what Parley stored. */
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import type { Phone } from "../whatsapp-web/phone";
import type { WireMessage } from "../whatsapp-web/protocol";

export interface Tally {
  /** Messages that reached a phone. */
  received: number;
  /** Rows of them in the inbox. */
  stored: number;
  /** Rows too many. */
  duplicates: number;
  /** Messages that reached customers. */
  replies: number;
  /** Of them those that no reply, or a reply that was sent already, stands behind. */
  duplicateReplies: number;
  /** Received and not stored, stored and never accounted for, or a reply that no customer got. */
  lost: number;
  /** Neighbours in a chat that stand the wrong way round, in the inbox or on the phone. */
  outOfOrder: number;
}

interface StoredMessage {
  stanzaId: string;
  seq: number;
  fromMe: boolean;
  turnId: string | null;
}
interface StoredReply {
  stanzaId: string | null;
  seq: number;
  status: string;
  conversationId: string;
}

export interface Account {
  id: string;
  phone: Phone;
}

/** How many received messages of an account ended in which way. */
export interface Ledger {
  received: number;
  answered: number;
  automated: number;
  handedOff: number;
  /** With the reason that people read. */
  ignored: number;
}

/** The ledger of each account: the messages its phone received, and those that stand in exactly one turn, by its outcome. */
export async function readLedgers(databaseDir: string, accounts: readonly Account[]): Promise<Ledger[]> {
  const database = await PGlite.create(databaseDir, { extensions: { vector } });
  try {
    return await Promise.all(
      accounts.map(async ({ id, phone }) => {
        const { rows } = await database.query<Omit<Ledger, "received">>(
          `select count(*) filter (where outcome = 'answered')::int as "answered",
             count(*) filter (where outcome = 'automated')::int as "automated",
             count(*) filter (where outcome = 'handed_off' and reason <> '')::int as "handedOff",
             count(*) filter (where outcome = 'ignored' and reason <> '')::int as "ignored"
           from messages join turns on turns.id = messages.turn_id and turns.account_id = messages.account_id
           where messages.account_id = $1 and not from_me`,
          [id],
        );
        return { received: phone.log.filter(({ fromMe }) => !fromMe).length, ...rows[0]! };
      }),
    );
  } finally {
    await database.close();
  }
}

/** Reads the embedded database of a Parley that has ended. */
export async function tallyUp(databaseDir: string, accounts: readonly Account[]): Promise<Tally> {
  const database = await PGlite.create(databaseDir, { extensions: { vector } });
  try {
    const totals = { received: 0, stored: 0, duplicates: 0, replies: 0, duplicateReplies: 0, lost: 0, outOfOrder: 0 };
    for (const account of accounts) {
      const tally = await tallyAccount(database, account);
      for (const name of Object.keys(totals) as (keyof Tally)[]) totals[name] += tally[name];
    }
    return totals;
  } finally {
    await database.close();
  }
}

async function tallyAccount(database: PGlite, { id, phone }: Account): Promise<Tally> {
  const { rows: messages } = await database.query<StoredMessage>(
    `select stanza_id as "stanzaId", seq::float8 as seq, from_me as "fromMe", turn_id as "turnId"
     from messages where account_id = $1 and not from_me order by seq`,
    [id],
  );
  const { rows: replies } = await database.query<StoredReply>(
    `select messages.stanza_id as "stanzaId", outbox.seq::float8 as seq, outbox.status,
       outbox.conversation_id as "conversationId"
     from outbox join messages on messages.id = outbox.message_id where outbox.account_id = $1 order by outbox.seq`,
    [id],
  );
  const received = phone.log.filter(({ fromMe }) => !fromMe);
  const outgoing = phone.log.filter(({ fromMe }) => fromMe);
  const storedIds = new Set(messages.map(({ stanzaId }) => stanzaId));
  const replyIds = new Set(replies.map(({ stanzaId }) => stanzaId));
  const outgoingIds = new Set(outgoing.map(({ id: stanzaId }) => stanzaId));
  const notStored = received.filter(({ id: stanzaId }) => !storedIds.has(stanzaId)).length;
  const unaccounted = messages.filter(({ turnId }) => turnId === null).length;
  const notSent = replies.filter(({ stanzaId }) => stanzaId === null || !outgoingIds.has(stanzaId)).length;
  return {
    received: received.length,
    stored: messages.length,
    duplicates: messages.length - storedIds.size,
    replies: outgoing.length,
    duplicateReplies:
      outgoing.filter(({ id: stanzaId }) => !replyIds.has(stanzaId)).length + (outgoing.length - outgoingIds.size),
    lost: notStored + unaccounted + notSent,
    outOfOrder:
      countOutOfOrder(received, new Map(messages.map(({ stanzaId, seq }) => [stanzaId, seq]))) +
      countOutOfOrder(outgoing, new Map(replies.map(({ stanzaId, seq }) => [stanzaId ?? "", seq]))),
  };
}

/** Pairs of neighbours in a chat whose order in the database is the other way round. */
function countOutOfOrder(log: readonly WireMessage[], seqOf: ReadonlyMap<string, number>): number {
  const last = new Map<string, number>();
  let count = 0;
  for (const { chatId, id } of log) {
    const seq = seqOf.get(id);
    if (seq === undefined) continue;
    if (seq < (last.get(chatId) ?? 0)) count += 1;
    last.set(chatId, seq);
  }
  return count;
}
