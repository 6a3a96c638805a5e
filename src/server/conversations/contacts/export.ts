import { maskNumbersIn, mayReadNumbers } from "@/domain/access/phone-mask";
import type { Role } from "@/domain/access/roles";
import type { Database } from "@/server/db/client";
import type { ConversationKey } from "../conversation-queries";
import {
  findPerson,
  listDecisionsAfter,
  listKnown,
  listMessagesAfter,
  listNotes,
  listReactions,
} from "./export-queries";

/** What is held in memory at once. */
const ROWS_AT_ONCE = 500;

/**
 * Everything that is kept of a conversation's contact, as the pieces of one JSON text: what somebody may ask for under
 * articles 15 and 20 of the GDPR. Files are told by their names, not by their bytes; notes without who wrote them; what
 * the bot decided without the passages, which are the business's. Numbers are masked where the role may not read them.
 * @returns undefined when there is no such conversation
 */
export async function exportContact(
  db: Database,
  { role, at, ...key }: ConversationKey & { role: Role; at: Date },
): Promise<AsyncGenerator<string> | undefined> {
  const person = await findPerson(db, key);
  if (!person) return undefined;
  const seen = mayReadNumbers(role) ? <Value>(value: Value): Value => value : maskNumbersIn;
  return piecesOf(db, key, { person, at, seen });
}

async function* piecesOf(
  db: Database,
  key: ConversationKey,
  {
    person: { contactId, ...person },
    at,
    seen,
  }: {
    person: NonNullable<Awaited<ReturnType<typeof findPerson>>>;
    at: Date;
    seen: <Value>(value: Value) => Value;
  },
): AsyncGenerator<string> {
  const known = await listKnown(db, { accountId: key.accountId, contactId });
  const head = { exportedAt: at, contact: person, ...known, notes: await listNotes(db, key) };
  yield `${JSON.stringify(seen({ ...head, reactions: await listReactions(db, key) }), null, 1).slice(0, -2)},\n`;
  yield* listOf(
    "messages",
    pages(
      0,
      (afterSeq, limit) => listMessagesAfter(db, key, { afterSeq, limit }),
      ({ seq }) => seq,
    ),
    seen,
  );
  yield ",\n";
  yield* listOf(
    "decisions",
    pages(
      "",
      (afterId, limit) => listDecisionsAfter(db, key, { afterId, limit }),
      ({ id }) => id,
    ),
    seen,
  );
  yield "\n}\n";
}

/** The rows behind each other, a page at a time. */
async function* pages<Row, Place>(
  first: Place,
  read: (after: Place, limit: number) => Promise<Row[]>,
  placeOf: (row: Row) => Place,
): AsyncGenerator<Row[]> {
  for (let after = first; ; ) {
    const rows = await read(after, ROWS_AT_ONCE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    after = placeOf(last);
  }
}

/** A field of the object that was begun. */
async function* listOf<Row>(name: string, rows: AsyncIterable<Row[]>, seen: (row: Row) => Row): AsyncGenerator<string> {
  let between = "";
  yield ` ${JSON.stringify(name)}: [`;
  for await (const page of rows) {
    yield between + page.map((row) => `\n  ${JSON.stringify(seen(row))}`).join(",");
    between = ",";
  }
  yield "\n ]";
}
