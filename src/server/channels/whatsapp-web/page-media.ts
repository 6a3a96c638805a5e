/** Scripts that fetch a message's file and hand it out in pieces. See page-scripts.ts for what holds for all of them. */
import type { PageMessage, WhatsAppWindow } from "./page-types";

declare const window: WhatsAppWindow;
declare const btoa: (binary: string) => string;

export interface FileRequest {
  /** Names the file in the page until it is dropped. */
  token: string;
  /** Spellings of the chat's id. */
  chatIds: string[];
  stanzaId: string;
  fromMe: boolean;
  maxBytes: number;
  /** How far back in the chat is looked. */
  deepest: number;
}

export type FetchedFile =
  | { status: "gone" | "too_large" }
  | { status: "fetched"; sizeBytes: number; mimeType: string | undefined; fileName: string | undefined };

/** Fetches the file into the page's memory. Rejects when it may work another time. */
export async function fetchFile(request: FileRequest): Promise<FetchedFile> {
  const { token, chatIds, stanzaId, fromMe, maxBytes, deepest } = request;
  const { Msg } = window.require("WAWebCollections");
  const stop = new AbortController();
  window.parley.files.set(token, { stop, bytes: undefined });
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener("abort", () => reject(new Error("given up")));
  });
  // Nobody may be waiting any more.
  stopped.catch(() => {});

  const isIt = ({ id }: PageMessage) => id.id === stanzaId && id.fromMe === fromMe;
  const keys = chatIds.map((chatId) => `${fromMe}_${chatId}_${stanzaId}`);
  const find = async (): Promise<PageMessage | undefined> => {
    const chats = window.parley.findChats(chatIds);
    for (const key of keys) {
      const known = Msg.get(key);
      if (known) return known;
    }
    const inMemory = chats.flatMap(({ msgs }) => msgs.getModelsArray()).find(isIt);
    if (inMemory) return inMemory;
    for (const key of keys) {
      const stored = await Msg.getMessagesById([key]).catch(() => undefined);
      if (stored?.messages?.[0]) return stored.messages[0];
    }
    for (const chat of chats) {
      const messages = await window.parley.loadUntil(chat, (all) => all.length >= deepest || all.some(isIt));
      const found = messages.find(isIt);
      if (found) return found;
    }
    return undefined;
  };

  /** Straight from WhatsApp's servers: the library's way fetches it twice, and keeps the first copy. */
  const fetchOnce = (message: PageMessage) => {
    const nothing = { addAnnotations: () => nothing, addPoint: () => nothing };
    const { directPath, encFilehash, filehash, mediaKey, mediaKeyTimestamp, type } = message;
    return window.require("WAWebDownloadManager").downloadManager.downloadAndMaybeDecrypt({
      ...{ directPath, encFilehash, filehash, mediaKey, mediaKeyTimestamp, type },
      signal: stop.signal,
      downloadQpl: nothing,
    });
  };
  const statusOf = (error: unknown) => {
    const { status, statusCode } = (error ?? {}) as Record<string, unknown>;
    return Number(status ?? statusCode);
  };
  const isMissing = (error: unknown) =>
    [404, 410].includes(statusOf(error)) || /not.?found|missing/i.test(String((error as Error | undefined)?.name));
  const fetchBytes = async (message: PageMessage): Promise<ArrayBuffer | undefined> => {
    try {
      return await fetchOnce(message);
    } catch (error) {
      // 403: the address has expired.
      if (!isMissing(error) && statusOf(error) !== 403) throw error;
    }
    // Their servers keep files for some weeks; then the phone is asked to hand it in again.
    await message.downloadMedia?.({ downloadEvenIfExpensive: true, rmrReason: 1 }).catch(() => {});
    if (message.mediaData?.mediaStage === "REUPLOADING") throw new Error("the phone was asked for the file");
    try {
      return await fetchOnce(message);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  const work = async (): Promise<FetchedFile> => {
    const message = await find();
    if (!message?.directPath && !message?.mediaData) return { status: "gone" };
    if ((message.size ?? 0) > maxBytes) return { status: "too_large" };
    const fetched = await fetchBytes(message);
    if (!fetched) return { status: "gone" };
    if (fetched.byteLength > maxBytes) return { status: "too_large" };
    const kept = window.parley.files.get(token);
    if (kept) kept.bytes = new Uint8Array(fetched);
    return {
      status: "fetched",
      sizeBytes: fetched.byteLength,
      mimeType: message.mimetype,
      fileName: message.filename,
    };
  };
  return Promise.race([work(), stopped]);
}

/** A piece of a fetched file as base64. */
export function readFilePiece(token: string, offset: number, length: number): string {
  const bytes = window.parley.files.get(token)?.bytes?.subarray(offset, offset + length);
  if (!bytes) throw new Error("the file is not there any more");
  const { toBase64 } = bytes as Uint8Array & { toBase64?: () => string };
  if (toBase64) return toBase64.call(bytes);
  // Browsers before 2025.
  const binary: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) binary.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(binary.join(""));
}

/** Gives up what is under way and forgets what was fetched. */
export function dropFile(token: string): void {
  window.parley.files.get(token)?.stop.abort();
  window.parley.files.delete(token);
}
