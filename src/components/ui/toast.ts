"use client";
import type { ExternalToast, toast as sonnerToast } from "sonner";

type Kind = "success" | "error" | "info" | "loading";

let isAsked = false;
let showRegion: (() => void) | undefined;
let regionIsThere: () => void;
/** Resolves when the region listens: what is said before that would be heard by nobody. */
const region = new Promise<void>((resolve) => {
  regionIsThere = resolve;
});

/** The region's place on the page, which stays empty until something is said. @param show draws the region */
export const reserveToastRegion = (show: () => void): void => {
  showRegion = show;
  if (isAsked) show();
};
export const toastRegionIsThere = (): void => regionIsThere();

async function library(): Promise<typeof sonnerToast> {
  isAsked = true;
  showRegion?.();
  const [{ toast }] = await Promise.all([import("sonner"), region]);
  return toast;
}

let count = 0;
const say =
  (kind: Kind) =>
  (title: string, options: ExternalToast = {}): number | string => {
    const id = options.id ?? `toast-${++count}`;
    void library().then((toast) => toast[kind](title, { ...options, id }));
    return id;
  };

/** Reports what happened. Every call returns its id, for `dismiss`. The library behind it is loaded by the first one. */
export const toast = {
  success: say("success"),
  error: say("error"),
  info: say("info"),
  loading: say("loading"),
  dismiss: (id: number | string): void => void library().then((toast) => toast.dismiss(id)),
};
