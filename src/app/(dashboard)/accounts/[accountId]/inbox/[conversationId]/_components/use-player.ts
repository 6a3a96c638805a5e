"use client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { isPlayingNow, useSpeed } from "./playback";

const STEPS_S: Record<string, number> = {
  ArrowRight: 5,
  ArrowUp: 5,
  ArrowLeft: -5,
  ArrowDown: -5,
  PageUp: 15,
  PageDown: -15,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** @param toldSeconds how long its sender says it is; what the file itself says counts more once it is there */
export function usePlayer(toldSeconds: number | null) {
  const ref = useRef<HTMLAudioElement>(null);
  const [state, setState] = useState<"paused" | "waiting" | "playing" | "failed">("paused");
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(toldSeconds ?? 0);
  const [speed, nextSpeed] = useSpeed();
  useEffect(() => {
    if (ref.current) ref.current.playbackRate = speed;
  }, [speed]);
  useEffect(() => {
    const audio = ref.current;
    // Outside of the page it would go on.
    return () => audio?.pause();
  }, []);

  const play = async () => {
    const audio = ref.current;
    if (!audio) return;
    setState("waiting");
    isPlayingNow(audio);
    // Loading resets it.
    audio.defaultPlaybackRate = speed;
    audio.playbackRate = speed;
    await audio.play().catch((error: unknown) => {
      // Paused before it began: that is no fault.
      const isWanted = error instanceof DOMException && error.name === "AbortError";
      setState((now) => (isWanted ? (now === "failed" ? now : "paused") : "failed"));
    });
  };
  const seek = (seconds: number) => {
    const to = Math.min(Math.max(0, seconds), length);
    setAt(to);
    if (ref.current) ref.current.currentTime = to;
  };
  return {
    state,
    /** Seconds. */
    at: Math.min(at, length),
    /** Seconds; 0: not known yet. */
    length,
    speed,
    nextSpeed,
    seek,
    toggle: () => (state === "paused" ? void play() : ref.current?.pause()),
    tryAgain: () => {
      ref.current?.load();
      void play();
    },
    /** The bar's keys: 5 s with an arrow, 15 s with a page key. */
    press: (event: KeyboardEvent) => {
      const step = STEPS_S[event.key];
      if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      seek(at + step);
    },
    audio: {
      ref,
      onPlaying: () => setState("playing"),
      onWaiting: () => setState((now) => (now === "playing" ? "waiting" : now)),
      onPause: () => setState((now) => (now === "failed" ? now : "paused")),
      onTimeUpdate: () => setAt(ref.current?.currentTime ?? 0),
      onDurationChange: () => {
        const { duration = 0 } = ref.current ?? {};
        if (Number.isFinite(duration) && duration > 0) setLength(duration);
      },
      onEnded: () => {
        setState("paused");
        seek(0);
      },
      onError: () => setState("failed"),
    },
  };
}
