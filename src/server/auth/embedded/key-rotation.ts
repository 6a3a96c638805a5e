import { ACCESS_TOKEN_SECONDS } from "./lifetimes";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a key signs. */
export const SIGNS_FOR_MS = 30 * DAY_MS;
/** How long before that its successor is published: no copy of the key set that anybody keeps is older. */
export const ANNOUNCED_FOR_MS = DAY_MS;
/** How long a process may go on signing with a key that another one has retired: see KeyStore. */
export const KEY_CACHE_MS = 5 * MINUTE_MS;
/** A key must be found for as long as a token of its last minute counts, with room for clocks that differ. */
export const KEPT_FOR_MS = ACCESS_TOKEN_SECONDS * 1000 + KEY_CACHE_MS + 10 * MINUTE_MS;

export interface KeyAge {
  kid: string;
  status: "next" | "current" | "previous";
  createdAt: Date;
  activatedAt: Date | null;
  retiredAt: Date | null;
}

export type RotationStep =
  /** Make and publish the successor. */
  | { do: "announce" }
  /** The successor signs from now on; the current one is kept for what it has signed. */
  | { do: "promote"; current: string; next: string }
  /** Nothing that it signed counts any more. */
  | { do: "forget"; kid: string };

/** What is to be done with the keys now. Pure; several processes may decide the same, the store lets one of them do it. */
export function decideRotation(keys: readonly KeyAge[], now: Date): RotationStep[] {
  const since = (at: Date) => now.getTime() - at.getTime();
  const current = keys.find(({ status }) => status === "current");
  const next = keys.find(({ status }) => status === "next");
  const steps: RotationStep[] = keys
    .filter(({ status, retiredAt, createdAt }) => status === "previous" && since(retiredAt ?? createdAt) >= KEPT_FOR_MS)
    .map(({ kid }) => ({ do: "forget", kid }));
  if (!current) return steps;
  const signedForMs = since(current.activatedAt ?? current.createdAt);
  if (!next && signedForMs >= SIGNS_FOR_MS - ANNOUNCED_FOR_MS) steps.push({ do: "announce" });
  if (next && signedForMs >= SIGNS_FOR_MS && since(next.createdAt) >= ANNOUNCED_FOR_MS)
    steps.push({ do: "promote", current: current.kid, next: next.kid });
  return steps;
}
