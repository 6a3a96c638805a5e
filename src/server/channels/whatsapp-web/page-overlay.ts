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
declare const document: PageElement;

/**
 * Answers "What's new" and the like, which WhatsApp lays over the page. A device whose owner does not answer is unlinked
 * after some minutes. Only dialogs with one way out, or with a known one, and never one that belongs to a chat.
 */
export function dismissOverlays(): number {
  // Before that, dialogs ask for decisions: "use here", a passkey.
  if (window.require("WAWebSocketModel").Socket.state !== "CONNECTED") return 0;
  const OVERLAY = '[data-testid="confirm-popup"], [role="dialog"], [role="alertdialog"]';
  const CHATS = "#main, #side, #pane-side, footer";
  const BUTTON = 'button, [role="button"]';
  const FIELD = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"]';
  const EXIT = /^(continue|ok|okay|got it|close|done|dismiss|not now|maybe later|later|skip)$/i;

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

  const exits = [...document.querySelectorAll(OVERLAY)]
    .filter(
      (dialog) => dialog.checkVisibility() && !dialog.closest(CHATS) && !dialog.querySelector(`${FIELD}, ${CHATS}`),
    )
    .map(exitOf)
    .filter((button) => button !== undefined);
  // One dialog may match twice: by its role and by its name.
  const distinct = new Set(exits);
  for (const button of distinct) button.click();
  return distinct.size;
}
