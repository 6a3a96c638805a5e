import type { ServerResponse } from "node:http";

/** Ends a request for a file with the reason why it isn't given out, as plain text. */
export function refuse(res: ServerResponse, status: number, words: string): undefined {
  res.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  res.end(words);
}
