/** What lies over the page now and then: a dialog with news, and the screens of the passkey wall. */
import type { ServerFrame } from "../protocol";
import { element } from "./elements";
import { LinkDeviceEvents } from "./stores";
import { transmit } from "./transport";

const COVER = "position:fixed;inset:0;display:grid;place-items:center;background:#0009;font:16px sans-serif;";
const CARD = "background:#fff;color:#111;padding:24px;border-radius:12px;display:grid;gap:12px;max-width:360px;";

let overlay: { element: HTMLElement; closed: Promise<void> } | undefined;

/** "What's new", as a modal dialog with one button. Resolves when somebody has pressed it. */
export function showOverlay(): Promise<void> {
  if (overlay) return overlay.closed;
  const button = element("button", { type: "button" }, "Continue");
  const card = element(
    "div",
    { role: "dialog", "aria-modal": "true", "aria-labelledby": "news-title", style: CARD },
    element("h1", { id: "news-title" }, "What’s new on WhatsApp Web"),
    element("p", {}, "Find your chats, calls and status updates in one place."),
    button,
  );
  const cover = element("div", { style: COVER }, card);
  const closed = new Promise<void>((resolve) => {
    button.onclick = () => {
      cover.remove();
      overlay = undefined;
      transmit({ kind: "overlay", isOpen: false });
      resolve();
    };
  });
  overlay = { element: cover, closed };
  document.body.append(cover);
  transmit({ kind: "overlay", isOpen: true });
  return closed;
}

type PasskeyFrame = Extract<ServerFrame, { kind: "passkey" }>;

/** As WhatsApp's own module names them. */
const STAGE_NAMES = {
  none: "NotStarted",
  required: "NotStarted",
  confirmation: "WaitingForVerificationCodeConfirmation",
};

let passkey: PasskeyFrame = { kind: "passkey", stage: "none" };
let screen: HTMLElement | undefined;

export const linkingStage = () => STAGE_NAMES[passkey.stage];
export const verificationCode = () => (passkey.stage === "confirmation" ? passkey.code : null);

const isMissing = (error: unknown): boolean => error instanceof DOMException;

/** The real ceremony; without an authenticator it ends with an error, and the card stays. */
async function askForPasskey(): Promise<void> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    rpId: "whatsapp.com",
    userVerification: "required",
    timeout: 600_000,
  };
  try {
    await navigator.credentials.get({ publicKey });
  } catch (error) {
    if (!isMissing(error)) throw error;
    LinkDeviceEvents.trigger("link_device_events:shortcake_error", "unknown");
  }
}

function passkeyCard(frame: PasskeyFrame): HTMLElement {
  if (frame.stage === "confirmation")
    return element(
      "div",
      { "data-testid": "shortcake_code_matching", style: CARD },
      element("h1", {}, "Confirm this code on your phone"),
      element("p", {}, frame.code),
    );
  const button = element("button", { type: "button" }, "Continue");
  button.onclick = () => void askForPasskey();
  return element(
    "div",
    { "data-testid": "shortcake_passkey_prompt_card", style: CARD },
    element("h1", {}, "Use your passkey to log in"),
    element("p", {}, "For your security, WhatsApp needs your passkey to link this device."),
    button,
  );
}

/** Covers the QR code, as WhatsApp does; no state of the socket changes for it. */
export function showPasskey(frame: PasskeyFrame): void {
  passkey = frame;
  screen?.remove();
  screen = undefined;
  if (frame.stage === "none") {
    if (frame.error) LinkDeviceEvents.trigger("link_device_events:shortcake_error", frame.error);
    return;
  }
  const cancel = element("button", { type: "button", "data-testid": "shortcake_cancel_button" }, "Cancel");
  cancel.onclick = () => transmit({ kind: "passkeyCancelled" });
  screen = element("div", { "data-testid": "shortcake_passkey_screen", style: COVER }, passkeyCard(frame), cancel);
  document.body.append(screen);
  if (frame.stage === "required") LinkDeviceEvents.trigger("link_device_events:passkey_prologue_request");
  else LinkDeviceEvents.trigger("link_device_events:shortcake_verification_code_ready", frame.code, false);
}
