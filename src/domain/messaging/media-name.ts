import type { MessageKind } from "./message";

const MAX_NAME_LENGTH = 150;

/** By type: the extension a file gets, then others that are as right. */
const EXTENSIONS: Record<string, readonly string[]> = {
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"],
  "image/png": ["png"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/mpeg": ["mp3"],
  "audio/mp4": ["m4a", "m4b", "mp4"],
  "audio/aac": ["aac"],
  "audio/amr": ["amr"],
  "audio/wav": ["wav"],
  "audio/3gpp": ["3gp", "3gpp"],
  "video/mp4": ["mp4", "m4v"],
  "video/3gpp": ["3gp", "3gpp"],
  "application/pdf": ["pdf"],
  "application/zip": ["zip"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx"],
};

const KIND_NAMES: Partial<Record<MessageKind, string>> = {
  image: "photo",
  video: "video",
  voice: "voice message",
  audio: "audio",
  sticker: "sticker",
};

/**
 * What a file is called when somebody saves it: as its sender named it (the last part of a path, without characters that
 * hide or turn text around), else by what it is. An extension that contradicts the content gets the right one behind it.
 */
export function mediaFileName(file: { fileName: string | null; mimeType: string | null; kind: MessageKind }): string {
  const base = (file.fileName?.split(/[/\\]/).at(-1) ?? "")
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .trim()
    // Names that begin with a dot are hidden, and some systems drop dots and blanks at the end.
    .replaceAll(/^\.+|[.\s]+$/g, "");
  const named = shortened(base) || (KIND_NAMES[file.kind] ?? "file");
  const right = EXTENSIONS[file.mimeType ?? ""];
  if (!right || right.includes(extensionOf(named))) return named;
  return `${named}.${right[0]}`;
}

const extensionOf = (name: string): string => /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? "";

/** Cut before its extension, which then stays; never through a character. */
function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_NAME_LENGTH) return name;
  const extension = extensionOf(name);
  const end = extension ? `….${extension}` : "…";
  return `${characters.slice(0, MAX_NAME_LENGTH - end.length).join("")}${end}`;
}

/** The header of an answer that is saved and not shown: the name in UTF-8, and an ASCII one for who knows nothing else. */
export function attachmentHeader(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]/g, "_").replaceAll(/["\\%]/g, "_");
  // A cut surrogate pair cannot be encoded; "�" can.
  const encoded = encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
