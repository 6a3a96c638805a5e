/** WhatsApp's collections and singletons. */
import type { Deafness } from "../protocol";
import { Emitter } from "./emitter";
import { createWid, type MsgKey, type Wid } from "./ids";
import { Collection, Model } from "./model";
import { closeSocket, transmit } from "./transport";

export class MsgModel extends Model {
  declare id: MsgKey;
  declare type: string;
  declare body: string | undefined;
  declare from: Wid;
  declare t: number;
  declare isNewMsg: boolean;

  canReply() {
    return true;
  }

  msgContextInfo(chat: ChatModel) {
    return {
      quotedMsg: { type: this.type, body: this.body },
      quotedStanzaID: this.id.id,
      quotedParticipant: this.from,
      quotedRemoteJid: chat.id,
    };
  }

  /** Finds out how a download would go; the bytes are fetched by the download manager. */
  async downloadMedia() {
    const media = this.mediaData as { mediaStage: string };
    media.mediaStage = "FETCHING";
    const answer = await fetch(`/mms${this.directPath}`, { method: "HEAD" }).catch(() => undefined);
    media.mediaStage = answer?.headers.get("x-media-stage") ?? "ERROR_NETWORK";
  }

  avParams() {
    return {};
  }
}

export class ChatModel extends Model {
  declare id: Wid;
  declare t: number;
  declare unreadCount: number;
  /** The first message the page has of this chat. */
  declare oldestId: string | undefined;
  readonly msgs!: Collection<MsgModel>;

  constructor(attributes: Record<string, unknown>) {
    super(attributes);
    // Not enumerable, or every serialised chat would carry all its messages.
    Object.defineProperty(this, "msgs", { value: new Collection(MsgModel), enumerable: false });
  }

  override serialize() {
    const ids = this.msgs.getModelsArray().map((message) => ({ id: String(message.id) }));
    return { ...super.serialize(), msgs: ids };
  }

  override toJSON() {
    return super.serialize();
  }
}

/** A collection the simulator has nothing to say about: it is there, and empty. */
const emptyCollection = () => {
  const collection = new Collection(Model);
  collection.onMissing = async () => new Model({});
  return collection;
};

const messages = new Collection(MsgModel);
const contacts = new Collection(Model);
contacts.onMissing = async (id) => contacts.add(new Model({ id: createWid(id), isBusiness: false }));

export const collections = {
  Msg: Object.assign(messages, {
    /** Looks up serialised keys, and fails for what is no key, as an indexed lookup does. */
    async getMessagesById(keys: string[]) {
      if (keys.some((key) => typeof key !== "string")) throw new TypeError("getMessagesById: not a message key");
      return { messages: keys.map((key) => messages.get(key)).filter((message) => message !== undefined) };
    },
    async search(text: string) {
      return { messages: messages.getModelsArray().filter((message) => message.body?.includes(text)) };
    },
  }),
  Chat: new Collection(ChatModel),
  Contact: contacts,
  Blocklist: emptyCollection(),
  Label: emptyCollection(),
  Reactions: emptyCollection(),
  ProfilePicThumb: emptyCollection(),
  BusinessProfile: emptyCollection(),
  Status: emptyCollection(),
  WAWebNewsletterCollection: emptyCollection(),
  GroupMetadata: Object.assign(emptyCollection(), { async update() {} }),
};

/** The library wraps `set` of the one own key that is a Map. */
export const callCollection = Object.assign(new Emitter(), { calls: new Map<string, unknown>() });

export const Socket = Object.assign(new Model({ state: "UNLAUNCHED", stream: "DISCONNECTED", hasSynced: false }), {
  takeover: () => transmit({ kind: "takeover" }),
  reconnect: closeSocket,
});

export const Conn = new Model({ ref: undefined, pushname: undefined, platform: "android", wid: undefined });

export const Stream = Object.assign(new Model({ mode: "QR", info: "NORMAL", available: false }), {
  markAvailable: () => Stream.set("available", true),
  markUnavailable: () => Stream.set("available", false),
});

export const Cmd = Object.assign(new Emitter(), {
  refreshQR: () => transmit({ kind: "refreshQr" }),
  openChatBottom: async () => true,
});

/** Who is signed in, how far the delivery of what arrived meanwhile has come (percent), and what the page tells no more. */
export const session: { me: Wid | undefined; lid: Wid | undefined; offlineProgress: number; deafness: Deafness } = {
  me: undefined,
  lid: undefined,
  offlineProgress: 0,
  deafness: "none",
};

/** What happens while a device gets linked; WhatsApp's own screens listen here. */
export const LinkDeviceEvents = new Emitter();

/** The other id of a user, both ways: number ↔ LID. */
export const aliases = new Map<string, string>();

export const aliasOf = (wid: Wid): Wid | undefined => {
  const alias = aliases.get(wid._serialized);
  return alias ? createWid(alias) : undefined;
};
