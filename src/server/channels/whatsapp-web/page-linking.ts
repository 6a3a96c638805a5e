/** Scripts for the time until the number is linked. See page-scripts.ts for what holds for all of them. */
import type { WhatsAppWindow } from "./page-types";

declare const window: WhatsAppWindow;
declare const document: {
  documentElement: unknown;
  querySelector(selector: string): unknown;
  querySelectorAll(selector: string): Iterable<{ textContent: string | null; checkVisibility(): boolean }>;
};
declare class MutationObserver {
  constructor(onChange: (changes: unknown, observer: MutationObserver) => void);
  observe(node: unknown, options: { childList: boolean; subtree: boolean }): void;
  disconnect(): void;
}

export function refreshQr(): void {
  window.require("WAWebCmd").Cmd.refreshQR();
}

/** "Use here": the session moves from wherever it is open to this page. */
export function takeOver(): void {
  window.require("WAWebSocketModel").Socket.takeover();
}

export type PairingAnswer = { code: string | undefined } | { refusal: string; status: number | undefined };

/** A code to type on the phone; WhatsApp also shows a notification there. */
export async function requestPairingCode(phoneNumber: string): Promise<PairingAnswer> {
  try {
    const linking = window.require("WAWebAltDeviceLinkingApi");
    linking.setPairingType("ALT_DEVICE_LINKING");
    await linking.initializeAltDeviceLinking();
    return { code: await linking.startAltLinkingFlow(phoneNumber, true) };
  } catch (error) {
    // What WhatsApp says stands beside the message, which is one minified letter once it has left the page.
    const { message, status, type } = error as {
      message?: string;
      status?: number;
      type?: { name?: string; value?: { text?: string; code?: number } };
    };
    const refusal = type?.value?.text ?? type?.name ?? message ?? String(error);
    return { refusal: String(refusal), status: Number(type?.value?.code ?? status) || undefined };
  }
}

/**
 * Tells when the page asks for a passkey, and when it no longer does. WhatsApp shows a card of its own for that and changes no state; the names of
 * its parts are those of 2026. Ends when the page is signed in.
 */
export function watchForPasskey(): void {
  const marks = '[data-testid*="passkey" i], [data-testid*="shortcake" i]';
  const isAsked = () =>
    document.querySelector(marks) !== null ||
    [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].some(
      (dialog) => dialog.checkVisibility() && /\bpasskey\b/i.test(dialog.textContent ?? ""),
    );
  let wasAsked = false;
  const look = () => {
    const isNow = isAsked();
    if (isNow !== wasAsked) void window.parleyTell?.({ kind: "passkey", isAsked: isNow }).catch(() => {});
    wasAsked = isNow;
  };
  new MutationObserver((_, observer) => {
    if (window.require("WAWebSocketModel").Socket.hasSynced) observer.disconnect();
    else look();
  }).observe(document.documentElement, { childList: true, subtree: true });
  look();
}
