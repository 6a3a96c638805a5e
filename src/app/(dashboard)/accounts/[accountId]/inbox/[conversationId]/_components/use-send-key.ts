"use client";
import { useEffect, useEffectEvent, useState } from "react";

/** Shown beside the button. */
export const SEND_KEYS = "Alt+Enter";

/** A draft that appears under somebody's hand can't have been read yet. */
const UNREAD_MS = 600;

/** What stands above the page, where a key means something else. */
const ABOVE_THE_PAGE = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/**
 * Alt+Enter anywhere on the page, once per press; not while a dialog or a menu is open, and not in the first moment
 * after whatever it would send has appeared.
 */
export function useSendKey(send: () => void, { isOn }: { isOn: boolean }): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isKey = event.key === "Enter" && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!isKey || event.repeat || event.isComposing || document.querySelector(ABOVE_THE_PAGE)) return;
    // On a button it would press that one as well.
    event.preventDefault();
    send();
  });
  const [isReadable, setIsReadable] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsReadable(true), UNREAD_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (!isOn || !isReadable) return;
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [isOn, isReadable]);
}
