import type { MediaStatus } from "../messaging/media";

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
export function mediaStatusWords(status: MediaStatus): string | null {
  switch (status) {
    case "stored":
      return null;
    case "waiting":
      return "Being fetched from WhatsApp…";
    case "too_large":
      return "Larger than this account fetches. Look on the phone.";
    case "gone":
      return "WhatsApp no longer has it. Ask the customer to send it again.";
    case "failed":
      return "It couldn't be fetched. Look on the phone.";
    case "deleted":
      return "Deleted by its sender.";
  }
}

const TYPE_NAMES: Record<string, string> = {
  "application/pdf": "PDF",
  "application/zip": "ZIP archive",
  "application/msword": "Word document",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
  "application/vnd.ms-excel": "Excel sheet",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "Presentation",
  "text/plain": "Text",
  "text/csv": "CSV table",
  "text/vcard": "Contact card",
  "image/jpeg": "Picture",
  "image/png": "Picture",
  "image/webp": "Picture",
};

/** What a file is, for people: by its type, else by the end of its name. */
export function fileTypeWords({ mimeType, fileName }: { mimeType: string | null; fileName: string | null }): string {
  const known = mimeType ? TYPE_NAMES[mimeType.split(";")[0]?.trim().toLowerCase() ?? ""] : undefined;
  if (known) return known;
  const extension = /\.([a-z0-9]{1,5})$/i.exec(fileName ?? "")?.[1];
  return extension ? `${extension.toUpperCase()} file` : "File";
}

/** A place on a map of a project that belongs to everybody. */
export const mapLink = ({ latitude, longitude }: { latitude: number; longitude: number }): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;

/** `38.72230° N, 9.13930° W`: five decimals are about a metre. */
export function coordinateWords({ latitude, longitude }: { latitude: number; longitude: number }): string {
  const one = (value: number, [positive, negative]: [string, string]) =>
    `${Math.abs(value).toFixed(5)}° ${value < 0 ? negative : positive}`;
  return `${one(latitude, ["N", "S"])}, ${one(longitude, ["E", "W"])}`;
}
