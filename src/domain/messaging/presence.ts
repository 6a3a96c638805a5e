/** A page tells this often that it is open. */
export const PRESENCE_EVERY_MS = 20_000;
/** Whoever has told nothing for so long has left: one call may get lost. */
export const PRESENCE_LASTS_MS = 45_000;
/** So long after the last key somebody still counts as typing. */
export const TYPING_LASTS_MS = 6_000;

/** Somebody of the team who has the conversation open. */
export interface Present {
  userId: string;
  name: string;
  isTyping: boolean;
}

/** One person with several tabs is there once, and types when any of them says so. */
export function byPerson(rows: readonly Present[]): Present[] {
  const people = new Map<string, Present>();
  for (const row of rows)
    people.set(row.userId, { ...row, isTyping: row.isTyping || (people.get(row.userId)?.isTyping ?? false) });
  return [...people.values()].sort((one, other) => one.name.localeCompare(other.name));
}
