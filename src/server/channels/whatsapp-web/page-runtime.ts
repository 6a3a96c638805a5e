/**
 * What the driver installs in every document before WhatsApp's own code runs: its side of the library's events, and what
 * several of its scripts need. The library leaves functions alone that exist, so it never exposes its own, which would
 * carry whole messages and chats out of the page for events that nobody asked for.
 */
import type { PageChat, PageEvent, PageMessage, PageRuntime, PlainMessage, WhatsAppWindow } from "./page-types";

declare const window: WhatsAppWindow;
declare const navigator: {
  credentials?: { get(options?: { publicKey?: unknown }): Promise<unknown> };
};

type Serialized = Record<string, unknown>;

/** Development tools wrap functions in a helper of this name, which the page lacks. */
const DEFINE_NAME_HELPER = "globalThis.__name ??= (target) => target;";

/** To be run as text before any document's own scripts. */
export const RUNTIME_SOURCE = `${DEFINE_NAME_HELPER}\n(${installRuntime.toString()})();`;

function installRuntime(): void {
  // Frames within the page have nothing to tell.
  if (window.top !== (window as unknown)) return;

  const tell = async (event: PageEvent): Promise<void> => {
    // While the document goes away nobody listens any more.
    await window.parleyTell?.(event).catch(() => {});
  };

  // --- Reading messages ---

  const FIELDS = [
    ...["type", "subtype", "t", "ack", "caption", "notifyName", "loc", "lat", "lng", "vcardFormattedName"],
    ...["quotedStanzaID", "mimetype", "filename", "size", "duration", "latestEditSenderTimestampMs"],
    ...["pollName", "eventName"],
  ];
  /** As it would travel: ids become text. */
  const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
  /** Without the number of a linked device: `628…:12@c.us` is the same person. */
  const bare = (wid: unknown): string => String(wid).replace(/:\d+@/, "@");

  const ownIds = (): string[] => {
    try {
      const me = window.require("WAWebUserPrefsMeUser");
      return [me.getMaybeMePnUser(), me.getMaybeMeLidUser()]
        .filter((wid) => wid !== undefined && wid !== null)
        .map(bare);
    } catch {
      return [];
    }
  };

  const mentionsMe = (mentioned: unknown): boolean => {
    if (!Array.isArray(mentioned) || mentioned.length === 0) return false;
    const own = ownIds();
    return mentioned.some((wid) => own.includes(bare(wid)));
  };

  const plain = (serialized: Serialized): PlainMessage => {
    const message: PlainMessage = { id: copy(serialized.id), mentionsMe: mentionsMe(serialized.mentionedJidList) };
    for (const name of FIELDS) {
      const value = serialized[name];
      if (value !== undefined && value !== null && typeof value !== "object") message[name] = value;
    }
    // Files and places carry a picture here.
    const hasWords = !serialized.mimetype && !serialized.directPath && !String(serialized.type).includes("location");
    if (hasWords && typeof serialized.body === "string") message.body = serialized.body;
    if (serialized.protocolMessageKey) message.protocolMessageKey = copy(serialized.protocolMessageKey);
    if (serialized.author) message.author = String(serialized.author);
    const chatId = chatIdOf(serialized);
    // A person's name comes with the contact; a group's stands with its chat alone.
    if (message.mentionsMe && kindOf(chatId) === "group") message.chatName = findChats([chatId])[0]?.formattedTitle;
    if (Array.isArray(serialized.vcardList)) message.vcardList = copy(serialized.vcardList.slice(0, 50));
    return message;
  };

  const chatIdOf = (serialized: Serialized): string =>
    String((serialized.id as { remote?: unknown } | undefined)?.remote ?? serialized.from);
  const isOwn = (serialized: Serialized): boolean =>
    (serialized.id as { fromMe?: boolean } | undefined)?.fromMe === true;

  const kindOf = (chatId: string): "direct" | "group" | "other" => {
    const server = chatId.slice(chatId.lastIndexOf("@") + 1);
    if (server === "g.us") return "group";
    return server === "newsletter" || server === "broadcast" ? "other" : "direct";
  };

  // --- The library's events ---

  const never = () => {};
  const events: Record<string, (...values: never[]) => unknown> = {
    onAuthAppStateChangedEvent: (state: string) => tell({ kind: "state", state }),
    // Stock: waits for a navigation and deletes the profile under the running browser.
    onLogoutEvent: () => tell({ kind: "signed_out" }),

    onAddMessageEvent: (serialized: Serialized) => {
      const kind = kindOf(chatIdOf(serialized));
      if (kind === "other") return;
      const message = plain(serialized);
      if (kind === "direct" || message.mentionsMe || isOwn(serialized)) void tell({ kind: "message", message });
    },
    onMessageAckEvent: (serialized: Serialized, ack: number) => {
      if (isOwn(serialized)) void tell({ kind: "ack", id: copy(serialized.id), ack });
    },
    onChangeMessageTypeEvent: (serialized: Serialized) => {
      if (serialized.type !== "revoked" || kindOf(chatIdOf(serialized)) === "other") return;
      void tell({ kind: "revoked", message: plain(serialized) });
    },
    // Also raised when a preview or a decrypted text arrives.
    onEditMessageEvent: (serialized: Serialized, text: unknown, previous: unknown) => {
      if (serialized.type === "revoked" || kindOf(chatIdOf(serialized)) === "other") return;
      const message = plain(serialized);
      if ((text ?? "") !== (message.body ?? message.caption ?? "")) return;
      void tell({ kind: "edited", message, hadText: typeof previous === "string" && previous !== "" });
    },
    onReaction: (reactions: Serialized[]) => {
      for (const { msgKey, parentMsgKey, reactionText, timestamp } of reactions)
        void tell({
          kind: "reaction",
          id: copy(msgKey),
          parentId: copy(parentMsgKey),
          text: typeof reactionText === "string" ? reactionText : undefined,
          seconds: typeof timestamp === "number" ? timestamp : undefined,
        });
    },
    onIncomingCall: ({ id, peerJid, isVideo, isGroup, outgoing }: Serialized) => {
      if (isGroup || outgoing || kindOf(String(peerJid)) !== "direct") return;
      void tell({ kind: "call", id: String(id), chatId: String(peerJid), isVideo: isVideo === true });
    },

    onAppStateChangedEvent: never,
    onBatteryStateChangedEvent: never,
    onOfflineProgressUpdateEvent: never,
    onCodeReceivedEvent: never,
    onChangeMessageEvent: never,
    /** A message left this device's memory, or was deleted on this side alone: nothing that happened to the chat. */
    onRemoveMessageEvent: never,
    onMessageMediaUploadedEvent: never,
    onAddMessageCiphertextEvent: never,
    onCiphertextFailedEvent: never,
    onChatUnreadCountEvent: never,
    onRemoveChatEvent: never,
    onArchiveChatEvent: never,
    onPollVoteEvent: never,
  };
  Object.assign(window, events);

  // --- Passkeys ---

  const { credentials } = navigator;
  if (credentials) {
    const get = credentials.get.bind(credentials);
    credentials.get = (options) => {
      if (options?.publicKey) void tell({ kind: "passkey", isAsked: true });
      return get(options);
    };
  }

  // --- What scripts share ---

  const findChats = (ids: string[]): PageChat[] => {
    const { createWid } = window.require("WAWebWidFactory");
    const { Chat } = window.require("WAWebCollections");
    return ids.map((id) => Chat.get(createWid(id))).filter((chat) => chat !== undefined);
  };

  const loadUntil = async (chat: PageChat, isEnough: (messages: PageMessage[]) => boolean): Promise<PageMessage[]> => {
    // Times count whole seconds, so the order in which the page gives messages has to be kept.
    let messages = chat.msgs.getModelsArray().slice();
    while (!isEnough(messages)) {
      const known = new Set(messages.map((message) => `${message.id.fromMe}${message.id.id}`));
      const earlier = (await window.require("WAWebChatLoadMessages").loadEarlierMsgs({ chat })) ?? [];
      const unknown = earlier.filter((message) => !known.has(`${message.id.fromMe}${message.id.id}`));
      if (unknown.length === 0) break;
      messages = [...unknown, ...messages];
    }
    return messages;
  };

  const runtime: PageRuntime = {
    ...{ mark: undefined, isWatchingOverlays: false },
    ...{ plain, kindOf, findChats, loadUntil, files: new Map() },
  };
  Object.assign(window, { parley: runtime });
}
