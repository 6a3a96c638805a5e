/** Messages and chats: from the wire into the collections, and out again. */
import type { MessageName, ServerFrame, WireChat, WireContact, WireMessage } from "../protocol";
import { createWid, MsgKey, type Wid } from "./ids";
import { Model } from "./model";
import { keepReaction } from "./reactions";
import { aliases, ChatModel, collections, MsgModel } from "./stores";
import { call } from "./transport";

const { Msg, Chat, Contact } = collections;

export function getOrCreateChat(wid: Wid, known: Partial<WireChat> = {}): ChatModel {
  const present = Chat.get(wid);
  if (present) return present;
  const participants = known.participants?.map((id) => ({ id: createWid(id), isAdmin: false }));
  return Chat.add(
    new ChatModel({
      id: wid,
      name: known.name,
      formattedTitle: known.name ?? `+${wid.user}`,
      unreadCount: known.unreadCount ?? 0,
      t: known.t ?? Math.floor(Date.now() / 1000),
      archive: false,
      isReadOnly: false,
      mute: { expiration: 0, isMuted: false },
      muteExpiration: 0,
      labels: [],
      ...(participants ? { groupMetadata: new Model({ id: wid, participants, announce: false }) } : {}),
    }),
  );
}

export function addContact(contact: WireContact): void {
  const id = createWid(contact.id);
  if (contact.phoneNumber && id.isLid()) {
    aliases.set(contact.id, contact.phoneNumber);
    aliases.set(contact.phoneNumber, contact.id);
  }
  const present = Contact.get(id);
  const attributes = { ...contact, id, phoneNumber: contact.phoneNumber && createWid(contact.phoneNumber) };
  if (present) present.set(attributes);
  else Contact.add(new Model({ isBusiness: false, ...attributes }));
}

export const messageKey = (parts: MessageName) =>
  new MsgKey({
    fromMe: parts.fromMe,
    remote: createWid(parts.chatId),
    id: parts.id,
    ...(parts.participant ? { participant: createWid(parts.participant) } : {}),
  });

export function hydrate(wire: WireMessage, isNewMsg: boolean): MsgModel {
  const { chatId, fromMe, participant, from, to, quotedParticipant, mentionedJidList, reactions = [], ...plain } = wire;
  const model = new MsgModel({
    ...plain,
    id: messageKey(wire),
    from: createWid(from),
    to: createWid(to),
    self: fromMe ? "out" : "in",
    isNewMsg,
    isStatusV3: chatId === "status@broadcast",
    hasReaction: reactions.length > 0,
    mentionedJidList: (mentionedJidList ?? []).map(createWid),
    ...(participant ? { author: createWid(participant) } : {}),
    ...(quotedParticipant
      ? { quotedParticipant: createWid(quotedParticipant), quotedRemoteJid: createWid(chatId) }
      : {}),
  });
  for (const reaction of reactions) keepReaction(model.id, reaction);
  if (wire.directPath) model.mediaData = { mediaStage: "INIT", type: wire.type };
  return model;
}

/** Puts a message into its chat and raises `add`; one that is there already stays as it is. */
export function addMessage(model: MsgModel): MsgModel {
  const present = Msg.get(model.id);
  if (present) return present;
  const chat = getOrCreateChat(model.id.remote, model.chatName ? { name: String(model.chatName) } : {});
  chat.oldestId ??= model.id.id;
  chat.msgs.add(model);
  if (model.t >= chat.t || chat.msgs.length === 1) chat.t = model.t;
  chat.lastReceivedKey = model.id;
  Msg.add(model);
  if (model.isNewMsg && !model.id.fromMe) chat.set("unreadCount", chat.unreadCount + 1);
  return model;
}

/** The page keeps a window of each chat; the rest is fetched when somebody scrolls up. */
export async function loadEarlier({ chat }: { chat: ChatModel }): Promise<MsgModel[]> {
  const wire = await call("loadEarlier", {
    chatId: chat.id._serialized,
    ...(chat.oldestId ? { beforeId: chat.oldestId } : {}),
    count: 20,
  });
  chat.oldestId = wire[0]?.id ?? chat.oldestId;
  return wire.map((message) => {
    const model = hydrate(message, false);
    chat.msgs.add(model);
    return Msg.add(model);
  });
}

const toWire = (chat: ChatModel, model: MsgModel): WireMessage => {
  const plain = model.serialize();
  const optional: Record<string, unknown> = {};
  for (const name of ["caption", "mimetype", "filename", "directPath", "quotedStanzaID", "lat", "lng", "loc"])
    if (plain[name] !== undefined) optional[name] = plain[name];
  return {
    id: model.id.id,
    chatId: chat.id._serialized,
    fromMe: true,
    from: String(model.from),
    to: chat.id._serialized,
    type: model.type,
    t: model.t,
    ack: 0,
    ...(typeof model.body === "string" ? { body: model.body } : {}),
    ...(model.id.participant ? { participant: model.id.participant._serialized } : {}),
    ...optional,
  };
};

/** Resolves twice, as in WhatsApp: when the message stands in the chat, and when the server has taken or refused it. */
export function addAndSend(chat: ChatModel, attributes: Record<string, unknown>) {
  const model = new MsgModel(attributes);
  if (attributes.directPath) model.mediaData = { mediaStage: "RESOLVED" };
  const added = Promise.resolve().then(() => addMessage(model));
  const sent = added
    .then(() => call("send", { message: toWire(chat, model) }))
    .then(
      ({ t }) => {
        if (Number(model.ack) < 1) model.set("ack", 1);
        return { messageSendResult: "OK", t };
      },
      () => {
        model.set("ack", -1);
        return { messageSendResult: "ERROR_NETWORK" };
      },
    );
  return [added, sent] as const;
}

export function applyAck({ ack, ...key }: Extract<ServerFrame, { kind: "ack" }>): void {
  const model = Msg.get(messageKey(key)) ?? Msg.getModelsArray().find(({ id }) => id.id === key.id);
  model?.set("ack", ack);
}
