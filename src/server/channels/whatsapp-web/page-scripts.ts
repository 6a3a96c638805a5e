/**
 * What the driver runs inside the page, beside what the library runs there. Each function is sent as its source text, so
 * it may use nothing but its arguments and the page.
 */

interface PageWid {
  _serialized?: string;
  toString(): string;
}
interface PageMessage {
  id: { id: string; fromMe: boolean };
  body?: string;
  t: number;
  ack?: number;
}
interface PageChat {
  id: PageWid;
  t?: number;
  unreadCount?: number;
  msgs: { getModelsArray(): PageMessage[] };
}
interface PageModules {
  WAWebSocketModel: { Socket: { state: string; hasSynced: boolean; logout(): Promise<unknown> } };
  WAWebCmd: { Cmd: { refreshQR(): void } };
  WAWebWidFactory: { createWid(id: string): PageWid };
  WAWebCollections: {
    Chat: { get(id: PageWid): PageChat | undefined; getModelsArray(): PageChat[] };
    Contact: { get(id: PageWid): { name?: string; pushname?: string } | undefined };
  };
  WAWebChatLoadMessages: { loadEarlierMsgs(query: { chat: PageChat }): Promise<PageMessage[] | undefined> };
}
interface WhatsAppWindow {
  require<Name extends keyof PageModules>(name: Name): PageModules[Name];
  WWebJS?: {
    enforceLidAndPnRetrieval(id: string): Promise<{ lid?: PageWid; phone?: PageWid }>;
    getMessageModel(message: PageMessage): Record<string, unknown>;
    sendChatstate(state: "typing" | "stop", chatId: string): Promise<unknown>;
  };
  onAppStateHasSyncedEvent?(): Promise<void>;
  parleyDocument?: string;
}
declare const window: WhatsAppWindow;

/**
 * Development tools wrap functions in a helper of this name, which the page lacks. To be run as text before any document
 * loads.
 */
export const DEFINE_NAME_HELPER = "globalThis.__name ??= (target) => target;";

/** Marks the document at the first call; the same document answers with the same mark. */
export function markDocument(mark: string): string {
  window.parleyDocument ??= mark;
  return window.parleyDocument;
}

/**
 * The library waits for hasSynced to change and never looks whether it has: a quick restore would go unnoticed for ever.
 */
export function announceMissedSync(): void {
  const { Socket } = window.require("WAWebSocketModel");
  if (Socket.hasSynced && window.WWebJS === undefined) void window.onAppStateHasSyncedEvent?.();
}

export function refreshQr(): void {
  window.require("WAWebCmd").Cmd.refreshQR();
}

export async function signOut(): Promise<void> {
  await window.require("WAWebSocketModel").Socket.logout();
}

export function readHealth(): { state: string; hasSynced: boolean; isInjected: boolean; chatCount: number } {
  const { Socket } = window.require("WAWebSocketModel");
  return {
    state: Socket.state,
    hasSynced: Socket.hasSynced,
    isInjected: window.WWebJS !== undefined,
    chatCount: window.require("WAWebCollections").Chat.getModelsArray().length,
  };
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

/** Chats with messages since then (Unix seconds), or unread ones: a counter tells of what the clock does not. */
export function listChatsSince(sinceSeconds: number): string[] {
  return window
    .require("WAWebCollections")
    .Chat.getModelsArray()
    .filter((chat) => (chat.t ?? 0) >= sinceSeconds || (chat.unreadCount ?? 0) > 0)
    .map((chat) => chat.id._serialized ?? chat.id.toString());
}

/**
 * Messages since then (Unix seconds) of the chat that goes by one of the ids, at most `limit`, the latest; loads earlier
 * ones as long as needed.
 */
export async function readHistory(
  chatIds: string[],
  sinceSeconds: number,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const { createWid } = window.require("WAWebWidFactory");
  const { Chat } = window.require("WAWebCollections");
  const chat = chatIds.map((id) => Chat.get(createWid(id))).find((found) => found !== undefined);
  if (!chat) return [];
  // Times count whole seconds, so the order in which the page gives messages has to be kept.
  let messages = chat.msgs.getModelsArray().slice();
  while (messages.length < limit && !messages.some((message) => message.t < sinceSeconds)) {
    const known = new Set(messages.map((message) => `${message.id.fromMe}${message.id.id}`));
    const earlier = (await window.require("WAWebChatLoadMessages").loadEarlierMsgs({ chat })) ?? [];
    const unknown = earlier.filter((message) => !known.has(`${message.id.fromMe}${message.id.id}`));
    if (unknown.length === 0) break;
    messages = [...unknown, ...messages];
  }
  return messages
    .filter((message) => message.t >= sinceSeconds)
    .sort((a, b) => a.t - b.t)
    .slice(-limit)
    .map((message) => window.WWebJS?.getMessageModel(message) ?? {});
}

/**
 * Own messages with this text since then (Unix seconds), oldest first, in any chat that goes by one of the ids. WhatsApp
 * trims and normalises what it is given.
 */
export function findOwnMessages(
  chatIds: string[],
  text: string,
  sinceSeconds: number,
): { stanzaId: string; ack: number; t: number }[] {
  const { createWid } = window.require("WAWebWidFactory");
  const plain = (value: string) => value.normalize("NFC").replace(/\s+/g, " ").trim();
  return chatIds
    .flatMap((id) => window.require("WAWebCollections").Chat.get(createWid(id))?.msgs.getModelsArray() ?? [])
    .filter((message) => message.id.fromMe && plain(message.body ?? "") === plain(text) && message.t >= sinceSeconds)
    .sort((a, b) => a.t - b.t)
    .map((message) => ({ stanzaId: message.id.id, ack: message.ack ?? 0, t: message.t }));
}

export async function showTyping(chatId: string, isTyping: boolean): Promise<void> {
  await window.WWebJS?.sendChatstate(isTyping ? "typing" : "stop", chatId);
}
