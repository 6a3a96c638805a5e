import type { IncomingMessage, ServerResponse } from "node:http";
import type { Permission } from "@/domain/access/roles";
import { attachmentHeader, mediaFileName } from "@/domain/messaging/media-name";
import type { KnowledgeService } from "@/server/knowledge/service";
import { admitMember, type MemberGateDeps, setFileHeaders } from "./member-gate";
import { refuse } from "./refusal";

export const DOCUMENT_PREFIX = "/documents/";
export const DOCUMENT_PERMISSION: Permission = "knowledge.read";
const DOCUMENT_PATH = /^\/documents\/([a-z]+_[0-9a-z]{1,34})\/([a-z]+_[0-9a-z]{1,34})$/;
const MISSING = "This document doesn't exist, or you have no access to it.";

export interface DocumentRouteDeps extends MemberGateDeps {
  knowledge: Pick<KnowledgeService, "findOriginal">;
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
  const gate = { path: DOCUMENT_PATH, permission: DOCUMENT_PERMISSION, missing: MISSING };
  const member = await admitMember(deps, { req, res, pathname }, gate);
  if (!member) return;
  const original = await deps.knowledge.findOriginal({ accountId: member.accountId, documentId: member.fileId });
  if (!original) return refuse(res, 404, MISSING);
  const { name, mediaType: mimeType, bytes } = original;
  const disposition = attachmentHeader(mediaFileName({ fileName: name, mimeType, kind: "document" }));
  // Not kept: the next version has the same address.
  setFileHeaders(res, { type: mimeType, disposition, keep: "no-store" });
  res.writeHead(200, { "content-length": bytes.length });
  res.end(bytes);
}
