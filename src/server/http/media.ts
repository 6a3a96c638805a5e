import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { can, type Permission } from "@/domain/access/roles";
import { parseRange } from "@/domain/messaging/byte-range";
import { attachmentHeader } from "@/domain/messaging/media-name";
import type { HttpPort } from "@/server/auth/http";
import type { AuthService } from "@/server/auth/service";
import type { Database } from "@/server/db/client";
import type { MediaService, OpenFile } from "@/server/media/service";
import { findRole } from "@/server/team/queries";
import { refuse } from "./refusal";

export const MEDIA_PREFIX = "/media/";
export const MEDIA_PERMISSION: Permission = "conversation.read";
/** Ids and nothing else: no part of this is ever a path. */
const MEDIA_PATH = /^\/media\/([a-z]+_[0-9a-z]{1,34})\/([a-z]+_[0-9a-z]{1,34})$/;

export interface MediaRouteDeps {
  db: Database;
  auth: Pick<AuthService, "readSession">;
  media: Pick<MediaService, "openFile">;
  httpPort: (req: IncomingMessage, res: ServerResponse) => HttpPort;
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
  if (req.method !== "GET" && req.method !== "HEAD") {
    res.setHeader("allow", "GET, HEAD");
    return refuse(res, 405, "Files can only be read.");
  }
  const session = await deps.auth.readSession(deps.httpPort(req, res));
  if (!session) return refuse(res, 401, "Your session has ended. Sign in again.");
  const [, accountId, mediaId] = MEDIA_PATH.exec(pathname) ?? [];
  const role = accountId ? await findRole(deps.db, { accountId, userId: session.user.id }) : undefined;
  // Outsiders learn neither of accounts nor of files.
  if (!accountId || !mediaId || !role) return refuse(res, 404, "This file doesn't exist, or you have no access to it.");
  if (!can(role, MEDIA_PERMISSION)) return refuse(res, 403, "Your role doesn't allow this.");
  const file = await deps.media.openFile({ accountId, mediaId });
  if (!file) return refuse(res, 404, "This file doesn't exist, or you have no access to it.");
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
  res.setHeader("content-type", mimeType === "text/plain" ? "text/plain; charset=utf-8" : mimeType);
  res.setHeader("content-disposition", attachmentHeader(fileName));
  res.setHeader("x-content-type-options", "nosniff");
  res.setHeader("content-security-policy", "default-src 'none'; sandbox");
  res.setHeader("cross-origin-resource-policy", "same-origin");
  res.setHeader("accept-ranges", "bytes");
  // Kept by the one browser that was allowed to read it, and asked for again each time: a member may have left.
  res.setHeader("cache-control", "private, no-cache");
  res.setHeader("vary", "Cookie");
  res.setHeader("etag", etag);
}

function matches(header: string | undefined, etag: string): boolean {
  const candidates = header?.split(",").map((candidate) => candidate.trim().replace(/^W\//, "")) ?? [];
  return candidates.includes(etag) || candidates.includes("*");
}
