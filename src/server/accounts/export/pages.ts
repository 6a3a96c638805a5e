/** What is held in memory at once. */
export const ROWS_AT_ONCE = 500;

/**
 * The rows behind each other, a page at a time; each page is asked for once the one before it has been taken, so others
 * have their turn in between.
 * @param read the next rows after that one, in an order that doesn't change
 */
export async function* pagesOf<Row>(
  read: (after: Row | undefined, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let after: Row | undefined; ; ) {
    const rows = await read(after, ROWS_AT_ONCE);
    if (rows.length > 0) yield rows;
    after = rows.at(-1);
    if (after === undefined || rows.length < ROWS_AT_ONCE) return;
  }
}
