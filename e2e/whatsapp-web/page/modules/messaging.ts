/** Modules for reading and sending messages. */
import { createWid, MsgKey, type Wid } from "../ids";
import { addAndSend, getOrCreateChat, loadEarlier } from "../messages";
import { type ChatModel, collections, type MsgModel } from "../stores";
import { call, transmit } from "../transport";

const LINK = /https?:\/\/\S+/g;
const findLinks = (text: string | undefined) => [...(text ?? "").matchAll(LINK)].map(([href]) => ({ href }));

const sendChatState = (state: "composing" | "recording" | "paused") => async (wid: Wid) =>
  transmit({ kind: "chatState", chatId: wid._serialized, state });

export const messagingModules = {
  WAWebCollections: collections,
  WAWebWidFactory: { createWid, createWidFromWidLike: createWid, asUserWidOrThrow: createWid },
  WAWebMsgKey: MsgKey,
  WAWebChatGetters: {
    getIsNewsletter: (chat: ChatModel) => chat.id.isNewsletter(),
    getIsBroadcast: (chat: ChatModel) => chat.id.isBroadcast(),
  },
  WALinkify: { findLink: (text: string | undefined) => findLinks(text)[0] ?? null, findLinks },
  WAWebLinkPreviewChatAction: { getLinkPreview: async () => null },
  WAWebMsgReply: { canReplyMsg: () => true },
  WAWebQuotedMsgModelUtils: {
    getQuotedMsgObj: (message: MsgModel) =>
      collections.Msg.getModelsArray().find(({ id }) => id.id === message.quotedStanzaID),
  },
  WAWebFindChatAction: {
    async findOrCreateLatestChat(wid: Wid) {
      if (!(await call("chatExists", { id: wid._serialized }))) throw new Error("No LID for user");
      return { chat: getOrCreateChat(wid) };
    },
  },
  WAWebUpdateUnreadChatAction: {
    async sendSeen({ chat }: { chat: ChatModel }) {
      chat.set("unreadCount", 0);
      transmit({ kind: "seen", chatId: chat.id._serialized });
    },
  },
  WAWebChatStateBridge: {
    sendChatStateComposing: sendChatState("composing"),
    sendChatStateRecording: sendChatState("recording"),
    sendChatStatePaused: sendChatState("paused"),
  },
  WAWebPresenceChatAction: { sendPresenceAvailable() {}, sendPresenceUnavailable() {} },
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebSendMsgChatAction: { addAndSendMsgToChat: addAndSend },
  WAWebChatLoadMessages: { loadEarlierMsgs: loadEarlier },
};
