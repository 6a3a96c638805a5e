"use client";
import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useEffectEvent, useState } from "react";
import { useDestinations } from "../use-destinations";
import { createShortcutReader, placeOf } from "./shortcuts";

// No page needs them to be there.
const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const ShortcutHelp = dynamic(() => import("./shortcut-help").then((module) => module.ShortcutHelp), { ssr: false });

/** Asks for the palette from anywhere, as its key does. */
const PALETTE_EVENT = "parley:palette";
export const openPalette = () => window.dispatchEvent(new Event(PALETTE_EVENT));

/** The keys of an account's pages: the palette, the way to each page, and the sheet that tells them. */
export function CommandKeys({ accountId }: { accountId: string }) {
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  // Once there, they stay to close softly and to open at once.
  const [isThere, setIsThere] = useState({ palette: false, help: false });
  const destinations = useDestinations(accountId);
  const router = useRouter();
  const [read] = useState(createShortcutReader);
  const show = useCallback((what: "palette" | "help") => {
    setIsThere((before) => ({ ...before, [what]: true }));
    setOpen(what);
  }, []);
  const close = useCallback(() => setOpen(null), []);
  const showHelp = useCallback(() => show("help"), [show]);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const shortcut = read(event, placeOf(event.target));
    if (!shortcut) return;
    if (shortcut.kind === "go") {
      const destination = destinations.find(({ key }) => key === shortcut.key);
      if (!destination) return;
      event.preventDefault();
      router.push(`/accounts/${accountId}/${destination.segment}` as Route);
      return;
    }
    event.preventDefault();
    if (open === shortcut.kind) setOpen(null);
    else show(shortcut.kind);
  });
  const ask = useEffectEvent(() => show("palette"));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event);
    const onAsk = () => ask();
    window.addEventListener("keydown", onKey);
    window.addEventListener(PALETTE_EVENT, onAsk);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener(PALETTE_EVENT, onAsk);
    };
  }, []);
  // What is typed right after its key would be lost while its code is on its way.
  useEffect(() => onFirstSign(() => startTransition(() => setIsThere((before) => ({ ...before, palette: true })))), []);
  return (
    <>
      {isThere.palette && (
        <Palette accountId={accountId} isOpen={open === "palette"} onClose={close} onHelp={showHelp} />
      )}
      {isThere.help && (
        <ShortcutHelp
          destinations={destinations}
          isOpen={open === "help"}
          onOpenChange={(isOpen) => setOpen(isOpen ? "help" : null)}
        />
      )}
    </>
  );
}

const SIGNS = ["pointermove", "keydown"] as const;

/** Calls back once somebody is at the page with a pointer or a keyboard and the page has nothing else to do. */
function onFirstSign(act: () => void): () => void {
  let cancel: (() => void) | undefined;
  const forget = () => {
    for (const sign of SIGNS) window.removeEventListener(sign, hear);
  };
  const hear = () => {
    forget();
    cancel = whenIdle(act);
  };
  for (const sign of SIGNS) window.addEventListener(sign, hear, { passive: true });
  return () => {
    forget();
    cancel?.();
  };
}

/** Not every browser says when it is idle. */
function whenIdle(act: () => void): () => void {
  if ("requestIdleCallback" in window) {
    const id = requestIdleCallback(act);
    return () => cancelIdleCallback(id);
  }
  const timer = setTimeout(act, 1_000);
  return () => clearTimeout(timer);
}
