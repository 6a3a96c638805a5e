import { useSyncExternalStore } from "react";

const shares = new Map<string, number>();
const listeners = new Set<() => void>();

/** How much of a reply's file is on its way: 0..1. Undefined: nothing more to tell. */
export function setUploadShare(idempotencyKey: string, share: number | undefined): void {
  if (share === undefined) shares.delete(idempotencyKey);
  else shares.set(idempotencyKey, share);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** 0 before anything is known. */
export const useUploadShare = (idempotencyKey: string): number =>
  useSyncExternalStore(
    subscribe,
    () => shares.get(idempotencyKey) ?? 0,
    () => 0,
  );
