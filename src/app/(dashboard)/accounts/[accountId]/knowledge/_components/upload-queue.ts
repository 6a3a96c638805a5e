import { type Refusal, startUpload, type Upload, type UploadPlace } from "./uploads";

interface UploadQueueOptions {
  send: (file: File, folder: string) => Promise<{ documentId: string; status: "created" | "duplicate" }>;
  /** Called after each that was sent, for the list to be asked again. */
  onSettled: () => void;
  toWords: (error: unknown) => string;
  refusal: Refusal;
}

/** Sends files one after the other, each with its own outcome. It lives outside the page, so leaving doesn't stop it. */
export function createUploadQueue({ send, onSettled, toWords, refusal }: UploadQueueOptions) {
  let uploads: readonly Upload[] = [];
  let isBusy = false;
  let count = 0;
  const listeners = new Set<() => void>();

  function replace(next: readonly Upload[]): void {
    uploads = next;
    for (const listener of listeners) listener();
  }

  const settle = (id: string, state: Upload["state"]) =>
    replace(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));

  async function sendWaiting(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let next = findWaiting(); next; next = findWaiting()) {
      const { id, file, folder } = next;
      settle(id, { kind: "sending" });
      try {
        const { documentId, status } = await send(file, folder);
        settle(id, { kind: status === "duplicate" ? "duplicate" : "received", documentId });
      } catch (error) {
        settle(id, { kind: "refused", why: toWords(error), canRetry: true });
      }
      onSettled();
    }
    isBusy = false;
  }

  const findWaiting = () => uploads.find(({ state }) => state.kind === "waiting");

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => uploads,
    async add(files: Iterable<File>, place: UploadPlace): Promise<void> {
      const added = Array.from(files, (file) => {
        count += 1;
        return startUpload(`upload-${count}`, file, place, refusal);
      });
      replace([...uploads, ...added]);
      await sendWaiting();
    },
    async retry(id: string): Promise<void> {
      settle(id, { kind: "waiting" });
      await sendWaiting();
    },
    dismiss(id: string): void {
      replace(uploads.filter((upload) => upload.id !== id));
    },
  };
}
export type UploadQueue = ReturnType<typeof createUploadQueue>;
