import type { LaunchOptions } from "./chromium-process-start";
import type { PageEvent } from "./page-types";

/** What happens to the page, beside the library's own `qr` and `ready`. */
interface PageHooks {
  socketState(state: string): void;
  /** The page has no number: it is about to show a code. */
  linkNeeded(): void;
  /** To be called when a code to type is wanted; called again for every document that needs one. */
  pairingCodeWanted(): void;
  passkeyWanted(isAsked: boolean): void;
  /** The phone has unlinked this device. */
  signedOut(): void;
  /** The page was replaced by a new document, which will become ready again. */
  documentReplaced(): void;
  told(event: Exclude<PageEvent, { kind: "state" | "signed_out" | "passkey" }>): void;
  lost(detail: string): void;
}

export interface HardenedClientOptions {
  launch: Omit<LaunchOptions, "profileDir">;
  /** Of the folder with the browser's profile. */
  session: { accountId: string; sessionsDir: string };
  navigationTimeoutMs: number;
  /** Until WhatsApp's own code is there. */
  bootTimeoutMs: number;
  closeGraceMs: number;
  /** To be linked by typing a code on the phone with that number, instead of by QR code. */
  pairingPhoneNumber: string | undefined;
  hooks: PageHooks;
}
