import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { DEVELOPER_HEADER } from "@/domain/access/developer-header";
import { MAX_DOCUMENT_BYTES } from "@/domain/knowledge/document";
import { sentencesIn } from "@/sentences/sentences-in";
import { appRouter } from "@/server/api/root";
import { ACCOUNT_EXPORT_PREFIX, answerAccountExport } from "./account-export";
import { answerAuditExport } from "./audit-export";
import { answerContactExport, CONTACT_EXPORT_PREFIX } from "./contact-export";
import { isDeveloperRequest } from "./developer";
import { answerDocumentFile, DOCUMENT_PREFIX } from "./document-file";
import { EXPORT_PREFIX } from "./export-gate";
import { answerMedia, MEDIA_PREFIX } from "./media";
import { decidePageAccess, isStaticPath } from "./page-access";
import { refuse } from "./refusal";
import { requestLanguage } from "./request-language";
import { setPagePolicy, setSecurityHeaders } from "./security-headers";
import { contextOf, type RequestRuntime, refuseForeignMutation } from "./trpc-request";

/** A document and the multipart frame around it. */
const MAX_BODY_BYTES = MAX_DOCUMENT_BYTES + 1024 * 1024;
const TRPC_PREFIX = "/api/trpc/";

type Answer = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

export interface ListenerDeps {
  runtime: RequestRuntime;
  /** Next, or whatever shows pages. It is asked only for what the request may see. */
  renderPage: Answer;
  /** The server takes no new work: whoever asks for its health hears so. */
  isStopping: () => boolean;
}

/** Everything that Parley answers over HTTP, and who may have it. Nothing is served beside it. It never throws. */
export function createListener(deps: ListenerDeps): (req: IncomingMessage, res: ServerResponse) => void {
  const { logger } = deps.runtime;
  return (req, res) => {
    answer(deps, req, res).catch((error: unknown) => {
      logger.error({ err: error, path: req.url?.split("?")[0] }, "request failed");
      if (!res.headersSent) res.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      res.end(sentencesIn(requestLanguage(req))("Something went wrong on our side. Try again in a moment."));
    });
  };
}

async function answer(deps: ListenerDeps, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { runtime, renderPage } = deps;
  const url = new URL(req.url ?? "/", "http://parley.invalid");
  setSecurityHeaders(res, { isHttps: runtime.env.PARLEY_PUBLIC_URL?.startsWith("https:") ?? false });
  const files = { ...runtime.services, httpPort: runtime.httpPort };
  if (url.pathname === "/healthz") return answerHealth(res, deps.isStopping());
  if (url.pathname.startsWith(TRPC_PREFIX)) return answerProcedure(deps, req, res, url);
  if (url.pathname.startsWith(MEDIA_PREFIX)) return answerMedia(files, req, res, url.pathname);
  if (url.pathname.startsWith(DOCUMENT_PREFIX)) return answerDocumentFile(files, req, res, url.pathname);
  const request = { req, res, pathname: url.pathname };
  if (url.pathname.startsWith(CONTACT_EXPORT_PREFIX)) return answerContactExport(files, request);
  if (url.pathname.startsWith(ACCOUNT_EXPORT_PREFIX)) return answerAccountExport(files, request);
  if (url.pathname.startsWith(EXPORT_PREFIX)) return answerAuditExport(files, request);
  if (isStaticPath(url.pathname)) return renderPage(req, res);
  return answerPage(deps, req, res, url);
}

async function answerPage(
  { runtime, renderPage }: ListenerDeps,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { env } = runtime;
  if (req.method !== "GET" && req.method !== "HEAD") {
    // No page takes a form: everything that changes something is a procedure.
    res.setHeader("allow", "GET, HEAD");
    return refuse(res, 405, "Pages can only be read.");
  }
  // Here and not in Next, so that a refreshed session's cookies go out on every answer, redirects included.
  const session = await runtime.services.auth.readSession(runtime.httpPort(req, res));
  const access = decidePageAccess({ pathname: url.pathname, search: url.search, isSignedIn: session !== null });
  if (access.kind === "redirect") {
    res.writeHead(307, { location: access.location, "cache-control": "no-store" }).end();
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  setPagePolicy(req, res, { nonce, isDevelopment: env.NODE_ENV === "development" });
  // Whatever the client sent under this name is gone.
  delete req.headers[DEVELOPER_HEADER];
  if (isDeveloperRequest(req, env)) req.headers[DEVELOPER_HEADER] = "1";
  await renderPage(req, res);
}

async function answerProcedure(
  { runtime }: ListenerDeps,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  if (refuseForeignMutation(req, res, runtime)) return;
  await nodeHTTPRequestHandler({
    req,
    res,
    path: url.pathname.slice(TRPC_PREFIX.length),
    router: appRouter,
    maxBodySize: MAX_BODY_BYTES,
    createContext: () => contextOf(runtime, req, res),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR")
        runtime.logger.error({ err: error.cause ?? error, path }, "procedure failed");
    },
  });
}

/** Connections that were open before a stop may still ask. */
function answerHealth(res: ServerResponse, isStopping: boolean): void {
  res.writeHead(isStopping ? 503 : 200, { "content-type": "application/json", "cache-control": "no-store" });
  res.end(JSON.stringify({ status: isStopping ? "stopping" : "ok" }));
}
