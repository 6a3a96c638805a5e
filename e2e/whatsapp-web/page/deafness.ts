/** A page that goes deaf: WhatsApp has the messages, and the library never hears of them. */
import type { Deafness, WireMessage } from "../protocol";
import { createWid } from "./ids";
import { addMessage, getOrCreateChat, hydrate } from "./messages";
import { collections, session } from "./stores";

export function deafen(deafness: Deafness): void {
  session.deafness = deafness;
  const isMuted = deafness !== "none";
  collections.Msg.isMuted = isMuted;
  collections.Chat.isMuted = isMuted;
}

/** A message from the server, as far as the page takes it in. */
export function takeIn(message: WireMessage): void {
  if (session.deafness !== "counters") {
    addMessage(hydrate(message, true));
    return;
  }
  const chat = getOrCreateChat(createWid(message.chatId));
  chat.t = Math.max(chat.t, message.t);
  if (!message.fromMe) chat.set("unreadCount", chat.unreadCount + 1);
}
