import type { ServerResponse } from "node:http";
import { sentencesIn } from "@/sentences/sentences-in";
import { requestLanguage } from "./request-language";

/** Ends a request with the reason why it isn't answered, as plain text in the reader's language. */
export function refuse(res: ServerResponse, status: number, words: string): undefined {
  res.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  res.end(sentencesIn(requestLanguage(res.req))(words));
}
