"use client";
import { TRPCClientError } from "@trpc/client";
import { UPLOAD_HEADER } from "@/domain/access/upload-header";
import type { AppRouter } from "@/server/api/root";
import { readWire, type Wire } from "./wire";

/**
 * Calls a mutation with a form, and tells how much of it is on its way: `fetch` can't. 0..1, the last of it when the
 * server has everything and is at work.
 * @throws TRPCClientError as the other calls do
 */
export function uploadForm(path: string, form: FormData, onProgress: (share: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/trpc/${path}`);
    request.setRequestHeader(UPLOAD_HEADER, "1");
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total);
    };
    request.onload = () => {
      const answer = parse(request.responseText);
      if (answer && "result" in answer) resolve(readWire(answer.result.data));
      else if (answer && "error" in answer) {
        const error = readWire(answer.error);
        reject(TRPCClientError.from<AppRouter>({ error } as Parameters<typeof TRPCClientError.from>[0]));
      } else reject(new TRPCClientError<AppRouter>("The answer can't be read."));
    };
    request.onerror = () => reject(new TRPCClientError<AppRouter>("The server can't be reached."));
    request.send(form);
  });
}

function parse(text: string): { result: { data: Wire } } | { error: Wire } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
