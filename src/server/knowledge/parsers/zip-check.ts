import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { ParseFailure } from "./parser";

/** No honest document has more parts. */
const MAX_ENTRIES = 10_000;
/** Parts up to here may be packed as tightly as they like. */
const ALWAYS_FINE_BYTES = 5 * 1024 * 1024;

/**
 * Reads through a zip container's XML parts before anybody unpacks them into memory: throws `too_large` when they
 * unpack to more than the limits (sizes are counted, not believed), `corrupt` when the zip is damaged, a part is missing
 * or a part declares a document type (entities that blow up; Word never writes one).
 */
export async function checkZip(
  bytes: Uint8Array,
  options: { maxUnpackedBytes: number; maxUnpackRatio: number; requiredPart: string },
): Promise<void> {
  const zip = await openZip(bytes);
  const names = new Set<string>();
  let unpackedBytes = 0;
  try {
    for await (const entry of entriesOf(zip)) {
      names.add(entry.fileName);
      if (names.size > MAX_ENTRIES) throw new ParseFailure("too_large");
      if (!/\.(?:xml|rels)$/i.test(entry.fileName)) continue;
      unpackedBytes += entry.uncompressedSize;
      const maxPartBytes = Math.max(ALWAYS_FINE_BYTES, options.maxUnpackRatio * entry.compressedSize);
      if (unpackedBytes > options.maxUnpackedBytes || entry.uncompressedSize > maxPartBytes)
        throw new ParseFailure("too_large");
      await checkPart(zip, entry);
    }
  } catch (error) {
    throw error instanceof ParseFailure ? error : new ParseFailure("corrupt", { cause: error });
  } finally {
    zip.close();
  }
  if (!names.has(options.requiredPart)) throw new ParseFailure("corrupt");
}

/** The text of one part, undefined when there is none. To be called on what checkZip let pass. */
export async function readZipPart(bytes: Uint8Array, name: string): Promise<string | undefined> {
  const zip = await openZip(bytes);
  try {
    for await (const entry of entriesOf(zip)) {
      if (entry.fileName !== name) continue;
      const parts: Buffer[] = [];
      for await (const chunk of await openEntry(zip, entry)) parts.push(Buffer.from(chunk as Uint8Array));
      return Buffer.concat(parts).toString("utf8");
    }
    return undefined;
  } finally {
    zip.close();
  }
}

function openZip(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(new ParseFailure("corrupt", { cause: error })) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.removeAllListeners();
      zip
        .once("entry", resolve)
        .once("end", () => resolve(undefined))
        .once("error", reject);
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, readable) => (error ? reject(error) : resolve(readable)));
  });
}

/** Inflates the part to nowhere: yauzl ends with an error as soon as it is longer than it says. */
async function checkPart(zip: ZipFile, entry: Entry): Promise<void> {
  let tail = "";
  for await (const chunk of await openEntry(zip, entry)) {
    const text: string = tail + Buffer.from(chunk as Uint8Array).toString("latin1");
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new ParseFailure("corrupt");
    tail = text.slice(-16);
  }
}
