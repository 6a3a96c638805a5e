/**
 * What the driver runs inside the page, beside what the library runs there. Each function is sent as its source text, so
 * it may use nothing but its arguments and the page.
 */
import type { PlainMessage, WhatsAppWindow } from "./page-types";

declare const window: WhatsAppWindow;

/** Marks the document at the first call; the same document answers with the same mark. */
export function markDocument(mark: string): string {
  window.parley.mark ??= mark;
  return window.parley.mark;
}

/**
 * The library waits for hasSynced to change and never looks whether it has: a quick restore would go unnoticed for ever.
 * @returns the socket's state, which the library does not look at either
 */
export function announceMissedSync(): string {
  const { Socket } = window.require("WAWebSocketModel");
  if (Socket.hasSynced && window.WWebJS === undefined) void window.onAppStateHasSyncedEvent?.();
  return Socket.state;
}

export async function signOut(): Promise<void> {
  await window.require("WAWebSocketModel").Socket.logout();
}

export interface PageHealth {
  state: string;
  hasSynced: boolean;
  isInjected: boolean;
  /** Direct chats with unread messages, those that moved last first. Times are Unix seconds. */
  unread: { chatId: string; unreadCount: number; newest: { stanzaId: string; t: number } | null }[];
}

/** @param notMessages types of entries that nobody wrote */
export function readHealth(notMessages: string[], maxChats: number): PageHealth {
  const { Socket } = window.require("WAWebSocketModel");
  const unread = window
    .require("WAWebCollections")
    .Chat.getModelsArray()
    // -1: the owner marked it to come back to it.
    .filter((chat) => (chat.unreadCount ?? 0) > 0 && window.parley.kindOf(String(chat.id)) === "direct")
    .sort((a, b) => (b.t ?? 0) - (a.t ?? 0))
    .slice(0, maxChats)
    .map((chat) => {
      const inbound = chat.msgs.getModelsArray().filter(({ id, type }) => !id.fromMe && !notMessages.includes(type));
      // Of those with the same second, the one that stands last.
      const newest = inbound.reduce<(typeof inbound)[number] | null>((best, message) => {
        return best && best.t > message.t ? best : message;
      }, null);
      return {
        chatId: String(chat.id),
        unreadCount: chat.unreadCount ?? 0,
        newest: newest && { stanzaId: newest.id.id, t: newest.t },
      };
    });
  return { state: Socket.state, hasSynced: Socket.hasSynced, isInjected: window.WWebJS !== undefined, unread };
}

/** The other id of a user and what it is called. A number that WhatsApp hides stays away. */
export async function lookUpContact(
  id: string,
): Promise<{ lid?: string; phone?: string; name?: string; pushname?: string }> {
  const contact = window.require("WAWebCollections").Contact.get(window.require("WAWebWidFactory").createWid(id));
  const { lid, phone } = (await window.WWebJS?.enforceLidAndPnRetrieval(id)) ?? {};
  return {
    ...(lid ? { lid: lid.toString() } : {}),
    ...(phone ? { phone: phone.toString() } : {}),
    ...(contact?.name ? { name: contact.name } : {}),
    ...(contact?.pushname ? { pushname: contact.pushname } : {}),
  };
}

/**
 * Chats with messages since then (Unix seconds), or unread ones: a counter tells of what the clock does not. Of groups,
 * those where the page knows of a mention.
 */
export function listChatsSince(sinceSeconds: number): string[] {
  const { kindOf, plain } = window.parley;
  return window
    .require("WAWebCollections")
    .Chat.getModelsArray()
    .filter((chat) => (chat.t ?? 0) >= sinceSeconds || (chat.unreadCount ?? 0) > 0)
    .filter((chat) => {
      const kind = kindOf(String(chat.id));
      if (kind !== "group") return kind === "direct";
      const recent = chat.msgs.getModelsArray().filter(({ t }) => t >= sinceSeconds);
      return recent.some((message) => plain(window.WWebJS?.getMessageModel(message) ?? {}).mentionsMe);
    })
    .map((chat) => String(chat.id));
}

/**
 * Messages since then (Unix seconds) of the chat that goes by one of the ids, at most `limit`, the latest; loads earlier
 * ones as long as needed. Of a group, those that mention this number and its own.
 */
export async function readHistory(chatIds: string[], sinceSeconds: number, limit: number): Promise<PlainMessage[]> {
  const { findChats, kindOf, loadUntil, plain } = window.parley;
  const [chat] = findChats(chatIds);
  if (!chat || kindOf(String(chat.id)) === "other") return [];
  const isGroup = kindOf(String(chat.id)) === "group";
  const messages = await loadUntil(chat, (all) => all.length >= limit || all.some(({ t }) => t < sinceSeconds));
  return messages
    .filter(({ t }) => t >= sinceSeconds)
    .sort((a, b) => a.t - b.t)
    .slice(-limit)
    .map((message) => ({ isOwn: message.id.fromMe, data: plain(window.WWebJS?.getMessageModel(message) ?? {}) }))
    .filter(({ isOwn, data }) => !isGroup || isOwn || data.mentionsMe)
    .map(({ data }) => data);
}

/**
 * Own messages with this text since then (Unix seconds), oldest first, in any chat that goes by one of the ids. WhatsApp
 * trims and normalises what it is given. With a kind of file: files of that kind with the text under them, whose body is
 * a thumbnail; else anything that is no file.
 */
export function findOwnMessages(
  chatIds: string[],
  { text, fileKind }: { text: string; fileKind: "image" | "video" | "audio" | "document" | null },
  sinceSeconds: number,
): { stanzaId: string; ack: number; t: number }[] {
  const plain = (value: string) => value.normalize("NFC").replace(/\s+/g, " ").trim();
  return window.parley
    .findChats(chatIds)
    .flatMap((chat) => chat.msgs.getModelsArray())
    .filter((message) => message.id.fromMe && message.t >= sinceSeconds)
    .filter((message) =>
      fileKind === null
        ? plain(message.body ?? "") === plain(text)
        : message.type === fileKind && plain(message.caption ?? "") === plain(text),
    )
    .sort((a, b) => a.t - b.t)
    .map((message) => ({ stanzaId: message.id.id, ack: message.ack ?? 0, t: message.t }));
}

export async function showTyping(chatId: string, isTyping: boolean): Promise<void> {
  await window.WWebJS?.sendChatstate(isTyping ? "typing" : "stop", chatId);
}
