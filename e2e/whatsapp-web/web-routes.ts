/** What web.whatsapp.com and its media hosts answer over HTTPS. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Behaviour } from "./behaviour";
import type { MediaStore } from "./media-store";
import { pageHtml } from "./page-bundle";

export async function answerWebRequest(
  request: IncomingMessage,
  response: ServerResponse,
  site: { script: string; behaviour: Behaviour; media: MediaStore },
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "https://web.whatsapp.com");
  if (pathname === "/") {
    if (site.behaviour.stall) return;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(pageHtml(site.script, site.behaviour));
    return;
  }
  if (pathname === "/blank") {
    response.setHeader("content-type", "text/html");
    response.end("<p>blank");
    return;
  }
  if (pathname === "/upload" && request.method === "POST") {
    const mimetype = request.headers["content-type"] ?? "application/octet-stream";
    const directPath = site.media.put({ bytes: await buffer(request), mimetype });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ directPath }));
    return;
  }
  const file = pathname.startsWith("/mms/") ? site.media.find(pathname.slice("/mms".length)) : undefined;
  response.statusCode = file ? 200 : 404;
  if (file) response.setHeader("content-type", file.mimetype);
  response.end(file?.bytes);
}
