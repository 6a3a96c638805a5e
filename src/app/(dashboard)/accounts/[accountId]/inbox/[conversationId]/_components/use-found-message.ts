"use client";
import { type RefObject, useEffect, useState } from "react";

/** So long it stays marked. */
const MARKED_MS = 4_000;

/**
 * Brings a message that was looked for into view, once, and marks it for a moment.
 * @returns the id of the marked one
 */
export function useFoundMessage(scroller: RefObject<HTMLElement | null>, foundId: string | null): string | null {
  const [marked, setMarked] = useState<string | null>(null);
  useEffect(() => {
    if (foundId === null) return;
    const bubble = scroller.current?.querySelector(`[data-message="${CSS.escape(foundId)}"]`);
    bubble?.scrollIntoView({ block: "center" });
    setMarked(foundId);
    const timer = setTimeout(() => setMarked(null), MARKED_MS);
    return () => clearTimeout(timer);
  }, [scroller, foundId]);
  return marked;
}
