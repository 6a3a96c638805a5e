"use client";
import { useEffect, useState } from "react";

export interface Countdown {
  /** Null while nobody knows: on the server, and for a code without an end. */
  secondsLeft: number | null;
  /** Of the time that was left when the code was first seen, 1 to 0. */
  share: number;
}

/** Counts down once a second, from a full ring for each code: the component that uses it is keyed by the code. */
export function useCountdown(expiresAt: Date | null): Countdown {
  const [clock, setClock] = useState<{ firstSeen: number; now: number } | null>(null);
  useEffect(() => {
    const firstSeen = Date.now();
    setClock({ firstSeen, now: firstSeen });
    const timer = setInterval(() => setClock({ firstSeen, now: Date.now() }), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (!clock || !expiresAt) return { secondsLeft: null, share: 1 };
  const left = Math.max(0, expiresAt.getTime() - clock.now);
  const lifetime = Math.max(1, expiresAt.getTime() - clock.firstSeen);
  return { secondsLeft: Math.ceil(left / 1_000), share: left / lifetime };
}
