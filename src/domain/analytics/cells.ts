/** Every zone's clock is off from UTC by a multiple of it, so a local day or hour is always a whole number of buckets. */
export const BUCKET_MS = 15 * 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A customer's message after so long a silence begins a conversation. */
export const BEGINS_AFTER_MS = 24 * HOUR_MS;
/** What comes later answers nothing any more; after so long a silence it is settled whether the bot resolved it. */
export const SETTLED_AFTER_MS = 3 * DAY_MS;

/** What is counted; the names are stored with the figures: never rename. `dimension` says what they are split by. */
export const METRICS = [
  /** By who wrote: see Writer. */
  "messages",
  "conversations",
  /** By class of delay, see delay-classes.ts; `sum` is in ms. */
  "first_response",
  "bot_answer",
  "person_reply",
  /** By outcome. */
  "turns",
  /** By kind, see handoff-kinds.ts. */
  "handoffs",
  /** Of turns that were answered or handed over, by ISO 639-1 code or `unknown`. */
  "languages",
  /** By model; the count is of turns, `sum` of tokens. */
  "input_tokens",
  "output_tokens",
  /** `resolved` or `open`. */
  "settled",
  /** `up` or `down`. */
  "ratings",
  /** Answers that asked whether they helped, when they did: `up`, `down` or `none`, by what their customer said. */
  "asked",
  "opt_outs",
] as const;
export type Metric = (typeof METRICS)[number];

/** Figures that add up: over buckets, days, and whatever else is put together. */
export interface Figure {
  metric: Metric;
  /** "" where nothing is told apart. */
  dimension: string;
  count: number;
  sum: number;
}

export interface Cell extends Figure {
  /** Beginning of the quarter of an hour, in ms since 1970. */
  bucket: number;
}

/** From (inclusive) and to (exclusive), in ms since 1970. */
export interface Window {
  from: number;
  to: number;
}

export const bucketOf = (at: number): number => Math.floor(at / BUCKET_MS) * BUCKET_MS;

/** Gathers what happened within the window; what happened outside of it is dropped. */
export class CellSheet {
  private readonly cells = new Map<string, Cell>();

  constructor(private readonly window: Window) {}

  add(metric: Metric, at: number, { dimension = "", count = 1, sum = 0 }: Partial<Omit<Figure, "metric">> = {}): void {
    if (at < this.window.from || at >= this.window.to) return;
    const bucket = bucketOf(at);
    const key = `${bucket} ${metric} ${dimension}`;
    const cell = this.cells.get(key);
    if (cell) {
      cell.count += count;
      cell.sum += sum;
    } else this.cells.set(key, { bucket, metric, dimension, count, sum });
  }

  list(): Cell[] {
    return [...this.cells.values()];
  }
}
