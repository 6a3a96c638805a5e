/**
 * One encrypted file per account: a header (format, salt, nonce), AES-256-GCM over the compressed content, the tag. The
 * key is the product's, turned by HKDF into one of its own per file; header and account are authenticated with it, so
 * that one account's file is nothing under another's name.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createBrotliDecompress } from "node:zlib";

const FORMAT = Buffer.from("PARLEY\0\x01", "latin1");
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = FORMAT.length + SALT_BYTES + NONCE_BYTES;
const CHUNK_BYTES = 256 * 1024;
const CIPHER = "aes-256-gcm";
const KEY_INFO = "parley session snapshot";

export interface Seal {
  /** 32 bytes. */
  secretKey: Buffer;
  accountId: string;
}

/** The file is missing a part, was changed, belongs to another account, or was sealed with another key. */
export class SealError extends Error {
  override readonly name = "SealError";
}

/**
 * The file appears under its name only when it is whole and on the disk; until then, and when anything fails or the
 * signal says so, the one before stays.
 */
export async function writeSealed(
  file: string,
  content: AsyncIterable<Buffer>,
  { seal, signal }: { seal: Seal; signal: AbortSignal },
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = draftOf(file);
  try {
    await pipeline(
      content,
      // The databases inside are compressed already: more effort, and gzip at its fastest too, costs time and finds little.
      createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 }, chunkSize: CHUNK_BYTES }),
      (compressed: AsyncIterable<Buffer>) => encrypted(compressed, seal),
      createWriteStream(draft, { mode: 0o600, flush: true }),
      { signal },
    );
    await rename(draft, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * Passes the content on only after all of the file has proved to be whole and ours.
 * @throws SealError when it is not; ENOENT when there is none
 */
export async function readSealed<T>(
  file: string,
  seal: Seal,
  use: (content: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  for await (const _ of decrypted(file, seal)) {
    // Only to reach the tag at the end.
  }
  return pipeline(() => decrypted(file, seal), createBrotliDecompress({ chunkSize: CHUNK_BYTES }), use);
}

/** Also what an interrupted write left. */
export async function removeSealed(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(draftOf(file), { force: true });
}

const draftOf = (file: string) => `${file}.draft`;

/** What was renamed in it stays renamed when the power fails. Not every system can; then its own order has to do. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

function keyFor({ secretKey }: Seal, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", secretKey, salt, KEY_INFO, 32));
}

async function* encrypted(compressed: AsyncIterable<Buffer>, seal: Seal): AsyncGenerator<Buffer> {
  const header = Buffer.concat([FORMAT, randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)]);
  const { salt, nonce } = partsOf(header);
  const cipher = createCipheriv(CIPHER, keyFor(seal, salt), nonce);
  cipher.setAAD(Buffer.concat([header, Buffer.from(seal.accountId)]));
  yield header;
  for await (const chunk of compressed) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

async function* decrypted(file: string, seal: Seal): AsyncGenerator<Buffer> {
  const { size } = await stat(file);
  const end = size - TAG_BYTES;
  if (end < HEADER_BYTES) throw new SealError("the file is too short");
  const header = await readAll(createReadStream(file, { end: HEADER_BYTES - 1 }));
  if (!header.subarray(0, FORMAT.length).equals(FORMAT)) throw new SealError("the file has another format");
  const { salt, nonce } = partsOf(header);
  const decipher = createDecipheriv(CIPHER, keyFor(seal, salt), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([header, Buffer.from(seal.accountId)]));
  decipher.setAuthTag(await readAll(createReadStream(file, { start: end })));
  if (end > HEADER_BYTES) {
    const body = createReadStream(file, { start: HEADER_BYTES, end: end - 1, highWaterMark: CHUNK_BYTES });
    for await (const chunk of body) yield decipher.update(chunk as Buffer);
  }
  try {
    yield decipher.final();
  } catch (error) {
    throw new SealError("the file was changed, or sealed with another key or for another account", { cause: error });
  }
}

const partsOf = (header: Buffer) => ({
  salt: header.subarray(FORMAT.length, FORMAT.length + SALT_BYTES),
  nonce: header.subarray(FORMAT.length + SALT_BYTES, HEADER_BYTES),
});

async function readAll(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
