/**
 * WhatsApp's ids as its web client hands them out, in any of the shapes and spellings seen so far. Nothing here relies on
 * a serialised message key: WhatsApp has renamed that field before (`_serialized`, then `$1`).
 */
import type { ChatKind } from "./message";

export interface MessageKey {
  /** The bare message id, as every linked device knows it. */
  stanzaId: string;
  chatId: string;
  fromMe: boolean;
  /** Who wrote it, where that is not the chat: groups and status updates. */
  participant: string | undefined;
}

const SERIALIZED_KEY = /^(true|false)_([^_]+@[^_]+)_([^_]+)(?:_(.+))?$/;

const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;

const asText = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** A chat or user id as text: given as text, as an object with a serialised form, or as its two halves. */
export function widText(value: unknown): string | undefined {
  const text = asText(value);
  if (text) return text;
  const wid = asRecord(value);
  if (!wid) return undefined;
  const serialized = asText(wid._serialized) ?? asText(wid.$1);
  if (serialized) return serialized;
  const user = asText(wid.user);
  const server = asText(wid.server);
  return user && server ? `${user}@${server}` : undefined;
}

/** The parts of a message's key, from the object or its serialised text; undefined when it is neither. */
export function parseMessageKey(value: unknown): MessageKey | undefined {
  const text = asText(value);
  if (text) {
    const [, fromMe, chatId, stanzaId, participant] = SERIALIZED_KEY.exec(text) ?? [];
    return chatId && stanzaId ? { stanzaId, chatId, fromMe: fromMe === "true", participant } : undefined;
  }
  const key = asRecord(value);
  if (!key) return undefined;
  const stanzaId = asText(key.id);
  const chatId = widText(key.remote);
  if (stanzaId && chatId && typeof key.fromMe === "boolean")
    return { stanzaId, chatId, fromMe: key.fromMe, participant: widText(key.participant) };
  return parseMessageKey(asText(key._serialized) ?? asText(key.$1));
}

/** The key's serialised form, rebuilt: `true_628…@c.us_3EB0…[_participant]`. */
export const serializeMessageKey = ({ fromMe, chatId, stanzaId, participant }: MessageKey): string =>
  [String(fromMe), chatId, stanzaId, ...(participant ? [participant] : [])].join("_");

const PEOPLE = new Set(["c.us", "s.whatsapp.net", "lid", "hosted", "hosted.lid"]);
/** WhatsApp's own announcements come from here; nobody reads an answer. */
const WHATSAPP_ITSELF = "0@c.us";

/** Anything that is not known to be one person's chat is something the bot stays out of. */
export function chatKindOf(chatId: string): ChatKind {
  const server = chatId.slice(chatId.lastIndexOf("@") + 1);
  if (chatId === "status@broadcast") return "status";
  if (server === "g.us") return "group";
  if (server === "newsletter") return "newsletter";
  return PEOPLE.has(server) && chatId !== WHATSAPP_ITSELF ? "direct" : "broadcast";
}

/** The digits of an id that is a phone number (`628…@c.us`, also with a device part), else undefined. */
export function phoneNumberOf(id: string): string | undefined {
  const match = /^(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/.exec(id);
  return match?.[1];
}
