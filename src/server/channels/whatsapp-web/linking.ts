/** From the page being up to the number being linked: codes to scan or to type, passkeys, a session open elsewhere. */
import type { ChannelEvents, LinkMethod } from "../driver";
import { PairingCodes, type PairingCodesOptions } from "./pairing-codes";

type Told = Pick<ChannelEvents, "qr" | "pairingCode" | "passkeyRequired" | "authenticating">;

/** What the socket's state means for somebody who waits for the number to be linked. */
type Meaning = "unlinked" | "nothing";

const UNPAIRED = new Set(["UNPAIRED", "UNPAIRED_IDLE"]);

export class Linking {
  readonly #codes: PairingCodes | undefined;
  /** The page was asked to link a number. */
  #hasBegun = false;
  #isDone = false;
  #isAtPasskey = false;

  constructor(
    link: LinkMethod,
    private readonly events: Told,
    codes: Omit<PairingCodesOptions, "onCode">,
  ) {
    if (link.type === "pairing_code")
      this.#codes = new PairingCodes({ ...codes, onCode: (code) => this.events.pairingCode(code) });
  }

  /** The page has no number. */
  begin(): void {
    this.#hasBegun = true;
  }

  requestCode(): Promise<void> {
    return this.#codes?.request() ?? Promise.resolve();
  }

  showQr(payload: string): void {
    // Right after a scan the library may put a code together that has no reference any more.
    if (payload.startsWith("undefined,") || this.#codes) return;
    this.#isAtPasskey = false;
    this.events.qr(payload);
  }

  /** The page may tell it in several ways, and more than once. */
  passkey(isAsked: boolean): void {
    if (this.#isAtPasskey === isAsked || this.#isDone) return;
    this.#isAtPasskey = isAsked;
    if (isAsked) this.events.passkeyRequired();
    // Refused or overdue: a QR code comes by itself, a code to type does not.
    else void this.requestCode();
  }

  socketState(state: string): Meaning {
    if (/passkey/i.test(state)) this.passkey(true);
    else if (UNPAIRED.has(state)) {
      // A page that was not asked to link was linked, so it has just been unlinked.
      if (this.#isDone || !this.#hasBegun) return "unlinked";
      // The code went away with the connection it was made for. An idle page connects first.
      if (state === "UNPAIRED") void this.requestCode();
    } else if (state === "PAIRING" || (state === "CONNECTED" && this.#isAtPasskey)) {
      this.#isAtPasskey = false;
      this.#codes?.stop();
      if (!this.#isDone) this.events.authenticating();
    }
    return "nothing";
  }

  /** Linked and ready, or over. */
  end(): void {
    this.#isDone = true;
    this.#codes?.stop();
  }
}
