/** Who wrote a message. `phone` is the business itself, on its own phone or another linked device. */
export type MessageAuthor = "customer" | "bot" | "person" | "phone" | "system";

export const MESSAGE_KINDS = [
  "text",
  "image",
  "video",
  "audio",
  "voice",
  "document",
  "sticker",
  "location",
  "contact",
  "call",
  "other",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

const FILE_KINDS: readonly MessageKind[] = ["image", "video", "audio", "voice", "document", "sticker"];
/** Whether a message of this kind carries a file. */
export const isFileKind = (kind: MessageKind): boolean => FILE_KINDS.includes(kind);

export type AckLevel = "pending" | "sent" | "delivered" | "read" | "played" | "failed";

/** A chat is with one person, or it is something the bot stays out of. */
export type ChatKind = "direct" | "group" | "status" | "broadcast" | "newsletter";

/** A file that belongs to a message; what WhatsApp says of it, none of it checked yet. */
export interface MediaDescriptor {
  /** As the sender's phone declared it, without parameters: `image/jpeg`. */
  mimeType: string | undefined;
  fileName: string | undefined;
  sizeBytes: number | undefined;
  durationSeconds: number | undefined;
}

/** What a message carries that is neither text nor a file. */
export type MessageDetails =
  | { type: "location"; latitude: number; longitude: number; name: string | undefined }
  | { type: "contacts"; contacts: { name: string; phones: string[] }[] }
  | { type: "call"; isVideo: boolean };

/** Something that happened to a message after it was written. Times are WhatsApp's where it tells them, else ours. */
export type MessageChange = {
  /** Of the message it happened to. */
  stanzaId: string;
  fromMe: boolean;
  chatId: string;
  at: Date;
} & (
  | { type: "edited"; body: string }
  /** For everyone. */
  | { type: "deleted" }
  /** One person has one reaction to a message; null takes it back. */
  | { type: "reaction"; by: "customer" | "business"; emoji: string | null }
);

/** What a channel driver hands over: one message, in no provider's own shape. */
export interface ChannelMessage {
  /** The provider's bare message id, without chat or participant; unique with account and direction. */
  stanzaId: string;
  /** The exact chat id it came in by (`…@c.us`, `…@lid`, `…@g.us`). */
  chatId: string;
  chatKind: ChatKind;
  /** Sent from this business's number: by us, by the owner on the phone, or by another linked device. */
  fromMe: boolean;
  kind: MessageKind;
  /** Text, or the caption of media; "" when there is none. */
  body: string;
  sentAt: Date;
  /** Every known spelling of the customer's id, the chat id included. */
  contactAliases: readonly string[];
  contactName: string | undefined;
  /** Digits only, no plus sign; absent when WhatsApp hides the number. */
  contactPhone: string | undefined;
  /** The message it answers. */
  quotedStanzaId?: string | undefined;
  media?: MediaDescriptor | undefined;
  details?: MessageDetails | undefined;
  /** When its text was changed last. */
  editedAt?: Date | undefined;
  /** Taken back for everyone: stands in the chat without words. */
  isDeleted?: boolean;
  /** In a group: who wrote it. */
  participant?: { id: string; name: string | undefined } | undefined;
  /** Arrived while nobody listened and was found by the sweep. */
  isBacklog: boolean;
}
