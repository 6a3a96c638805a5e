import { type Cell, DAY_MS, SETTLED_AFTER_MS, type Window } from "@/domain/analytics/cells";
import { begins, inOrder, type MessageFact } from "@/domain/analytics/conversation-metrics";
import { measure } from "@/domain/analytics/measure";
import type { Database } from "../db/client";
import { listMessageFacts, listTurnFacts, type Scope } from "./fact-queries";

/** How much is held in memory at once. */
export const STEP_MS = 16 * DAY_MS;
/** Most conversations begin within it. */
const FIRST_LOOK_BACK_MS = 4 * DAY_MS;

/** Pieces of a window that are read one after the other. */
export function* stepsOf({ from, to }: Window): Generator<Window> {
  for (let start = from; start < to; start += STEP_MS) yield { from: start, to: Math.min(start + STEP_MS, to) };
}

/**
 * Counts what happened in a window from the rows themselves.
 * @param beginning where the account's rows begin
 */
export async function measureWindow(
  db: Database,
  scope: Scope,
  { window, beginning, asOf }: { window: Window; beginning: number; asOf: number },
): Promise<Cell[]> {
  const messages = await readThreads(db, scope, { window, beginning });
  return measure({ messages, turns: await listTurnFacts(db, scope, window) }, window, asOf);
}

/** The messages of every thread that has one in the window, back to where a conversation begins before it. */
async function readThreads(
  db: Database,
  scope: Scope,
  { window, beginning }: { window: Window; beginning: number },
): Promise<MessageFact[]> {
  let readFrom = window.from - FIRST_LOOK_BACK_MS;
  const rows = await listMessageFacts(db, scope, { window: { from: readFrom, to: window.to + SETTLED_AFTER_MS } });
  const threads = new Map<string, MessageFact[]>();
  for (const [id, thread] of Map.groupBy(rows, ({ conversationId }) => conversationId))
    if (thread.some(({ at }) => at >= window.from && at < window.to)) threads.set(id, thread.toSorted(inOrder));
  for (let span = FIRST_LOOK_BACK_MS * 2; readFrom > beginning; span *= 2) {
    const open = [...threads].filter(([, thread]) => !isWhole(thread, { readFrom, window })).map(([id]) => id);
    if (open.length === 0) break;
    const older = { from: readFrom - span, to: readFrom };
    const more = await listMessageFacts(db, scope, { window: older, conversationIds: open });
    for (const fact of more) threads.get(fact.conversationId)?.push(fact);
    for (const id of open) threads.get(id)?.sort(inOrder);
    readFrom = older.from;
  }
  return [...threads.values()].flat();
}

/** Whether the customer surely begins a conversation before, or with, the first message of the window. */
function isWhole(thread: readonly MessageFact[], { readFrom, window }: { readFrom: number; window: Window }): boolean {
  // What was read last begins where nothing is known of what came before.
  const before = (index: number) => thread[index - 1]?.at ?? readFrom - 1;
  const firstInside = thread.findIndex(({ at }) => at >= window.from);
  return thread
    .slice(0, firstInside + 1)
    .some(({ writer, at }, index) => writer === "customer" && begins(at, before(index)));
}
