/** What the simulated page and its server say to each other over the websocket. */

/** How the page spells the serialised form of a message key; WhatsApp renamed it in July 2026. */
export type KeySpelling = "_serialized" | "$1";

/** A message as it travels; the page builds WhatsApp's model from it. Ids are strings, times are Unix seconds. */
export interface WireMessage {
  id: string;
  chatId: string;
  fromMe: boolean;
  from: string;
  to: string;
  /** Who wrote it, in groups and for status updates. */
  participant?: string;
  /** What the group is called: a page that sees it for the first time makes its chat. */
  chatName?: string;
  /** WhatsApp's own word: chat, image, ptt, … */
  type: string;
  t: number;
  /** -1 failed, 0 pending, 1 sent, 2 delivered, 3 read, 4 played. */
  ack: number;
  body?: string;
  caption?: string;
  notifyName?: string;
  quotedStanzaID?: string;
  quotedParticipant?: string;
  /** Of the message it answers, as the page carries it along. */
  quotedMsg?: { type: string; body?: string; caption?: string };
  /** Who is mentioned with an @, as number or hidden id. */
  mentionedJidList?: string[];
  /** Unix milliseconds of the last edit. */
  latestEditSenderTimestampMs?: number;
  reactions?: WireReaction[];
  isVideoCall?: boolean;
  mimetype?: string;
  filename?: string;
  size?: number;
  duration?: number;
  directPath?: string;
  mediaKey?: string;
  mediaKeyTimestamp?: number;
  filehash?: string;
  encFilehash?: string;
  lat?: number;
  lng?: number;
  loc?: string;
  vcardFormattedName?: string;
}

/** One person's reaction; an empty emoji takes it back. */
export interface WireReaction {
  by: string;
  emoji: string;
  /** Unix milliseconds. */
  at: number;
}

/** Names a message that is in the log already. */
export interface MessageName {
  chatId: string;
  id: string;
  fromMe: boolean;
  participant?: string;
}

/** What happens to a message after it was written. */
export type WireChange = { message: MessageName } & (
  | { kind: "reaction"; reaction: WireReaction }
  | { kind: "edit"; text: string; at: number }
  | { kind: "revoke" }
);

export interface WireCall {
  id: string;
  from: string;
  isVideo: boolean;
  isGroup: boolean;
  /** Unix seconds. */
  t: number;
}

export interface Credentials {
  phone: string;
  device: string;
  secret: string;
}

export interface WireContact {
  id: string;
  /** The number behind a LID, when WhatsApp tells it. */
  phoneNumber?: string;
  pushname?: string;
  /** As saved in the owner's phone book. */
  name?: string;
}

export interface WireChat {
  id: string;
  name: string;
  unreadCount: number;
  /** Unix seconds of the last message. */
  t: number;
  participants?: string[];
}

export interface LoginFrame {
  kind: "login";
  me: string;
  lid: string;
  pushname: string;
  contacts: WireContact[];
  chats: WireChat[];
  /** The latest messages of each chat; earlier ones are asked for. */
  history: WireMessage[];
  /** Arrived while this device was away. */
  offline: WireMessage[];
  /** Happened to messages while this device was away. */
  changes: WireChange[];
  syncDelayMs: number;
  neverSync: boolean;
  syncTwice: boolean;
  overlay: "none" | "shown" | "blocks";
}

/**
 * What a page tells no more. `events`: messages and counters change, and nobody is told. `counters`: messages don't even
 * arrive, only counters rise.
 */
export type Deafness = "none" | "events" | "counters";

export type LogoutStyle = "navigate" | "state";

export type ServerFrame =
  | LoginFrame
  | { kind: "ref"; ref: string }
  | { kind: "state"; state: string }
  | { kind: "paired"; credentials: Credentials }
  | { kind: "contact"; contact: WireContact }
  | { kind: "message"; message: WireMessage }
  | { kind: "ack"; chatId: string; id: string; fromMe: boolean; ack: number }
  | { kind: "unread"; chatId: string; unreadCount: number }
  | { kind: "change"; change: WireChange }
  | { kind: "call"; call: WireCall }
  | { kind: "logout"; style: LogoutStyle }
  | { kind: "reload" }
  | { kind: "pushState" }
  | { kind: "iframe" }
  | { kind: "freeze"; ms: number }
  | { kind: "overlay" }
  /** Ends a synchronisation that never would. */
  | { kind: "sync" }
  | { kind: "deafen"; deafness: Deafness }
  /** The wall before linking: prove who you are, then compare a code. `none` takes it away without linking. */
  | { kind: "passkey"; stage: "required" }
  | { kind: "passkey"; stage: "confirmation"; code: string }
  | { kind: "passkey"; stage: "none"; error?: string }
  | { kind: "result"; rpc: number; value?: unknown; error?: string; status?: number };

export interface RpcMethods {
  chatExists: { arguments: { id: string }; result: boolean };
  queryUser: { arguments: { id: string }; result: { phone?: string; lid?: string } | null };
  send: { arguments: { message: WireMessage }; result: { t: number } };
  loadEarlier: { arguments: { chatId: string; beforeId?: string; count: number }; result: WireMessage[] };
  pairingCode: { arguments: { phone: string }; result: string };
  logout: { arguments: Record<string, never>; result: true };
}
export type RpcMethod = keyof RpcMethods;

export type PageFrame =
  | { kind: "hello"; credentials: Credentials | null; url: string }
  | { kind: "rpc"; rpc: number; method: RpcMethod; arguments: unknown }
  | { kind: "refreshQr" }
  | { kind: "seen"; chatId: string }
  | { kind: "chatState"; chatId: string; state: ChatState }
  | { kind: "takeover" }
  | { kind: "overlay"; isOpen: boolean }
  | { kind: "passkeyCancelled" }
  | { kind: "report"; report: PageReport };

export type ChatState = "composing" | "recording" | "paused";

/**
 * Something went wrong in the simulated page. `unknown_module` and `unknown_prop`: the library asked for what the page
 * lacks, so the simulator no longer covers it.
 */
export interface PageReport {
  kind: "unknown_module" | "unknown_prop" | "listener_error" | "frame_error" | "unhandled_rejection" | "page_error";
  detail: string;
}

/** Written into the page by the server. */
export interface PageSettings {
  version: string;
  keySpelling: KeySpelling;
  /** Until `window.Debug.VERSION` appears. */
  debugDelayMs: number;
  /** Until the page opens its websocket. */
  bootDelayMs: number;
  reconnectDelayMs: number;
  logoutNavigationDelayMs: number;
}
