/** What a device is told when it signs in. */
import type { Behaviour } from "./behaviour";
import type { LinkedDevice } from "./linked-devices";
import type { Phone } from "./phone";
import type { LoginFrame, WireChat, WireMessage } from "./protocol";

/** How many messages of each chat a page has at hand; earlier ones are loaded when asked for. */
const WINDOW_SIZE = 5;

const unreadAmong = (messages: readonly WireMessage[], chatId: string) =>
  messages.filter((message) => message.chatId === chatId && !message.fromMe).length;

function chatsOf(phone: Phone, offline: readonly WireMessage[]): WireChat[] {
  const ids = new Set(phone.log.map(({ chatId }) => chatId));
  ids.delete("status@broadcast");
  return [...ids].map((id) => {
    const group = phone.groups.get(id);
    const messages = phone.messagesOf(id);
    return {
      id,
      name: group?.name ?? phone.findCustomer(id)?.name ?? id,
      // The page counts what is delivered now by itself.
      unreadCount: Math.max(0, (phone.unread.get(id) ?? 0) - unreadAmong(offline, id)),
      t: messages.at(-1)?.t ?? 0,
      ...(group
        ? { participants: [...new Set(messages.flatMap(({ participant }) => (participant ? [participant] : [])))] }
        : {}),
    };
  });
}

const latestOfEachChat = (messages: readonly WireMessage[]): WireMessage[] =>
  messages.filter((message, index) => {
    const later = messages.slice(index + 1).filter(({ chatId }) => chatId === message.chatId);
    return later.length < WINDOW_SIZE;
  });

/** Everything the device has not seen counts as delivered from here on. */
export function signIn(phone: Phone, device: LinkedDevice, behaviour: Behaviour): LoginFrame {
  const offline = phone.log.slice(device.deliveredCount);
  const history = phone.log.slice(0, device.deliveredCount);
  const changes = phone.changes.slice(device.deliveredChangeCount);
  device.deliveredCount = phone.log.length;
  device.deliveredChangeCount = phone.changes.length;
  return {
    kind: "login",
    me: phone.id,
    lid: phone.lidId,
    pushname: phone.pushname,
    contacts: [...phone.customers.values()].map(({ contact }) => contact),
    chats: chatsOf(phone, offline),
    history: latestOfEachChat(history),
    offline,
    changes,
    syncDelayMs: behaviour.syncDelayMs,
    neverSync: behaviour.neverSync,
    syncTwice: behaviour.syncTwice,
    overlay: behaviour.overlayAtLogin,
  };
}

/** Messages of a chat before one of them, the latest `count`, oldest first. */
export function earlierMessages(phone: Phone, request: { chatId: string; beforeId?: string; count: number }) {
  const messages = phone.messagesOf(request.chatId);
  const index = messages.findIndex(({ id }) => id === request.beforeId);
  const end = index >= 0 ? index : messages.length;
  return messages.slice(Math.max(0, end - request.count), end);
}
