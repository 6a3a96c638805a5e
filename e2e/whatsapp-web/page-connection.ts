import type { WebSocket } from "ws";
import { newReference } from "./message-ids";
import type { PageFrame, ServerFrame } from "./protocol";

/** One open page: a browser that shows a QR code, or a linked device. */
export class PageConnection {
  /** The QR reference on show; set while the page is not linked. */
  reference: string | undefined;
  referenceSince: Date | undefined;
  phoneNumber: string | undefined;
  deviceId: string | undefined;
  /** The passkey wall it stands before. */
  wall: { leave(): void } | undefined;
  /** "What's new" lies over the page. */
  hasOverlay = false;

  constructor(readonly socket: WebSocket) {}

  send(frame: ServerFrame): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  /** A fresh QR code; the one before no longer works. */
  offerReference(): string {
    this.reference = newReference();
    this.referenceSince = new Date();
    this.send({ kind: "ref", ref: this.reference });
    return this.reference;
  }

  answer(
    frame: Extract<PageFrame, { kind: "rpc" }>,
    outcome: { value: unknown } | { error: string; status?: number },
  ): void {
    this.send({ kind: "result", rpc: frame.rpc, ...outcome });
  }
}
