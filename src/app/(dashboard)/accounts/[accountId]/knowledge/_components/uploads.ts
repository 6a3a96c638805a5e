import { uploadRefusal } from "@/domain/words/document";

/** A file on its way in, or one that didn't make it: both stay visible until someone has seen them. */
export interface Upload {
  id: string;
  name: string;
  sizeBytes: number;
  file: File;
  state:
    | { kind: "waiting" }
    | { kind: "sending" }
    /** Received: its own row takes over as soon as the list has it. */
    | { kind: "received"; documentId: string }
    | { kind: "duplicate"; documentId: string }
    | { kind: "refused"; why: string; canRetry: boolean };
}

/** Checked before anything is sent: what can't work is said at once. */
export function startUpload(id: string, file: File): Upload {
  const why = uploadRefusal({ sizeBytes: file.size });
  return {
    id,
    name: file.name,
    sizeBytes: file.size,
    file,
    state: why ? { kind: "refused", why, canRetry: false } : { kind: "waiting" },
  };
}

/** What is still to be shown above the documents, once the list holds these. */
export function pendingUploads(uploads: readonly Upload[], listedIds: ReadonlySet<string>): Upload[] {
  return uploads.filter(({ state }) => state.kind !== "received" || !listedIds.has(state.documentId));
}
