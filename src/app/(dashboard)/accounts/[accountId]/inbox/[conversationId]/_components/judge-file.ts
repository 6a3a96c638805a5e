import { fileRefusal, sendableKind, unknownKindWords } from "@/domain/automation/sendable-file";
import { sniffMediaType } from "@/domain/messaging/media-type";
import type { Translate } from "@/domain/words/translate";
import { newIdempotencyKey } from "./idempotency-key";
import type { Attachment } from "./outgoing-parts";

/** What a file is as an attachment, or for people, why it can't be one. */
export async function judge(t: Translate, file: File): Promise<{ attachment?: Attachment; refusal?: string }> {
  const refused = (reason: string) => ({ refusal: t("inbox.composer.refused", { name: file.name, reason }) });
  const refusal = fileRefusal(t, { sizeBytes: file.size });
  if (refusal) return refused(refusal);
  // A folder that is dropped looks like a file and can't be read.
  const bytes = await file.arrayBuffer().catch(() => null);
  const kind = bytes && sendableKind(sniffMediaType(new Uint8Array(bytes)));
  if (!kind) return refused(unknownKindWords(t));
  return { attachment: { id: newIdempotencyKey(), file, kind, url: URL.createObjectURL(file) } };
}
