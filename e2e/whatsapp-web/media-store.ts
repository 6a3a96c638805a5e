import { createHash, randomBytes } from "node:crypto";
import type { WireMessage } from "./protocol";

export interface StoredMedia {
  bytes: Buffer;
  mimetype: string;
}

/** What is wrong with a file on WhatsApp's servers. */
export interface MediaFault {
  /**
   * WhatsApp has deleted it; the message's `mediaStage` after the page tried: RESOLVED (it finds out at the download),
   * ERROR_MISSING, or REUPLOADING (the phone was asked to hand it in again).
   */
  gone?: "RESOLVED" | "ERROR_MISSING" | "REUPLOADING";
  /** Before the first byte of a download. */
  delayMs?: number;
  /** So many downloads fail with status 503 before one works. */
  failures?: number;
  /** The connection breaks after so many bytes. */
  breaksAfterBytes?: number;
}

/** The bytes behind media messages, by the path a message refers to them with. */
export class MediaStore {
  readonly #files = new Map<string, StoredMedia>();
  readonly #faults = new Map<string, MediaFault>();

  put(file: StoredMedia): string {
    const directPath = `/v/${randomBytes(12).toString("hex")}`;
    this.#files.set(directPath, file);
    return directPath;
  }

  find(directPath: string): StoredMedia | undefined {
    return this.#files.get(directPath);
  }

  faultOf(directPath: string): MediaFault {
    return this.#faults.get(directPath) ?? {};
  }

  /** From now on, until it is set to something else; `{}` makes the file whole again. */
  setFault({ directPath }: Pick<WireMessage, "directPath">, fault: MediaFault): void {
    if (!directPath) throw new Error("this message has no file");
    this.#faults.set(directPath, { ...fault });
  }

  /** Counts a download that was asked for; true when it has to fail. */
  takeFailure(directPath: string): boolean {
    const fault = this.#faults.get(directPath);
    if (!fault?.failures) return false;
    fault.failures--;
    return true;
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
