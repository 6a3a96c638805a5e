import { ParseFailure } from "./parser";

/** What the first bytes say a file is. */
export type ContentKind = "pdf" | "zip" | "old-office" | "protected-office" | "other-binary" | "text";

const startsWith = (bytes: Uint8Array, ...signature: number[]) =>
  signature.every((byte, index) => bytes[index] === byte);
const ascii = (bytes: Uint8Array, length: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.length)).toString("latin1");

/** Files that people upload by mistake; text never starts like that. */
const BINARY_SIGNATURES = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x1f, 0x8b], // gzip
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7-Zip
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF is text, but not one to be read as it stands
];

/** Tells a file's kind by its content alone; its name is not asked. */
export function sniffContent(bytes: Uint8Array): ContentKind {
  // Readers accept junk before the header, within the first kilobyte.
  if (ascii(bytes, 1024).includes("%PDF-")) return "pdf";
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return "zip";
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    // A .docx with a password is an encrypted package inside the old container.
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
      Buffer.from("EncryptedPackage", "utf16le"),
    );
    return isEncrypted ? "protected-office" : "old-office";
  }
  return BINARY_SIGNATURES.some((signature) => startsWith(bytes, ...signature)) ? "other-binary" : "text";
}

/** Throws the failure for kinds that can never be read; `extension` words it for what people thought it was. */
export function refuseUnreadable(kind: ContentKind, extension: string): void {
  if (kind === "protected-office") throw new ParseFailure("password_unsupported");
  if (kind === "old-office")
    throw new ParseFailure(["doc", "docx", "dot"].includes(extension) ? "old_word_format" : "unsupported_type");
  if (kind === "other-binary") throw new ParseFailure("unsupported_type");
}
