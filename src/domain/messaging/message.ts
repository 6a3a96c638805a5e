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
  "other",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export type AckLevel = "pending" | "sent" | "delivered" | "read" | "played" | "failed";

/** A chat is with one person, or it is something the bot stays out of. */
export type ChatKind = "direct" | "group" | "status" | "broadcast" | "newsletter";

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
  /** Arrived while nobody listened and was found by the sweep. */
  isBacklog: boolean;
}
