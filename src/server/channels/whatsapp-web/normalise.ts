/** From the library's plain message data to the channel's message. Pure. */
import {
  type AckLevel,
  type ChannelMessage,
  isFileKind,
  type MediaDescriptor,
  type MessageDetails,
  type MessageKind,
} from "@/domain/messaging/message";
import { chatKindOf, type MessageKey, parseMessageKey, phoneNumberOf } from "@/domain/messaging/whatsapp-ids";
import { parseCards } from "./vcard";

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

/** Things that stand in a chat without being a message of anybody. */
export const NOT_MESSAGES: ReadonlySet<string> = new Set([
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
  "pinned_message",
  "keep_in_chat",
  "reaction",
  "reaction_enc",
  "poll_update",
]);

/** Databases refuse the character U+0000 and halves of characters, which a text may hold. */
const text = (value: unknown): string => (typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : "");

const number = (value: unknown): number | undefined => {
  const parsed = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : undefined;
};

/**
 * The words of a message. `body` is text only in text messages: media carry a picture's thumbnail there, locations a map.
 */
function bodyOf(raw: RawMessage, kind: MessageKind, details: MessageDetails | undefined): string {
  switch (kind) {
    case "text":
      return text(raw.body) || text(raw.caption);
    case "location":
      return text(raw.loc);
    case "contact":
      return (
        text(raw.vcardFormattedName) ||
        (details?.type === "contacts" ? details.contacts.map(({ name }) => name).join(", ") : "")
      );
    case "other":
      return text(raw.pollName) || text(raw.eventName) || text(raw.caption);
    default:
      return text(raw.caption);
  }
}

/** What it is and what it says, as far as an echo of our own is told by it. */
export function echoOf(raw: RawMessage): { kind: MessageKind; body: string } {
  const kind = KINDS[text(raw.type)] ?? "other";
  return { kind, body: isFileKind(kind) ? text(raw.caption) : text(raw.body) };
}

function mediaOf(raw: RawMessage, kind: MessageKind): MediaDescriptor | undefined {
  if (!isFileKind(kind)) return undefined;
  const [mimeType = ""] = text(raw.mimetype).split(";");
  return {
    mimeType: mimeType.trim().toLowerCase() || undefined,
    fileName: text(raw.filename) || undefined,
    sizeBytes: number(raw.size),
    durationSeconds: number(raw.duration),
  };
}

function detailsOf(raw: RawMessage, kind: MessageKind): MessageDetails | undefined {
  if (kind === "location") {
    const [latitude, longitude] = [number(raw.lat), number(raw.lng)];
    if (latitude === undefined || longitude === undefined) return undefined;
    return { type: "location", latitude, longitude, name: text(raw.loc) || undefined };
  }
  if (kind !== "contact") return undefined;
  const list = Array.isArray(raw.vcardList) ? raw.vcardList : [];
  const sources = list.map((card: { vcard?: unknown } | null) => text(card?.vcard));
  const contacts = [text(raw.body), ...sources].flatMap(parseCards);
  return { type: "contacts", contacts };
}

/** The key of the message that an entry stands for: what was taken back may stand there under a key of its own. */
export function keyOf(raw: RawMessage): MessageKey | undefined {
  const key = parseMessageKey(raw.id);
  const original = isRevocation(raw) ? parseMessageKey(raw.protocolMessageKey) : undefined;
  if (!key || !original) return key;
  // In a direct chat everybody takes back what is theirs; whose view the original's key has is not certain.
  const fromMe = chatKindOf(key.chatId) === "group" ? original.fromMe : key.fromMe;
  return { ...key, stanzaId: original.stanzaId, fromMe };
}

/** Whether the entry says that a message was taken back for everyone. */
export const isRevocation = ({ type, subtype }: RawMessage): boolean =>
  type === "revoked" || (type === "protocol" && /revoke/.test(text(subtype)));

/** Undefined for what is no time. */
export function instantOf(value: unknown, msPerUnit: 1 | 1000): Date | undefined {
  const instant = new Date((number(value) ?? 0) * msPerUnit);
  return instant.getTime() > 0 ? instant : undefined;
}

/** When the text was changed last. */
export const editedAtOf = (raw: RawMessage): Date | undefined => instantOf(raw.latestEditSenderTimestampMs, 1);

/** The words alone, as `normaliseMessage` would have them. */
export function wordsOf(raw: RawMessage): string {
  const kind = KINDS[text(raw.type)] ?? "other";
  return bodyOf(raw, kind, detailsOf(raw, kind));
}

/**
 * The channel's message, or undefined when the page's entry is no message.
 * @param context.receivedAt stands in when the entry has no time
 */
export function normaliseMessage(
  raw: RawMessage,
  context: { contact: ChatContact; receivedAt: Date; isBacklog: boolean },
): ChannelMessage | undefined {
  const key = keyOf(raw);
  const type = text(raw.type);
  if (!key || NOT_MESSAGES.has(type)) return undefined;
  return {
    stanzaId: key.stanzaId,
    chatId: key.chatId,
    chatKind: chatKindOf(key.chatId),
    fromMe: key.fromMe,
    sentAt: instantOf(raw.t, 1000) ?? context.receivedAt,
    isBacklog: context.isBacklog,
    ...peopleOf(raw, key, context.contact),
    ...contentOf(raw, type),
  };
}

function contentOf(raw: RawMessage, type: string) {
  if (type === "revoked") return { kind: "text", body: "", isDeleted: true } as const;
  const kind = KINDS[type] ?? "other";
  const [details, media, quotedStanzaId, editedAt] = [
    detailsOf(raw, kind),
    mediaOf(raw, kind),
    text(raw.quotedStanzaID),
    editedAtOf(raw),
  ];
  return {
    kind,
    body: bodyOf(raw, kind, details),
    ...(quotedStanzaId ? { quotedStanzaId } : {}),
    ...(media ? { media } : {}),
    ...(details ? { details } : {}),
    ...(editedAt ? { editedAt } : {}),
  };
}

function peopleOf(raw: RawMessage, key: MessageKey, contact: ChatContact) {
  const ownName = key.fromMe ? contact.ownName : text(raw.notifyName) || contact.ownName;
  if (chatKindOf(key.chatId) === "direct")
    return {
      contactAliases: [...new Set([key.chatId, ...contact.aliases])],
      contactName: contact.savedName || ownName || undefined,
      contactPhone: contact.phone ?? phoneNumberOf(key.chatId),
    };
  const participant = key.participant ?? text(raw.author);
  return {
    contactAliases: [key.chatId],
    contactName: text(raw.chatName) || undefined,
    contactPhone: undefined,
    ...(participant && !key.fromMe
      ? { participant: { id: participant, name: text(raw.notifyName) || undefined } }
      : {}),
  };
}

/** A call is told as a message of the customer. */
export function callOf(
  call: { id: string; chatId: string; isVideo: boolean },
  { contact, receivedAt }: { contact: ChatContact; receivedAt: Date },
): ChannelMessage {
  const key = { stanzaId: call.id, chatId: call.chatId, fromMe: false, participant: undefined };
  return {
    stanzaId: call.id,
    chatId: call.chatId,
    chatKind: "direct",
    fromMe: false,
    kind: "call",
    body: "",
    sentAt: receivedAt,
    details: { type: "call", isVideo: call.isVideo },
    isBacklog: false,
    ...peopleOf({}, key, contact),
  };
}

const ACK_LEVELS: Record<number, AckLevel> = { 0: "pending", 1: "sent", 2: "delivered", 3: "read", 4: "played" };

/** WhatsApp's numbers: -1 (and below) failed, 0 to 4 ever further. */
export const ackLevelOf = (ack: number): AckLevel => (ack < 0 ? "failed" : (ACK_LEVELS[ack] ?? "played"));

/** Own messages appear in the chat before WhatsApp has them; one whose ack says nothing else is out. */
export const isOut = (ack: unknown): boolean => typeof ack !== "number" || ack >= 1;
