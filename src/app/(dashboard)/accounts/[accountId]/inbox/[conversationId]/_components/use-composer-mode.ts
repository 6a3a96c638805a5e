"use client";
import { useEffect, useEffectEvent, useState } from "react";

export type ComposerMode = "reply" | "note";

/** Shown beside the switch. */
export const MODE_KEYS = "Alt+N";

/** Whether a reply or a note is written, changed by Alt+N from everywhere on the page. */
export function useComposerMode({ isOn, onChange }: { isOn: boolean; onChange: () => void }) {
  const [mode, setMode] = useState<ComposerMode>("reply");
  const change = (next: ComposerMode) => {
    setMode(next);
    onChange();
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    // By its place: with Alt the key writes another letter on some keyboards.
    if (event.code !== "KeyN" || !event.altKey || event.ctrlKey || event.metaKey || !isOn) return;
    event.preventDefault();
    change(mode === "reply" ? "note" : "reply");
  });
  useEffect(() => {
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return { mode, change };
}
