import type { MediaStatus } from "../messaging/media";
import type { MessageKey, Translate } from "./translate";

/** How a file is shown: by what it is, not by what its message called it. */
export type MediaShape = "picture" | "video" | "audio" | "file";

/** Types that every current browser shows; anything else is a file to download. */
const SHOWN: Record<string, MediaShape> = {
  "image/jpeg": "picture",
  "image/png": "picture",
  "image/webp": "picture",
  "image/gif": "picture",
  "video/mp4": "video",
  "video/webm": "video",
  "audio/ogg": "audio",
  "audio/mpeg": "audio",
  "audio/mp4": "audio",
  "audio/aac": "audio",
  "audio/wav": "audio",
  "audio/webm": "audio",
};

export function mediaShape({ kind, mimeType }: { kind: string; mimeType: string | null }): MediaShape {
  const shape = mimeType ? (SHOWN[mimeType.split(";")[0]?.trim().toLowerCase() ?? ""] ?? "file") : null;
  // Who sends a picture as a document wants the file, not a preview.
  if (kind === "document") return "file";
  if (shape) return shape;
  if (kind === "image" || kind === "sticker") return "picture";
  if (kind === "video") return "video";
  return kind === "voice" || kind === "audio" ? "audio" : "file";
}

/** Why a file isn't there, and what can be done; null once it is. */
export function mediaStatusWords(t: Translate, status: MediaStatus): string | null {
  switch (status) {
    case "stored":
      return null;
    case "waiting":
      return t("conversation.media.waiting");
    case "too_large":
      return t("conversation.media.tooLarge");
    case "gone":
      return t("conversation.media.gone");
    case "failed":
      return t("conversation.media.failed");
    case "deleted":
      return t("conversation.media.deleted");
  }
}

const PDF = "application/pdf";
const TYPE_NAMES: Record<string, MessageKey> = {
  "application/zip": "conversation.fileTypes.zip",
  "application/msword": "conversation.fileTypes.word",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "conversation.fileTypes.word",
  "application/vnd.ms-excel": "conversation.fileTypes.excel",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "conversation.fileTypes.excel",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "conversation.fileTypes.presentation",
  "text/plain": "conversation.fileTypes.text",
  "text/csv": "conversation.fileTypes.csv",
  "text/vcard": "conversation.kinds.contact",
  "image/jpeg": "conversation.fileTypes.picture",
  "image/png": "conversation.fileTypes.picture",
  "image/webp": "conversation.fileTypes.picture",
};

/** What a file is, for people: by its type, else by the end of its name. */
export function fileTypeWords(
  t: Translate,
  { mimeType, fileName }: { mimeType: string | null; fileName: string | null },
): string {
  const type = mimeType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === PDF) return "PDF";
  const known = TYPE_NAMES[type];
  if (known) return t(known);
  const extension = /\.([a-z0-9]{1,5})$/i.exec(fileName ?? "")?.[1];
  return extension
    ? t("conversation.fileTypes.byExtension", { extension: extension.toUpperCase() })
    : t("conversation.fileTypes.file");
}

/** A place on a map of a project that belongs to everybody. */
export const mapLink = ({ latitude, longitude }: { latitude: number; longitude: number }): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;

/** `38.72230° N, 9.13930° W`: five decimals are about a metre. */
export const coordinateWords = (
  t: Translate,
  { latitude, longitude }: { latitude: number; longitude: number },
): string =>
  t("conversation.media.coordinates", {
    latitude: Math.abs(latitude).toFixed(5),
    northSouth: latitude < 0 ? "south" : "north",
    longitude: Math.abs(longitude).toFixed(5),
    eastWest: longitude < 0 ? "west" : "east",
  });
