import type { Translate } from "../words/translate";
import { formatBytes } from "../words/unit";

/** How a file goes out. WhatsApp converts other pictures and sound by itself or refuses them. */
export type SendableKind = "image" | "video" | "audio" | "document";

/** WhatsApp's own limit for pictures, sound and films; documents may be larger there, but have to be carried over too. */
export const MAX_SENDABLE_BYTES = 16 * 1024 * 1024;
/** What WhatsApp shows under a file. */
export const MAX_CAPTION = 1_024;

const KINDS: Readonly<Record<string, SendableKind>> = {
  "image/jpeg": "image",
  "image/png": "image",
  "video/mp4": "video",
  "video/3gpp": "video",
  "audio/mpeg": "audio",
  "audio/mp4": "audio",
  "audio/aac": "audio",
  "audio/amr": "audio",
  "audio/ogg": "audio",
  "application/pdf": "document",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "document",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "document",
};

/** For the dialog that chooses a file; what counts is what the file is by its bytes. */
export const SENDABLE_TYPES: readonly string[] = Object.keys(KINDS);

/** By the type that its bytes show; undefined: it can't be sent. */
export const sendableKind = (mimeType: string): SendableKind | undefined => KINDS[mimeType];

/** WhatsApp shows no text with a recording. */
export const takesCaption = (kind: SendableKind): boolean => kind !== "audio";

/** For people: what is wrong with a file before anybody looked into it; null when nothing is. */
export function fileRefusal(t: Translate, { sizeBytes }: { sizeBytes: number }): string | null {
  if (sizeBytes === 0) return t("conversation.sending.empty");
  if (sizeBytes > MAX_SENDABLE_BYTES)
    return t("conversation.sending.tooLarge", { size: formatBytes(sizeBytes), most: formatBytes(MAX_SENDABLE_BYTES) });
  return null;
}

/** For people: it is none of the kinds that can be sent. */
export const unknownKindWords = (t: Translate): string => t("conversation.sending.unknownKind");
