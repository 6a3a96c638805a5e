import { createHash } from "node:crypto";
import { FAILURE_MESSAGES, isBeingRead, tidyFolder } from "@/domain/knowledge/document";
import { formatBytes } from "@/domain/words/unit";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { AppError } from "../errors";
import {
  type ByActor,
  type DocumentKey,
  enqueueReading,
  getDocument,
  type KnowledgeDeps,
  readAgain,
  recordAct,
} from "./document-acts";
import * as queries from "./document-queries";
import { DEFAULT_PARSE_LIMITS, type ParseLimits } from "./parsers/limits";
import { ParseFailure } from "./parsers/parser";
import { selectParser } from "./parsers/registry";

const MAX_NAME_LENGTH = 200;

export interface Upload extends ByActor {
  accountId: string;
  name: string;
  bytes: Uint8Array;
  /** Id of the user. */
  uploadedBy: string;
  folder?: string | null | undefined;
}

/** Of `replaceDocument`: `unchanged` when the file is the one that stands there already. */
export type ReplaceOutcome = { status: "queued" | "unchanged" };

/** @throws AppError bad_request or too_large, with words for whoever uploads */
export async function addDocument(
  deps: KnowledgeDeps,
  { accountId, actor, folder, ...upload }: Upload,
): Promise<{ documentId: string; status: "created" | "duplicate" }> {
  const file = checkedFile(deps, upload);
  const id = newId("document");
  return deps.db.transaction(async (tx) => {
    const document = { ...file, id, folder: tidyFolder(folder) };
    if (!(await queries.insertDocument(tx, accountId, document))) return reuse(deps, tx, accountId, file.contentHash);
    await enqueueReading(deps, tx, { id, accountId });
    await recordAct(tx, { id, accountId, name: file.name }, { actor, action: "knowledge.uploaded" });
    return { documentId: id, status: "created" };
  });
}

async function reuse(deps: KnowledgeDeps, tx: Database, accountId: string, contentHash: string) {
  const existing = await queries.findDocumentByHash(tx, accountId, contentHash);
  if (!existing) throw new AppError("conflict", "This document was deleted just now. Upload it again.");
  if (existing.status === "failed") await readAgain(deps, tx, existing);
  return { documentId: existing.replacesId ?? existing.id, status: "duplicate" as const };
}

/**
 * Has a file read that is to take the place of a document. The document answers until then, and stays if that fails;
 * another file that waited to replace it is given up.
 * @throws AppError not_found, bad_request, too_large, or conflict while the document is being read itself, or when the
 *   account has the file as another document
 */
export async function replaceDocument(
  deps: KnowledgeDeps,
  { accountId, documentId, actor, ...upload }: Omit<Upload, "folder"> & DocumentKey,
): Promise<ReplaceOutcome> {
  const file = checkedFile(deps, upload);
  return deps.db.transaction(async (tx) => {
    const document = await getDocument(tx, { accountId, documentId });
    if (document.contentHash === file.contentHash) return { status: "unchanged" };
    if (document.replacesId)
      throw new AppError("conflict", "This is a new version already. Replace the document itself.");
    if (isBeingRead(document.status))
      throw new AppError("conflict", "It is being read right now. Wait until that is done, or stop it.");
    await queries.deleteReplacementOf(tx, accountId, documentId);
    const twin = await queries.findDocumentByHash(tx, accountId, file.contentHash);
    if (twin) throw new AppError("conflict", `The same file is already here as “${twin.name}”. Nothing has changed.`);
    const next = { ...file, id: newId("document"), replacesId: documentId };
    if (!(await queries.insertDocument(tx, accountId, next)))
      throw new AppError("conflict", "Somebody else changed this just now. Look at it and try again.");
    await enqueueReading(deps, tx, { ...next, accountId });
    await recordAct(tx, document, { actor, action: "knowledge.replaced", after: { name: file.name } });
    return { status: "queued" };
  });
}

/** A file that can be read, as it is stored. What is wrong with the others can be said at once, without a job. */
function checkedFile(
  { parseLimits }: Pick<KnowledgeDeps, "parseLimits">,
  { bytes, uploadedBy, ...upload }: Pick<Upload, "bytes" | "uploadedBy" | "name">,
) {
  const name = tidyName(upload.name);
  const mediaType = checkUpload(bytes, name, parseLimits);
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  return { name, mediaType, contentHash, uploadedBy, bytes };
}

/** What opens a PDF is asked for later; Word's own containers are not opened at all. */
const OFFICE_PASSWORD = "The file is protected by a password. Save it without one, then upload it again.";

function checkUpload(bytes: Uint8Array, name: string, limits: Partial<ParseLimits> = {}): string {
  const { maxBytes } = { ...DEFAULT_PARSE_LIMITS, ...limits };
  if (bytes.length > maxBytes)
    throw new AppError(
      "too_large",
      `The file is larger than ${formatBytes(maxBytes)}. Split it, or save a smaller version.`,
    );
  try {
    return selectParser(bytes, name).mediaType;
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    const isProtected = error.reason === "password_required";
    throw new AppError("bad_request", isProtected ? OFFICE_PASSWORD : FAILURE_MESSAGES[error.reason]);
  }
}

/** The last part of a path, without control characters, cut in the middle so that its extension stays. */
function tidyName(name: string): string {
  const base =
    (name.split(/[/\\]/).at(-1) ?? "")
      .replace(/[\p{Cc}\p{Cf}]/gu, "")
      .normalize("NFC")
      .trim() || "Document";
  if (base.length <= MAX_NAME_LENGTH) return base;
  const extension = /\.[^.]{1,10}$/.exec(base)?.[0] ?? "";
  return `${base.slice(0, MAX_NAME_LENGTH - extension.length - 1)}…${extension}`;
}
