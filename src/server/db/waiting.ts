import { and, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { conversations } from "./schema";

/**
 * That a conversation waits for a person now. One that was put off waits again from that instant on, by the clock of
 * whoever asks, or, where nobody says, of the database: no process has to notice it first.
 */
export const waitsForPerson = (now?: Date) =>
  and(
    isNotNull(conversations.needsPersonReason),
    or(isNull(conversations.snoozedUntil), lte(conversations.snoozedUntil, now ?? sql`now()`)),
  );
