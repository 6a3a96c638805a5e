"use client";
import { useEffect, useEffectEvent } from "react";

/** Alt+T from everywhere on the page, also while one writes. */
export function useTagKey({ isOn, onPress }: { isOn: boolean; onPress: () => void }): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    // By its place: with Alt the key writes another letter on some keyboards.
    if (event.code !== "KeyT" || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !isOn) return;
    event.preventDefault();
    onPress();
  });
  useEffect(() => {
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
