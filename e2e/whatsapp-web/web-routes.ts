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
    const html = pageHtml(site.script, site.behaviour);
    if (site.behaviour.halfPage) response.write(html.slice(0, html.length / 2));
    else response.end(html);
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
  if (pathname.startsWith("/mms/")) return answerMedia(request, response, site, pathname.slice("/mms".length));
  response.statusCode = 404;
  response.end();
}

/** HEAD asks how a download would go, as the page's own code does before it offers one. */
async function answerMedia(
  request: IncomingMessage,
  response: ServerResponse,
  { media, behaviour }: { media: MediaStore; behaviour: Behaviour },
  directPath: string,
): Promise<void> {
  const file = media.find(directPath);
  const fault = media.faultOf(directPath);
  const stage = file ? (fault.gone ?? "RESOLVED") : "ERROR_MISSING";
  response.setHeader("x-media-stage", stage);
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const delayMs = fault.delayMs ?? behaviour.mediaDelayMs;
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  const isFailing = behaviour.failMedia || media.takeFailure(directPath);
  response.statusCode = !file || fault.gone ? 404 : isFailing ? 503 : 200;
  if (!file || response.statusCode !== 200) {
    response.end();
    return;
  }
  response.setHeader("content-type", file.mimetype);
  response.setHeader("content-length", file.bytes.length);
  if (fault.breaksAfterBytes === undefined) {
    response.end(file.bytes);
    return;
  }
  response.write(file.bytes.subarray(0, fault.breaksAfterBytes), () => response.destroy());
}
