/** Media in (download from the server) and out (prepare, upload, refer to it from the message). */
import { Model } from "./model";

export const encodeBase64 = (bytes: ArrayBuffer | Uint8Array): string => {
  let binary = "";
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
  return btoa(binary);
};

export const decodeBase64 = (text: string): ArrayBuffer =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;

const sha256 = async (bytes: ArrayBuffer) => encodeBase64(await crypto.subtle.digest("SHA-256", bytes));

interface PreparationOptions {
  asSticker?: boolean;
  asGif?: boolean;
  isPtt?: boolean;
  asDocument?: boolean;
}

export class OpaqueData {
  readonly blob: Blob;

  constructor(blob: Blob) {
    this.blob = blob;
  }

  static async createFromData(data: BlobPart, type: string) {
    return new OpaqueData(data instanceof Blob ? data : new Blob([data], { type }));
  }

  get type() {
    return this.blob.type;
  }
  url() {
    return "blob:simulator";
  }
  autorelease() {}
  formData() {
    return this.blob;
  }
  forceToBlob() {
    return this.blob;
  }
}

function mediaTypeOf({ type }: Blob, options: PreparationOptions): string {
  if (options.asSticker) return "sticker";
  if (options.asDocument) return "document";
  if (options.isPtt) return "ptt";
  const [family] = type.split("/");
  return family === "image" || family === "video" || family === "audio" ? family : "document";
}

async function prepare(data: OpaqueData, options: PreparationOptions): Promise<Model> {
  const { blob } = data;
  const prepared = new Model({
    type: mediaTypeOf(blob, options),
    mimetype: blob.type,
    size: blob.size,
    filehash: await sha256(await blob.arrayBuffer()),
    mediaBlob: data,
    filename: blob instanceof File ? blob.name : undefined,
    isGif: Boolean(options.asGif),
    preview: undefined,
  });
  prepared.toJSON = () => {
    const { mediaBlob: _, ...plain } = prepared.serialize();
    return plain;
  };
  return prepared;
}

export const prepRawMedia = (data: OpaqueData, options: PreparationOptions) => ({
  waitForPrep: () => prepare(data, options),
});

interface MediaObject {
  filehash: string;
  contentInfo: Record<string, unknown>;
  blob?: Blob;
  type?: unknown;
  size?: unknown;
  consolidate(attributes: { type: unknown; size: unknown }): void;
}

const objects = new Map<string, MediaObject>();

export function getOrCreateMediaObject(filehash: string): MediaObject {
  const present = objects.get(filehash);
  if (present) return present;
  const created: MediaObject = {
    filehash,
    contentInfo: {},
    consolidate({ type, size }) {
      created.type = type;
      created.size = size;
    },
  };
  objects.set(filehash, created);
  return created;
}

export const keepBlob = (filehash: string, blob: Blob): void => {
  getOrCreateMediaObject(filehash).blob = blob;
};

export async function uploadMedia({ mimetype, mediaObject }: { mimetype: string; mediaObject: MediaObject }) {
  const response = await fetch("/upload", {
    method: "POST",
    headers: { "content-type": mimetype },
    body: mediaObject.blob ?? null,
  });
  const { directPath } = (await response.json()) as { directPath: string };
  return {
    mediaEntry: {
      mmsUrl: `https://mmg.whatsapp.net${directPath}`,
      directPath,
      mediaKey: encodeBase64(crypto.getRandomValues(new Uint8Array(32))),
      mediaKeyTimestamp: Math.floor(Date.now() / 1000),
      encFilehash: mediaObject.filehash,
      uploadHash: mediaObject.filehash,
    },
  };
}

export async function downloadMedia({ directPath, signal }: { directPath: string; signal?: AbortSignal }) {
  const response = await fetch(`/mms${directPath}`, signal ? { signal } : {});
  if (!response.ok) throw Object.assign(new Error(`media ${response.status}`), { status: response.status });
  return response.arrayBuffer();
}
