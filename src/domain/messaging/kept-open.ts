import { compareConversations, type Placed } from "./conversation-order";

/** A conversation that was opened from a list, and stays in it although it was read. */
export interface KeptOpen<Row extends Placed> {
  /** Of the list: see filtersKey. */
  listKey: string;
  /** As it was when the list had it last. */
  row: Row;
}

interface Shown<Row extends Placed> {
  listKey: string;
  /** Null: none is open, as on phones where the list is shown alone. */
  openId: string | null;
  /** The rows that the list has now. */
  rows: readonly Row[];
}

/**
 * What a list of unread conversations goes on showing after it was read: the one that was opened from it, until another
 * one is opened or another list is chosen.
 * @returns the same object as long as nothing has changed
 */
export function keepOpen<Row extends Placed>(
  kept: KeptOpen<Row> | null,
  { listKey, openId, rows }: Shown<Row>,
): KeptOpen<Row> | null {
  const isSameList = kept?.listKey === listKey;
  const id = openId ?? (isSameList ? kept.row.id : null);
  if (id === null) return null;
  const row = rows.find((one) => one.id === id) ?? (isSameList && kept.row.id === id ? kept.row : undefined);
  if (!row) return null;
  return isSameList && kept.row === row ? kept : { listKey, row };
}

/** The rows with the one that is kept among them, in its place; as they are when they have it, or none is kept. */
export function withKept<Row extends Placed>(
  rows: readonly Row[],
  kept: Row | undefined,
  order: { urgentFirst: boolean },
): readonly Row[] {
  if (!kept || rows.some(({ id }) => id === kept.id)) return rows;
  const at = rows.findIndex((row) => compareConversations(kept, row, order) < 0);
  return rows.toSpliced(at === -1 ? rows.length : at, 0, kept);
}
