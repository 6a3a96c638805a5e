/** A file on its way in, or one that didn't make it: both stay visible until someone has seen them. */
export interface Upload {
  id: string;
  name: string;
  sizeBytes: number;
  file: File;
  /** Where its document goes; "" for no folder. */
  folder: string;
  /** What the list held when it was chosen: its own row is none of these. */
  knownIds: ReadonlySet<string>;
  state:
    | { kind: "waiting" }
    | { kind: "sending" }
    /** Received: its own row takes over as soon as the list has it. */
    | { kind: "received"; documentId: string }
    | { kind: "duplicate"; documentId: string }
    | { kind: "refused"; why: string; canRetry: boolean };
}

/** What is the same for all files that are chosen together. */
export interface UploadPlace {
  knownIds: ReadonlySet<string>;
  folder?: string;
}

/** Why a file can't work, in words; null when it may. */
export type Refusal = (file: { sizeBytes: number }) => string | null;

/** Checked before anything is sent: what can't work is said at once. */
export function startUpload(id: string, file: File, { knownIds, folder = "" }: UploadPlace, refusal: Refusal): Upload {
  const why = refusal({ sizeBytes: file.size });
  return {
    id,
    name: file.name,
    sizeBytes: file.size,
    file,
    folder,
    knownIds,
    state: why ? { kind: "refused", why, canRetry: false } : { kind: "waiting" },
  };
}

interface ListedDocument {
  id: string;
  name: string;
  sizeBytes: number;
}

/**
 * What is still to be shown above the documents. News of a document can overtake the answer to its upload, so a row that
 * wasn't there before, with the same name and size, counts as well.
 */
export function pendingUploads(uploads: readonly Upload[], documents: readonly ListedDocument[]): Upload[] {
  return uploads.filter(({ state, name, sizeBytes, knownIds }) => {
    if (state.kind === "received") return !documents.some(({ id }) => id === state.documentId);
    if (state.kind !== "sending") return true;
    return !documents.some(
      (document) => !knownIds.has(document.id) && document.name === name && document.sizeBytes === sizeBytes,
    );
  });
}
