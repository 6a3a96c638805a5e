import type { IncomingMessage, ServerResponse } from "node:http";
import { can, type Permission } from "@/domain/access/roles";
import { attachmentHeader, mediaFileName } from "@/domain/messaging/media-name";
import type { HttpPort } from "@/server/auth/http";
import type { AuthService } from "@/server/auth/service";
import type { Database } from "@/server/db/client";
import type { KnowledgeService } from "@/server/knowledge/service";
import { findRole } from "@/server/team/queries";
import { refuse } from "./refusal";

export const DOCUMENT_PREFIX = "/documents/";
export const DOCUMENT_PERMISSION: Permission = "knowledge.read";
const DOCUMENT_PATH = /^\/documents\/([a-z]+_[0-9a-z]{1,34})\/([a-z]+_[0-9a-z]{1,34})$/;

export interface DocumentRouteDeps {
  db: Database;
  auth: Pick<AuthService, "readSession">;
  knowledge: Pick<KnowledgeService, "findOriginal">;
  httpPort: (req: IncomingMessage, res: ServerResponse) => HttpPort;
}

/**
 * `GET /documents/<accountId>/<documentId>`: the file of a document as it was uploaded, for members of its account alone.
 * Whatever it holds, a browser saves it and never shows or runs it.
 */
export async function answerDocumentFile(
  deps: DocumentRouteDeps,
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
  const [, accountId, documentId] = DOCUMENT_PATH.exec(pathname) ?? [];
  const role = accountId ? await findRole(deps.db, { accountId, userId: session.user.id }) : undefined;
  // Outsiders learn neither of accounts nor of documents.
  if (!accountId || !documentId || !role) return refuse(res, 404, MISSING);
  if (!can(role, DOCUMENT_PERMISSION)) return refuse(res, 403, "Your role doesn't allow this.");
  const original = await deps.knowledge.findOriginal({ accountId, documentId });
  if (!original) return refuse(res, 404, MISSING);
  const { name, mediaType, bytes } = original;
  res.writeHead(200, {
    "content-type": mediaType,
    "content-length": bytes.length,
    "content-disposition": attachmentHeader(mediaFileName({ fileName: name, mimeType: mediaType, kind: "document" })),
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    // Asked for again each time: a member may have left, and the next version has the same address.
    "cache-control": "private, no-store",
    vary: "Cookie",
  });
  res.end(bytes);
}

const MISSING = "This document doesn't exist, or you have no access to it.";
