import type { AckLevel, ChannelMessage, MessageChange, MessageKind } from "@/domain/messaging/message";

/** What a connection tells while it lives. Events of a stopped connection are never delivered. */
export interface ChannelEvents {
  /** A fresh QR payload to show; the previous one no longer works. */
  qr(payload: string): void;
  /** A code to type on the phone, such as `ABCD1234`; the previous one no longer works. */
  pairingCode(code: string): void;
  /**
   * WhatsApp wants the owner to prove on the phone who they are before it links: with a passkey, or by confirming one.
   * Nothing else is needed here; `authenticating` or `closed` follows.
   */
  passkeyRequired(): void;
  /** The phone scanned; finishing takes up to some tens of seconds. */
  authenticating(): void;
  /** The session works: messages flow in both directions. */
  ready(identity: { phoneNumber: string; displayName: string | undefined }): void;
  /** The network went away; the driver itself is trying to come back. */
  offline(): void;
  /** ...and came back. */
  online(): void;
  /**
   * Inbound, and outbound seen as an echo (`fromMe`), whoever wrote it. Only of direct chats, and of groups when the
   * message mentions this number; nothing else leaves the driver.
   */
  message(message: ChannelMessage): void;
  ack(update: { stanzaId: string; level: AckLevel }): void;
  /** A message was edited, deleted for everyone or reacted to. It may be one that was never told. */
  change(change: MessageChange): void;
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
  /** With a file: the words under it, "" for none. */
  text: string;
  file?: OutboundFile | undefined;
}

/** A file on its way out, with what it is by its bytes. */
export interface OutboundFile {
  kind: Extract<MessageKind, "image" | "video" | "audio" | "document">;
  bytes: Uint8Array;
  mimeType: string;
  /** What the customer sees a document called. */
  fileName: string;
}

/**
 * `sent`: WhatsApp's server has it. `failed`: it certainly did not go out. `unknown`: nobody can say yet; the echo will.
 * `wasTried` is false when WhatsApp was never asked, because the connection was not there: it says nothing about the
 * message, which may simply go out later.
 */
export type SendResult =
  | { status: "sent"; stanzaId: string; sentAt: Date }
  | { status: "failed"; detail: string; wasTried?: boolean }
  | { status: "unknown"; detail: string };

export interface MessageRef {
  chatId: string;
  stanzaId: string;
  fromMe: boolean;
}

/**
 * `gone`: WhatsApp no longer has it. `too_large`: more than the caller takes; nothing was kept. A download that failed
 * for another reason, and may be tried again, rejects.
 */
export type MediaDownload =
  | { status: "downloaded"; bytes: Uint8Array; mimeType: string | undefined; fileName: string | undefined }
  | { status: "gone" | "too_large" };

/** What one chat looks like on WhatsApp's side; compared with what was told by events it shows a deaf listener. */
export interface ChatVitals {
  chatId: string;
  unreadCount: number;
  /** The newest message of the customer that the page knows, or null when it knows none. */
  newest: { stanzaId: string; sentAt: Date } | null;
}

/** Of the processes behind the connection. */
export interface ConnectionResources {
  /** Proportional set size, in bytes; null where the system does not tell. */
  memoryBytes: number | null;
  processCount: number;
}

/** How a number that is not linked yet gets linked. Digits only, no plus sign. */
export type LinkMethod = { type: "qr" } | { type: "pairing_code"; phoneNumber: string };

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
  /**
   * Reads something through the whole path; rejects when the session does not really work. Resolves to the direct chats
   * that have unread messages, at most the 50 that moved last.
   */
  checkHealth(): Promise<ChatVitals[]>;
  /** The file of a message; reads at most `maxBytes`. */
  downloadMedia(message: MessageRef, options: { maxBytes: number; signal: AbortSignal }): Promise<MediaDownload>;
  readResources(): Promise<ConnectionResources>;
  /** What the provider's page shows right now, as PNG: it may show customers' messages. Rejects when there is none. */
  screenshot(): Promise<Uint8Array>;
}

export interface ConnectOptions {
  /** Default: by QR code. Means nothing to a number that is linked. */
  link?: LinkMethod;
  /** The owner wants the session here although it is in use in another browser: take it over instead of `conflict`. */
  takeOver?: boolean;
}

export interface ChannelDriver {
  readonly kind: string;
  readonly supports: { media: boolean; typing: boolean; reactions: boolean };
  connect(accountId: string, events: ChannelEvents, options?: ConnectOptions): ChannelConnection;
}
