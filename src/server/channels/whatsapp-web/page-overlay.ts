/** See page-scripts.ts for what holds for all scripts. */
import type { WhatsAppWindow } from "./page-types";

declare const window: WhatsAppWindow;
interface PageElement {
  textContent: string | null;
  disabled?: boolean;
  checkVisibility(): boolean;
  closest(selector: string): unknown;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getAttribute(name: string): string | null;
  click(): void;
}
declare const document: PageElement & { documentElement: unknown };
declare function setTimeout(work: () => void, ms: number): unknown;
declare class MutationObserver {
  constructor(onChange: (changes: unknown, observer: MutationObserver) => void);
  observe(node: unknown, options: { childList: boolean; subtree: boolean }): void;
  disconnect(): void;
}

/**
 * Answers "What's new" and the like, which WhatsApp lays over the page; until the page is synchronised, also those that
 * are still to come. A page under one may never become ready, and a device whose owner does not answer is unlinked after
 * some minutes. Only dialogs with one way out, or with a known one, and never one that belongs to a chat.
 */
export function dismissOverlays(): void {
  const { Socket } = window.require("WAWebSocketModel");
  const OVERLAY = '[data-testid="confirm-popup"], [role="dialog"], [role="alertdialog"]';
  const CHATS = "#main, #side, #pane-side, footer";
  const BUTTON = 'button, [role="button"]';
  const FIELD = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"]';
  const EXIT = /^(continue|ok|okay|got it|close|done|dismiss|not now|maybe later|later|skip)$/i;
  /** A page that is being built changes all the time. */
  const PAUSE_MS = 300;

  const wordsOf = (button: PageElement) => (button.getAttribute("aria-label") ?? button.textContent ?? "").trim();
  const exitOf = (dialog: PageElement): PageElement | undefined => {
    const buttons = [...dialog.querySelectorAll(BUTTON)].filter(
      (button) => button.checkVisibility() && !button.disabled,
    );
    if (buttons.length === 1) return buttons[0];
    const confirm = dialog.querySelector('[data-testid="popup-controls-ok"]');
    if (confirm?.checkVisibility() && !dialog.querySelector('[data-testid="popup-controls-cancel"]')) return confirm;
    return buttons.find((button) => EXIT.test(wordsOf(button)));
  };
  const dismiss = () => {
    // In other states dialogs ask for decisions: "use here", a passkey.
    if (Socket.state !== "CONNECTED") return;
    const exits = [...document.querySelectorAll(OVERLAY)]
      .filter((dialog) => dialog.checkVisibility() && !dialog.closest(CHATS))
      .filter((dialog) => !dialog.querySelector(`${FIELD}, ${CHATS}`))
      .map(exitOf);
    // One dialog may match twice: by its role and by its name.
    for (const button of new Set(exits)) button?.click();
  };

  dismiss();
  if (Socket.hasSynced || window.parley.isWatchingOverlays) return;
  window.parley.isWatchingOverlays = true;
  let isDue = false;
  new MutationObserver((_, observer) => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      dismiss();
      if (Socket.hasSynced) observer.disconnect();
    }, PAUSE_MS);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
