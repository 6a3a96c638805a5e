/** Everything that a connection reads from the page without changing anything there. */
import type { ChannelMessage } from "@/domain/messaging/message";
import { chatKindOf } from "@/domain/messaging/whatsapp-ids";
import type { ChatVitals, MediaDownload, MessageRef } from "../driver";
import type { ContactDirectory } from "./contact-directory";
import { downloadMedia, type MediaPage } from "./media-download";
import { isOut, normaliseMessage } from "./normalise";
import type { WhatsAppPage } from "./page";

export class Reader {
  constructor(
    private readonly page: Pick<WhatsAppPage, "readHistory" | "readHealth"> & MediaPage,
    private readonly contacts: ContactDirectory,
    /** For one file. */
    private readonly mediaLimitMs: number,
  ) {}

  async history(chatId: string, since: Date): Promise<ChannelMessage[]> {
    const contact = await this.contacts.find(chatId);
    const receivedAt = new Date();
    const entries = await this.page.readHistory(this.contacts.idsOf(chatId), since);
    return entries
      .map((raw) => ({ raw, message: normaliseMessage(raw, { contact, receivedAt, isBacklog: true }) }))
      .flatMap(({ raw, message }) => (message && (!message.fromMe || isOut(raw.ack)) ? [message] : []));
  }

  async downloadMedia(
    message: MessageRef,
    { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
  ): Promise<MediaDownload> {
    await this.contacts.find(message.chatId);
    const chatIds = this.contacts.idsOf(message.chatId);
    return downloadMedia(this.page, message, { chatIds, maxBytes, limitMs: this.mediaLimitMs, signal });
  }

  /** Rejects when the page is not signed in or not listened to. */
  async checkHealth(announceMissedSync: () => Promise<void>): Promise<ChatVitals[]> {
    const { state, hasSynced, isInjected, unread } = await this.page.readHealth();
    if (hasSynced && !isInjected) await announceMissedSync();
    if (state !== "CONNECTED" || !hasSynced || !isInjected)
      throw new Error(`WhatsApp Web is ${state}, ${hasSynced ? "" : "not "}synchronised`);
    return unread
      .filter(({ chatId }) => chatKindOf(chatId) === "direct")
      .map(({ chatId, unreadCount, newest }) => ({
        chatId,
        unreadCount,
        newest: newest && { stanzaId: newest.stanzaId, sentAt: new Date(newest.t * 1000) },
      }));
  }
}
