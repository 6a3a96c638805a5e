/**
 * What a file is by its own bytes: what a sender declares is never believed. Only types that a browser shows or plays
 * without running anything are named; all else, and with it every page, picture or script that could run, is "some bytes".
 */
export const UNKNOWN_TYPE = "application/octet-stream";

/** Enough of a text to tell that it is one. */
const TEXT_SAMPLE_BYTES = 64 * 1024;
/** The list of a ZIP's parts stands at its end. */
const ZIP_TAIL_BYTES = 128 * 1024;

const latin1 = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};
const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  bytes.length >= signature.length && signature.every((byte, index) => bytes[index] === byte);

/** @param options.isSound the message is a recording: a container that can hold both then holds sound */
export function sniffMediaType(bytes: Uint8Array, { isSound = false }: { isSound?: boolean } = {}): string {
  const head = latin1(bytes.subarray(0, 64));
  return (
    pictureType(bytes, head) ??
    soundType(bytes, head) ??
    containerType(head, isSound) ??
    documentType(bytes, head) ??
    (isPlainText(bytes) ? "text/plain" : UNKNOWN_TYPE)
  );
}

function pictureType(bytes: Uint8Array, head: string): string | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (/^GIF8[79]a/.test(head)) return "image/gif";
  return /^RIFF....WEBP/s.test(head) ? "image/webp" : undefined;
}

/** How the first packet of a stream of sound begins; films have others. */
const OGG_SOUND = ["OpusHead", "\x01vorbis", "Speex   ", "\x7fFLAC"];

function soundType(bytes: Uint8Array, head: string): string | undefined {
  if (/^RIFF....WAVE/s.test(head)) return "audio/wav";
  if (head.startsWith("OggS")) return OGG_SOUND.some((codec) => head.includes(codec)) ? "audio/ogg" : undefined;
  if (head.startsWith("#!AMR\n") || head.startsWith("#!AMR-WB\n")) return "audio/amr";
  if (head.startsWith("ID3")) return "audio/mpeg";
  return frameType(bytes);
}

/** MPEG audio without a header: eleven set bits, then version, layer, bitrate and sample rate, of which some are reserved. */
function frameType([first, second = 0, third = 0]: Uint8Array): string | undefined {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const isReserved = (second & 0x18) === 0x08;
  const layer = (second >> 1) & 0x03;
  if (layer === 0) return (second & 0xf6) === 0xf0 ? "audio/aac" : undefined;
  return isReserved || third >> 4 === 0x0f || ((third >> 2) & 0x03) === 0x03 ? undefined : "audio/mpeg";
}

/** ISO media files name their kind in the first box. Still pictures (HEIC, AVIF) and films of other makers don't count. */
function containerType(head: string, isSound: boolean): string | undefined {
  const [, brand] = /^[\s\S]{4}ftyp([\s\S]{4})/.exec(head) ?? [];
  if (!brand) return undefined;
  if (brand.startsWith("M4A") || brand.startsWith("M4B")) return "audio/mp4";
  if (/^3g[p2]/.test(brand)) return isSound ? "audio/3gpp" : "video/3gpp";
  return /^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash|f4v )/.test(brand)
    ? isSound
      ? "audio/mp4"
      : "video/mp4"
    : undefined;
}

const OFFICE_PARTS: readonly [string, string][] = [
  ["word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
];

function documentType(bytes: Uint8Array, head: string): string | undefined {
  if (head.startsWith("%PDF-")) return "application/pdf";
  if (!startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) && !startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return undefined;
  const names = latin1(bytes.subarray(Math.max(0, bytes.length - ZIP_TAIL_BYTES)));
  return OFFICE_PARTS.find(([part]) => names.includes(part))?.[1] ?? "application/zip";
}

/** UTF-8 without control characters, and not the beginning of a page, a drawing or anything else in angle brackets. */
function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const sample = bytes.subarray(0, TEXT_SAMPLE_BYTES);
  let text: string;
  try {
    // `stream`: the cut may go through a character.
    text = new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: sample.length < bytes.length });
  } catch {
    return false;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
  return !/[\0-\x08\x0e-\x1f]/.test(text) && !/^\s*</.test(text);
}
