import { SETTLED_AFTER_MS } from "./cells";

/** Upper bounds in ms, inclusive. The names are stored with the figures: never rename, never move a bound. */
export const DELAY_CLASSES = [
  { name: "10s", upToMs: 10_000 },
  { name: "1min", upToMs: 60_000 },
  { name: "5min", upToMs: 5 * 60_000 },
  { name: "1h", upToMs: 3_600_000 },
  { name: "1d", upToMs: 24 * 3_600_000 },
  { name: "longer", upToMs: SETTLED_AFTER_MS },
] as const;
export type DelayClass = (typeof DELAY_CLASSES)[number]["name"];

/** Undefined: so late that it answers nothing any more. */
export const delayClassOf = (ms: number): DelayClass | undefined =>
  DELAY_CLASSES.find(({ upToMs }) => ms <= upToMs)?.name;
