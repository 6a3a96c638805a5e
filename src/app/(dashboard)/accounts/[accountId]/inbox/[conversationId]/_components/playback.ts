"use client";
import { useSyncExternalStore } from "react";

const SPEEDS = [1, 1.5, 2];
const KEY = "parley.speed";

let playing: HTMLAudioElement | null = null;

/** One speaks at a time: whatever played until now is paused. */
export function isPlayingNow(audio: HTMLAudioElement): void {
  if (playing !== audio) playing?.pause();
  playing = audio;
}

const listeners = new Set<() => void>();

/** How fast recordings are played, all of them, as long as this tab is open. */
export function useSpeed(): [speed: number, next: () => void] {
  const speed = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    readSpeed,
    () => 1,
  );
  return [speed, () => keepSpeed(SPEEDS[SPEEDS.indexOf(speed) + 1] ?? 1)];
}

/** Where nothing may be kept, it is kept here. */
let kept: string | null = null;

function readSpeed(): number {
  let text = kept;
  try {
    text = sessionStorage.getItem(KEY) ?? kept;
  } catch {
    // Told above.
  }
  return SPEEDS.find((one) => String(one) === text) ?? 1;
}

function keepSpeed(speed: number): void {
  kept = String(speed);
  try {
    sessionStorage.setItem(KEY, kept);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}
