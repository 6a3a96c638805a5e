/** A message's file, out of the page in pieces. */
import { randomUUID } from "node:crypto";
import type { MediaDownload, MessageRef } from "../driver";
import type { FetchedFile, FileRequest } from "./page-media";
import { withTimeLimit } from "./time-limit";

/** The page, as far as files need it. */
export interface MediaPage {
  fetchFile(request: FileRequest): Promise<FetchedFile>;
  /** Base64. */
  readFilePiece(token: string, offset: number, length: number): Promise<string>;
  dropFile(token: string): Promise<void>;
}

/**
 * What crosses at once. The devtools protocol carries text, so a whole file would stand in memory several times over: as
 * base64, as a message, as a parsed string, as bytes.
 */
const PIECE_BYTES = 768 * 1024;
const DEEPEST = 500;

export interface DownloadOptions {
  /** Every spelling of the chat's id. */
  chatIds: string[];
  maxBytes: number;
  limitMs: number;
  signal: AbortSignal;
}

/** Rejects when it may work another time: given up, too slow, or not to be had right now. */
export async function downloadMedia(
  page: MediaPage,
  { stanzaId, fromMe }: MessageRef,
  { chatIds, maxBytes, limitMs, signal }: DownloadOptions,
): Promise<MediaDownload> {
  const token = randomUUID();
  const request = { token, chatIds, stanzaId, fromMe, maxBytes, deepest: DEEPEST };
  try {
    return await withTimeLimit(transfer(page, request, signal), { limitMs, what: "fetching a file", signal });
  } finally {
    // Also ends what may still be under way.
    page.dropFile(token).catch(() => {});
  }
}

async function transfer(page: MediaPage, request: FileRequest, signal: AbortSignal): Promise<MediaDownload> {
  signal.throwIfAborted();
  const fetched = await page.fetchFile(request);
  if (fetched.status !== "fetched") return { status: fetched.status };
  const { sizeBytes, mimeType, fileName } = fetched;
  if (sizeBytes > request.maxBytes) return { status: "too_large" };
  const bytes = Buffer.alloc(sizeBytes);
  for (let offset = 0; offset < sizeBytes; ) {
    signal.throwIfAborted();
    const written = bytes.write(await page.readFilePiece(request.token, offset, PIECE_BYTES), offset, "base64");
    if (written === 0) throw new Error("the file ended too early");
    offset += written;
  }
  return { status: "downloaded", bytes, mimeType: mimeType || undefined, fileName: fileName || undefined };
}
