import { fileRefusal, MAX_SENDABLE_BYTES, sendableKind, unknownKindWords } from "@/domain/automation/sendable-file";
import { mediaFileName } from "@/domain/messaging/media-name";
import { sniffMediaType } from "@/domain/messaging/media-type";
import { AppError } from "@/server/errors";
import { sayEnglish } from "@/server/say-english";

/**
 * What a file of the business is by its bytes, and what it is called when it is sent.
 * @throws AppError bad_request or too_large, in words for whoever chose it
 */
export function readSendable({ name, bytes }: { name: string; bytes: Uint8Array }) {
  const refusal = fileRefusal(sayEnglish, { sizeBytes: bytes.length });
  if (refusal) throw new AppError(bytes.length > MAX_SENDABLE_BYTES ? "too_large" : "bad_request", refusal);
  const mimeType = sniffMediaType(bytes);
  const kind = sendableKind(mimeType);
  if (!kind) throw new AppError("bad_request", unknownKindWords(sayEnglish));
  return { kind, fileName: mediaFileName({ fileName: name, mimeType, kind }), mimeType, sizeBytes: bytes.length };
}
