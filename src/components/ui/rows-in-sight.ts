/** Rows of a long list, of which only those in sight are drawn. All lengths in pixels. */
export interface RowPlaces {
  keys: readonly string[];
  /** Where each row begins, and at last where the list ends. */
  starts: readonly number[];
}

export function placeRows(rows: readonly { key: string; height: number }[]): RowPlaces {
  const starts = [0];
  for (const { height } of rows) starts.push((starts.at(-1) ?? 0) + height);
  return { keys: rows.map(({ key }) => key), starts };
}

/** What of the list is in the window through which one sees it. */
export interface Sight {
  top: number;
  height: number;
}

/** Rows from `first` up to, not including, `end`. */
export interface RowRange {
  first: number;
  end: number;
}

/**
 * @param spare rows drawn above and below those in sight, so that a quick scroll meets no gap
 */
export function rowsInSight({ starts, keys }: RowPlaces, { top, height }: Sight, spare: number): RowRange {
  const first = rowAt(starts, top);
  const last = rowAt(starts, top + height);
  return { first: Math.max(0, first - spare), end: Math.min(keys.length, last + 1 + spare) };
}

/** The row at a height: the last that begins at or above it; 0 above them all. */
function rowAt(starts: readonly number[], height: number): number {
  let [low, high] = [0, Math.max(0, starts.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * How far what one reads was moved by rows that came, went or grew above it: the middle of what each row in sight was
 * moved by, since one of them may be the one that went elsewhere. 0 where none of them is left.
 */
export function shiftOfRows(before: RowPlaces, after: RowPlaces, sight: Sight): number {
  const { first, end } = rowsInSight(before, sight, 0);
  const places = new Map(after.keys.map((key, index) => [key, after.starts[index] ?? 0]));
  const shifts = before.keys
    .slice(first, end)
    .flatMap((key, index) => {
      const place = places.get(key);
      return place === undefined ? [] : [place - (before.starts[first + index] ?? 0)];
    })
    .sort((a, b) => a - b);
  return shifts[Math.floor(shifts.length / 2)] ?? 0;
}
