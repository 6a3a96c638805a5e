/**
 * An account that has been busy for two months: what `bench:ui` looks at. All of it is written by the database itself,
 * oldest first, as it would have arrived.
 */
import { sql } from "drizzle-orm";
import type { TurnTrace } from "@/domain/agent/turn";
import type { Database } from "@/server/db/handle";

export interface SeedSize {
  conversations: number;
  /** In each, from the customer and the bot by turns; an even number. */
  messagesEach: number;
}

const DAYS = 60;
const CHUNK = 2_000;
const TRACE: TurnTrace = {
  understoodQuestion: "How long does a repair take?",
  passages: [],
  sentences: [],
  dropped: [],
  usage: null,
  steps: [],
  model: "extractive",
  promptVersion: "1",
};

/** @param told called with the number of conversations written so far */
export async function seedConversations(
  db: Database,
  { accountId, now, size, told }: { accountId: string; now: Date; size: SeedSize; told: (written: number) => void },
): Promise<void> {
  const stepSeconds = (DAYS * 86_400) / size.conversations;
  for (let from = 1; from <= size.conversations; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, size.conversations);
    const span = { accountId, now: now.toISOString(), from, to, stepSeconds, count: size.conversations };
    await db.transaction(async (tx) => {
      await tx.execute(contactsSql(span));
      await tx.execute(conversationsSql(span));
      await tx.execute(turnsSql(span, size.messagesEach));
      await tx.execute(messagesSql(span, size.messagesEach));
      await tx.execute(outboxSql(span));
    });
    told(to);
  }
}

interface Span {
  accountId: string;
  now: string;
  /** Numbers of the conversations, the oldest is 1. */
  from: number;
  to: number;
  stepSeconds: number;
  count: number;
}

const numbers = ({ from, to }: Span) => sql`generate_series(${from}::int, ${to}::int) as n`;
const idSql = (prefix: string) => sql`${prefix} || lpad(n::text, 6, '0')`;
const lastAtSql = ({ now, count, stepSeconds }: Span) =>
  sql`${now}::timestamptz - (${count}::int - n + 1) * ${stepSeconds}::float8 * interval '1 second'`;

const pick = (words: readonly string[], by: string) =>
  sql.raw(`(array[${words.map((word) => `'${word}'`).join(", ")}])[1 + (${by}) % ${words.length}]`);
const FIRST_NAMES = ["Marta", "João", "Aisha", "Lukas", "Priya", "Chen", "Sofia", "Omar", "Nina", "Diego", "Yara"];
const LAST_NAMES = ["Sousa", "Reis", "Haddad", "Weber", "Nair", "Li", "Costa", "Farouk", "Novak", "Morales"];
const QUESTIONS = [
  "How long does a repair take?",
  "Do you have the blue city bike in size M?",
  "Are you open on Sunday morning?",
  "What does a new chain cost with fitting?",
  "Can I bring it back within two weeks?",
  "Where is my order? It was promised for Friday.",
  "Do you rent out bikes for children?",
];
const ANSWERS = [
  "A repair takes three working days; we write to you the moment it is ready.",
  "Yes, it is in stock. You can try it in the shop from nine to six.",
  "We are closed on Sundays. On Saturdays we are here from nine to two.",
  "A chain with fitting costs 38 euros, and takes about half an hour.",
  "You can bring it back within 14 days, unused, with the receipt.",
];

const contactsSql = (span: Span) => sql`insert into contacts (id, account_id, display_name, phone_number)
  select ${idSql("con_bench_")}, ${span.accountId},
    ${pick(FIRST_NAMES, "n * 7")} || ' ' || ${pick(LAST_NAMES, "n / 11")}, '4930' || lpad(n::text, 8, '0')
  from ${numbers(span)}`;

const conversationsSql = (span: Span) => sql`insert into conversations
    (id, account_id, contact_id, chat_id, owner, needs_person_reason, priority, unread_count, last_message_at,
     last_message_preview)
  select ${idSql("cnv_bench_")}, ${span.accountId}, ${idSql("con_bench_")}, '4930' || lpad(n::text, 8, '0') || '@c.us',
    case when n % 25 = 0 then 'person' else 'bot' end,
    case when n % 50 = 0 then 'The documents say nothing about it.' end,
    case when n % 500 = 0 then 'high' else 'normal' end, case when n % 9 = 0 then 2 else 0 end,
    ${lastAtSql(span)}, ${pick(ANSWERS, "n")}
  from ${numbers(span)}`;

const turnsSql = (span: Span, messagesEach: number) => sql`insert into turns
    (id, account_id, conversation_id, outcome, reason, question, reply, score, band, trace, language, created_at)
  select ${idSql("trn_bench_")} || '_' || m, ${span.accountId}, ${idSql("cnv_bench_")},
    case when n % 50 = 0 and m = ${messagesEach}::int / 2 then 'handed_off' else 'answered' end, null,
    ${pick(QUESTIONS, "n + m")}, ${pick(ANSWERS, "n + m")}, 0.8, 'sure', ${JSON.stringify(TRACE)}::jsonb,
    ${pick(["en", "pt", "es", "ar"], "n")}, ${lastAtSql(span)} - (${messagesEach}::int - 2 * m) * interval '1 minute'
  from ${numbers(span)}, generate_series(1, ${messagesEach}::int / 2) as m`;

/** Odd ones are the customer's; the bot answers in the same minute. */
const messagesSql = (span: Span, messagesEach: number) => sql`insert into messages
    (id, account_id, conversation_id, stanza_id, from_me, author, kind, body, sent_at, ack, turn_id, created_at)
  select ${idSql("msg_bench_")} || '_' || m, ${span.accountId}, ${idSql("cnv_bench_")}, 'BENCH' || n || 'M' || m,
    m % 2 = 0, case when m % 2 = 0 then 'bot' else 'customer' end, 'text',
    case when m % 2 = 0 then ${pick(ANSWERS, "n + m")} else ${pick(QUESTIONS, "n + m")} end,
    at, case when m % 2 = 0 then 'read' end, ${idSql("trn_bench_")} || '_' || (m + 1) / 2, at
  from (select n, m, ${lastAtSql(span)} - (${messagesEach}::int - m) * interval '30 seconds' as at
    from ${numbers(span)}, generate_series(1, ${messagesEach}::int) as m) as written
  order by at`;

const outboxSql = (span: Span) => sql`insert into outbox
    (id, account_id, conversation_id, message_id, idempotency_key, chat_id, body, ownership_epoch, status, attempts,
     next_attempt_at, expires_at, sent_at)
  select replace(id, 'msg_', 'out_'), account_id, conversation_id, id, id, conversation_id || '@c.us', body, 0, 'sent', 1,
    sent_at, sent_at + interval '1 day', sent_at
  from messages
  where account_id = ${span.accountId} and author = 'bot'
    and id >= 'msg_bench_' || lpad(${span.from}::text, 6, '0')
    and id < 'msg_bench_' || lpad((${span.to}::int + 1)::text, 6, '0')`;
