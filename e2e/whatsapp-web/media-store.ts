import { createHash, randomBytes } from "node:crypto";
import type { WireMessage } from "./protocol";

export interface StoredMedia {
  bytes: Buffer;
  mimetype: string;
}

/** The bytes behind media messages, by the path a message refers to them with. */
export class MediaStore {
  readonly #files = new Map<string, StoredMedia>();

  put(file: StoredMedia): string {
    const directPath = `/v/${randomBytes(12).toString("hex")}`;
    this.#files.set(directPath, file);
    return directPath;
  }

  find(directPath: string): StoredMedia | undefined {
    return this.#files.get(directPath);
  }

  /** As when WhatsApp has deleted an old file: the message is there, its bytes are not. */
  expire(directPath: string): void {
    this.#files.delete(directPath);
  }

  /** The fields of a message that carries this file. */
  attach(file: StoredMedia): Partial<WireMessage> {
    const hash = createHash("sha256").update(file.bytes).digest("base64");
    return {
      directPath: this.put(file),
      mimetype: file.mimetype,
      size: file.bytes.length,
      filehash: hash,
      encFilehash: hash,
      mediaKey: randomBytes(32).toString("base64"),
      mediaKeyTimestamp: Math.floor(Date.now() / 1000),
    };
  }

  entries(): [string, StoredMedia][] {
    return [...this.#files];
  }

  restore(directPath: string, file: StoredMedia): void {
    this.#files.set(directPath, file);
  }
}
