/**
 * Files as one stream and back: per file its path and size as JSON, behind their length, then its bytes. Nothing but
 * ordinary files can be told in it, so links and devices neither get in nor out.
 */
import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const LENGTH_BYTES = 4;
const LONGEST_HEADER = 8192;
const READ_BYTES = 256 * 1024;

const headerSchema = z.strictObject({ path: z.string().min(1).max(4096), size: z.int().nonnegative() });

/**
 * @param files paths relative to the folder, with forward slashes
 * @throws when a file is no ordinary one, or shrinks while it is read
 */
export async function* pack(folder: string, files: Iterable<string>): AsyncGenerator<Buffer> {
  for (const file of files) {
    const handle = await open(path.join(folder, file), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new Error(`${file} is not a file`);
      yield headerOf(file, stats.size);
      yield* readExactly(handle, stats.size);
    } finally {
      await handle.close();
    }
  }
  yield Buffer.alloc(LENGTH_BYTES);
}

function headerOf(file: string, size: number): Buffer {
  const header = Buffer.from(JSON.stringify({ path: file, size }));
  if (header.length > LONGEST_HEADER) throw new Error("the path of a file is too long");
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header]);
}

async function* readExactly(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; ) {
    // A buffer of its own each time: whoever takes it may still hold it when the next one is read.
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, size - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) throw new Error("a file became shorter while it was read");
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Writes packed files into a folder that is new and nobody else's.
 * @throws when a path would leave the folder or is not allowed, and when the stream is cut off or goes on after its end
 */
export async function unpack(
  chunks: AsyncIterable<Buffer>,
  { folder, isAllowed }: { folder: string; isAllowed: (file: string) => boolean },
): Promise<void> {
  const reader = new Reader(chunks);
  for (;;) {
    const headerLength = (await reader.take(LENGTH_BYTES)).readUInt32BE();
    if (headerLength === 0) break;
    if (headerLength > LONGEST_HEADER) throw new Error("a file's header is too long");
    const header = headerSchema.parse(JSON.parse((await reader.take(headerLength)).toString("utf8")));
    if (!isInside(header.path) || !isAllowed(header.path)) throw new Error(`${header.path} does not belong here`);
    const target = path.join(folder, ...header.path.split("/"));
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    // `wx`: the folder was empty, so whatever is there under this name is somebody's trick.
    const handle = await open(target, "wx", 0o600);
    try {
      for await (const bytes of reader.stream(header.size)) await handle.appendFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
  if (!(await reader.isAtEnd())) throw new Error("there is more after the last file");
}

/** A relative path of plain names, on every system: no drive, no parent, no empty part. */
function isInside(file: string): boolean {
  if (/[\\:\0]/.test(file)) return false;
  return file.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** Takes exact numbers of bytes from chunks of any size. */
class Reader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async take(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.stream(size)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *stream(size: number): AsyncGenerator<Buffer> {
    for (let missing = size; missing > 0; ) {
      if (this.#rest.length === 0 && !(await this.#fill())) throw new Error("the files end too early");
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      missing -= part.length;
      yield part;
    }
  }

  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#fill());
  }

  /** False at the end. */
  async #fill(): Promise<boolean> {
    do {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#rest = next.value;
    } while (this.#rest.length === 0);
    return true;
  }
}
