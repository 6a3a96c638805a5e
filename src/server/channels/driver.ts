import type { AckLevel, ChannelMessage } from "@/domain/messaging/message";

/** What a connection tells while it lives. Events of a stopped connection are never delivered. */
export interface ChannelEvents {
  /** A fresh QR payload to show; the previous one no longer works. */
  qr(payload: string): void;
  /** The phone scanned; finishing takes up to some tens of seconds. */
  authenticating(): void;
  /** The session works: messages flow in both directions. */
  ready(identity: { phoneNumber: string; displayName: string | undefined }): void;
  /** The network went away; the driver itself is trying to come back. */
  offline(): void;
  /** ...and came back. */
  online(): void;
  /** Inbound, and outbound seen as an echo (`fromMe`), whoever wrote it. */
  message(message: ChannelMessage): void;
  ack(update: { stanzaId: string; level: AckLevel }): void;
  /**
   * The connection is over and will send no further event.
   * `logged_out`: unlinked on the phone, the session is gone. `conflict`: taken over elsewhere.
   * `lost`: crashed or hung; a new connection may be tried.
   */
  closed(reason: { kind: "logged_out" | "conflict" | "lost"; detail: string }): void;
}

export interface OutboundMessage {
  /** The exact chat id the customer wrote from. */
  chatId: string;
  text: string;
}

/**
 * `sent`: WhatsApp's server has it. `failed`: it certainly did not go out. `unknown`: nobody can say yet; the echo will.
 */
export type SendResult =
  | { status: "sent"; stanzaId: string; sentAt: Date }
  | { status: "failed"; detail: string }
  | { status: "unknown"; detail: string };

/** One live connection of one account. Every method is safe to call in any state. */
export interface ChannelConnection {
  /**
   * Resolves once the provider's page is up (QR or restored session follow as events); rejects, and tells no `closed`, when
   * it cannot be. A session that turns out to be revoked is told as `closed`, and start resolves, as it does when stopped.
   */
  start(): Promise<void>;
  /** Resolves once nothing is running any more; calling it twice is fine. */
  stop(options?: { forgetSession?: boolean }): Promise<void>;
  /** Never throws for a failed send: the result says what is known. */
  send(message: OutboundMessage, options: { signal: AbortSignal }): Promise<SendResult>;
  /** Shows "typing…" to the customer; best effort. */
  setTyping(chatId: string, isTyping: boolean): Promise<void>;
  /** Own and foreign messages of a chat since an instant, oldest first: for echoes and for what arrived while offline. */
  history(chatId: string, since: Date): Promise<ChannelMessage[]>;
  /** Chats that may hold messages newer than the instant. */
  chatsSince(since: Date): Promise<string[]>;
  /** Reads something through the whole path; rejects when the session does not really work. */
  checkHealth(): Promise<void>;
}

export interface ChannelDriver {
  readonly kind: string;
  readonly supports: { media: boolean; typing: boolean; reactions: boolean };
  connect(accountId: string, events: ChannelEvents): ChannelConnection;
}
