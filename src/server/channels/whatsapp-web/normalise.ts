/** From the library's plain message data to the channel's message. Pure. */
import type { AckLevel, ChannelMessage, MessageKind } from "@/domain/messaging/message";
import { chatKindOf, parseMessageKey, phoneNumberOf } from "@/domain/messaging/whatsapp-ids";

/** What the page told of a message: WhatsApp's own fields, none of them certain. */
export type RawMessage = Readonly<Record<string, unknown>>;

/** What is known of the person behind a direct chat. */
export interface ChatContact {
  /** Other spellings of the chat's id. */
  aliases: readonly string[];
  phone: string | undefined;
  /** As saved in the owner's phone book. */
  savedName: string | undefined;
  /** As the person calls itself. */
  ownName: string | undefined;
}

const KINDS: Record<string, MessageKind> = {
  chat: "text",
  buttons_response: "text",
  list_response: "text",
  template_button_reply: "text",
  interactive_response: "text",
  image: "image",
  video: "video",
  ptv: "video",
  gif: "video",
  audio: "audio",
  ptt: "voice",
  document: "document",
  sticker: "sticker",
  location: "location",
  live_location: "location",
  vcard: "contact",
  multi_vcard: "contact",
};

/** Things that stand in a chat without being a message of anybody, or that no longer have anything to say. */
const NOT_MESSAGES = new Set([
  "e2e_notification",
  "notification",
  "notification_template",
  "broadcast_notification",
  "group_notification",
  "gp2",
  "newsletter_notification",
  "call_log",
  "protocol",
  "ciphertext",
  "debug",
  "revoked",
  "pinned_message",
  "keep_in_chat",
  "reaction",
  "reaction_enc",
  "poll_update",
]);

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * The words of a message. `body` is text only in text messages: media carry a picture's thumbnail there, locations a map.
 */
function bodyOf(raw: RawMessage, kind: MessageKind): string {
  switch (kind) {
    case "text":
      return text(raw.body) || text(raw.caption);
    case "location":
      return text(raw.loc);
    case "contact":
      return text(raw.vcardFormattedName);
    case "other":
      return text(raw.pollName) || text(raw.eventName) || text(raw.caption);
    default:
      return text(raw.caption);
  }
}

/** Databases refuse the character U+0000, which a text may hold. */
const withoutNul = (value: string) => value.replaceAll("\0", "");

/**
 * The channel's message, or undefined when the page's entry is no message.
 * @param context.receivedAt stands in when the entry has no time
 */
export function normaliseMessage(
  raw: RawMessage,
  context: { contact: ChatContact; receivedAt: Date; isBacklog: boolean },
): ChannelMessage | undefined {
  const key = parseMessageKey(raw.id);
  const type = text(raw.type);
  if (!key || NOT_MESSAGES.has(type)) return undefined;
  const kind = KINDS[type] ?? "other";
  const chatKind = chatKindOf(key.chatId);
  const { contact } = context;
  const ownName = key.fromMe ? contact.ownName : text(raw.notifyName) || contact.ownName;
  return {
    stanzaId: key.stanzaId,
    chatId: key.chatId,
    chatKind,
    fromMe: key.fromMe,
    kind,
    body: withoutNul(bodyOf(raw, kind)),
    sentAt: typeof raw.t === "number" ? new Date(raw.t * 1000) : context.receivedAt,
    contactAliases: chatKind === "direct" ? [...new Set([key.chatId, ...contact.aliases])] : [key.chatId],
    contactName: chatKind === "direct" ? contact.savedName || ownName || undefined : undefined,
    contactPhone: chatKind === "direct" ? (contact.phone ?? phoneNumberOf(key.chatId)) : undefined,
    isBacklog: context.isBacklog,
  };
}

const ACK_LEVELS: Record<number, AckLevel> = { 0: "pending", 1: "sent", 2: "delivered", 3: "read", 4: "played" };

/** WhatsApp's numbers: -1 (and below) failed, 0 to 4 ever further. */
export const ackLevelOf = (ack: number): AckLevel => (ack < 0 ? "failed" : (ACK_LEVELS[ack] ?? "played"));

/** Own messages appear in the chat before WhatsApp has them; one whose ack says nothing else is out. */
export const isOut = (ack: unknown): boolean => typeof ack !== "number" || ack >= 1;
