import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Permission } from "@/domain/access/roles";
import { parseRange } from "@/domain/messaging/byte-range";
import { attachmentHeader } from "@/domain/messaging/media-name";
import type { MediaService, OpenFile } from "@/server/media/service";
import { admitMember, type MemberGateDeps, setFileHeaders } from "./member-gate";
import { refuse } from "./refusal";

export const MEDIA_PREFIX = "/media/";
export const MEDIA_PERMISSION: Permission = "conversation.read";
const MEDIA_PATH = /^\/media\/([a-z]+_[0-9a-z]{1,34})\/([a-z]+_[0-9a-z]{1,34})$/;
const MISSING = "This file doesn't exist, or you have no access to it.";

export interface MediaRouteDeps extends MemberGateDeps {
  media: Pick<MediaService, "openFile">;
}

/**
 * `GET /media/<accountId>/<mediaId>`: a file that a customer or the business sent, for members of its account alone.
 * Whatever it holds, a browser shows or plays it only inside our own pages and never runs it: its type is the sniffed
 * one, and opened by itself it is saved.
 */
export async function answerMedia(
  deps: MediaRouteDeps,
  req: IncomingMessage,
  res: ServerResponse,
  pathname: string,
): Promise<void> {
  const gate = { path: MEDIA_PATH, permission: MEDIA_PERMISSION, missing: MISSING };
  const member = await admitMember(deps, { req, res, pathname }, gate);
  if (!member) return;
  const file = await deps.media.openFile({ accountId: member.accountId, mediaId: member.fileId });
  if (!file) return refuse(res, 404, MISSING);
  try {
    await sendFile(file, req, res);
  } finally {
    await file.handle.close().catch(() => undefined);
  }
}

async function sendFile(file: OpenFile, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const etag = `"${file.sha256}"`;
  setHeaders(res, file, etag);
  if (matches(req.headers["if-none-match"], etag)) {
    res.writeHead(304).end();
    return;
  }
  // A part of another version would be worse than all of this one.
  const isSameVersion = req.headers["if-range"] === undefined || req.headers["if-range"] === etag;
  const range = parseRange(isSameVersion ? req.headers.range : undefined, file.sizeBytes);
  if (range.kind === "none") {
    res.writeHead(416, { "content-range": `bytes */${file.sizeBytes}`, "content-length": 0 }).end();
    return;
  }
  const [first, last] = range.kind === "part" ? [range.first, range.last] : [0, file.sizeBytes - 1];
  res.writeHead(range.kind === "part" ? 206 : 200, {
    "content-length": last - first + 1,
    ...(range.kind === "part" ? { "content-range": `bytes ${first}-${last}/${file.sizeBytes}` } : {}),
  });
  if (req.method === "HEAD" || last < first) {
    res.end();
    return;
  }
  try {
    await pipeline(file.handle.createReadStream({ start: first, end: last, autoClose: false }), res);
  } catch (error) {
    // Players skip ahead and people leave pages: both end a request early.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

function setHeaders(res: ServerResponse, { mimeType, fileName }: OpenFile, etag: string): void {
  const type = mimeType === "text/plain" ? "text/plain; charset=utf-8" : mimeType;
  setFileHeaders(res, { type, disposition: attachmentHeader(fileName), keep: "no-cache" });
  res.setHeader("accept-ranges", "bytes");
  res.setHeader("etag", etag);
}

function matches(header: string | undefined, etag: string): boolean {
  const candidates = header?.split(",").map((candidate) => candidate.trim().replace(/^W\//, "")) ?? [];
  return candidates.includes(etag) || candidates.includes("*");
}
