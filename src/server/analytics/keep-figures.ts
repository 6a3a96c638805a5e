import { BUCKET_MS, bucketOf, type Cell, DAY_MS, type Window } from "@/domain/analytics/cells";
import { measureChanging } from "@/domain/analytics/measure";
import type { Database } from "../db/client";
import { findBeginning, findEnding, listAskedFacts, listReactionFacts } from "./fact-queries";
import { measureWindow, stepsOf } from "./measure-window";
import { addRemainders, lockFigures, moveToRemainders } from "./remainder-queries";
import { findProgress } from "./rollup-queries";

/**
 * Keeps what a conversation counts for, in the transaction that then erases its rows: the account's figures stay what they
 * are at this moment, also when periods of the past are added up anew. Threads don't touch each other in any figure, so
 * those of one are those of the account without the others. Opt-outs are not among them: see erased_opt_outs.
 */
export async function keepFiguresOf(
  tx: Database,
  { accountId, conversationId, now }: { accountId: string; conversationId: string; now: Date },
): Promise<void> {
  await lockFigures(tx, accountId);
  const beginning = await findBeginning(tx, accountId, conversationId);
  if (beginning === undefined) return;
  const scope = { accountId, tagged: { tag: "", conversationIds: [conversationId] } };
  const asOf = now.getTime();
  // A phone's clock may be ahead of ours.
  const whole: Window = { from: bucketOf(beginning), to: bucketOf(asOf) + DAY_MS };
  // What is counted is counted where somebody wrote, and no later.
  const ending = bucketOf(await findEnding(tx, accountId, conversationId)) + BUCKET_MS;
  const cells: Cell[] = [];
  for (const window of stepsOf({ ...whole, to: Math.min(whole.to, ending) }))
    cells.push(...(await measureWindow(tx, scope, { window, beginning, asOf })));
  const rolledThrough = (await findProgress(tx, accountId))?.rolledThrough ?? 0;
  await moveToRemainders(
    tx,
    accountId,
    cells.filter(({ bucket }) => bucket < rolledThrough),
  );
  const reactions = await listReactionFacts(tx, scope, whole);
  const asked = await listAskedFacts(tx, scope, whole);
  await addRemainders(tx, accountId, [
    ...cells.filter(({ bucket }) => bucket >= rolledThrough),
    ...measureChanging({ reactions, asked, optOuts: [] }, whole),
  ]);
}
