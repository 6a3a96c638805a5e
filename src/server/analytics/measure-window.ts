import { BEGINS_AFTER_MS, type Cell, DAY_MS, SETTLED_AFTER_MS, type Window } from "@/domain/analytics/cells";
import { begins, type MessageFact } from "@/domain/analytics/conversation-metrics";
import { measure } from "@/domain/analytics/measure";
import type { Database } from "../db/client";
import { together } from "../db/together";
import { listTurnFacts, type Scope } from "./fact-queries";
import { listThreads } from "./thread-queries";

/** How much is held in memory at once. */
export const STEP_MS = 16 * DAY_MS;
/** Enough for every thread that was silent for so long before it was written to in the window. */
const FIRST_LOOK_BACK_MS = BEGINS_AFTER_MS;

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
  const [threads, turns] = await together([
    readThreads(db, scope, { window, beginning }),
    listTurnFacts(db, scope, window),
  ]);
  return measure({ threads, turns }, window, asOf);
}

/** Every thread that has a message in the window, back to where a conversation begins before it. */
async function readThreads(
  db: Database,
  scope: Scope,
  { window, beginning }: { window: Window; beginning: number },
): Promise<MessageFact[][]> {
  let readFrom = window.from - FIRST_LOOK_BACK_MS;
  const read = await listThreads(db, scope, { window: { from: readFrom, to: window.to + SETTLED_AFTER_MS } });
  const threads = new Map<string, MessageFact[]>();
  for (const { conversationId, messages } of read)
    if (messages.some(({ at }) => at >= window.from && at < window.to)) threads.set(conversationId, messages);
  for (let span = FIRST_LOOK_BACK_MS * 2; readFrom > beginning; span *= 2) {
    const open = [...threads].filter(([, thread]) => !isWhole(thread, { readFrom, window })).map(([id]) => id);
    if (open.length === 0) break;
    const older = { from: readFrom - span, to: readFrom };
    for (const { conversationId, messages } of await listThreads(db, scope, { window: older, conversationIds: open }))
      threads.set(conversationId, [...messages, ...(threads.get(conversationId) ?? [])]);
    readFrom = older.from;
  }
  return [...threads.values()];
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
