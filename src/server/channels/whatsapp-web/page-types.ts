/** What the driver's scripts know of the page they run in, and what the page tells. Types only: scripts travel as text. */

export interface PageWid {
  _serialized?: string;
  toString(): string;
}
export interface PageMessage {
  id: { id: string; fromMe: boolean };
  type: string;
  body?: string;
  caption?: string;
  t: number;
  ack?: number;
  size?: number;
  mimetype?: string;
  filename?: string;
  directPath?: string;
  encFilehash?: string;
  filehash?: string;
  mediaKey?: string;
  mediaKeyTimestamp?: number;
  mediaData?: { mediaStage?: string };
  downloadMedia?(options: { downloadEvenIfExpensive: boolean; rmrReason: number }): Promise<unknown>;
}
export interface PageChat {
  id: PageWid;
  t?: number;
  unreadCount?: number;
  formattedTitle?: string;
  msgs: { getModelsArray(): PageMessage[] };
}
interface PageModules {
  WAWebSocketModel: { Socket: { state: string; hasSynced: boolean; logout(): Promise<unknown>; takeover(): void } };
  WAWebCmd: { Cmd: { refreshQR(): void } };
  WAWebWidFactory: { createWid(id: string): PageWid };
  WAWebUserPrefsMeUser: { getMaybeMePnUser(): PageWid | undefined; getMaybeMeLidUser(): PageWid | undefined };
  WAWebCollections: {
    Chat: { get(id: PageWid): PageChat | undefined; getModelsArray(): PageChat[] };
    Contact: { get(id: PageWid): { name?: string; pushname?: string } | undefined };
    Msg: {
      get(key: string): PageMessage | undefined;
      getMessagesById(keys: string[]): Promise<{ messages?: PageMessage[] } | undefined>;
    };
  };
  WAWebChatLoadMessages: { loadEarlierMsgs(query: { chat: PageChat }): Promise<PageMessage[] | undefined> };
  WAWebAltDeviceLinkingApi: {
    setPairingType(type: string): void;
    initializeAltDeviceLinking(): Promise<unknown>;
    startAltLinkingFlow(phoneNumber: string, showNotification: boolean): Promise<string | undefined>;
  };
  WAWebDownloadManager: {
    downloadManager: { downloadAndMaybeDecrypt(file: Record<string, unknown>): Promise<ArrayBuffer> };
  };
}

/** A message as plain data: WhatsApp's own fields, none of them certain, and `mentionsMe`. */
export type PlainMessage = Record<string, unknown>;

/** What the page tells while it runs, in the order in which it happens. */
export type PageEvent =
  | { kind: "state"; state: string }
  | { kind: "signed_out" }
  /** Whether the page asks for one. */
  | { kind: "passkey"; isAsked: boolean }
  | { kind: "message"; message: PlainMessage }
  | { kind: "ack"; id: unknown; ack: number }
  | { kind: "edited"; message: PlainMessage; hadText: boolean }
  | { kind: "revoked"; message: PlainMessage }
  | { kind: "reaction"; id: unknown; parentId: unknown; text: string | undefined; seconds: number | undefined }
  | { kind: "call"; id: string; chatId: string; isVideo: boolean };

/** What the driver keeps in the page. */
export interface PageRuntime {
  mark: string | undefined;
  plain(serialized: Record<string, unknown>): PlainMessage;
  /** By the server in the id; the driver looks closer. */
  kindOf(chatId: string): "direct" | "group" | "other";
  findChats(ids: string[]): PageChat[];
  /** The chat's messages, with earlier ones loaded until there are enough. */
  loadUntil(chat: PageChat, isEnough: (messages: PageMessage[]) => boolean): Promise<PageMessage[]>;
  isWatchingOverlays: boolean;
  /** Files on their way to the driver, by its tokens. */
  files: Map<string, { stop: AbortController; bytes: Uint8Array | undefined }>;
}

export interface WhatsAppWindow {
  require<Name extends keyof PageModules>(name: Name): PageModules[Name];
  top: unknown;
  parley: PageRuntime;
  /** Exposed by the driver. */
  parleyTell?(event: PageEvent): Promise<void>;
  WWebJS?: {
    enforceLidAndPnRetrieval(id: string): Promise<{ lid?: PageWid; phone?: PageWid }>;
    getMessageModel(message: PageMessage): Record<string, unknown>;
    sendChatstate(state: "typing" | "stop", chatId: string): Promise<unknown>;
  };
  onAppStateHasSyncedEvent?(): Promise<void>;
}
