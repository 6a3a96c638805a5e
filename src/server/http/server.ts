import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import next from "next";
import { appRouter } from "@/server/api/root";
import { projectPath } from "@/server/project-root";
import type { Runtime } from "@/server/runtime";
import { answerAuditExport, EXPORT_PREFIX } from "./audit-export";
import { DEVELOPER_HEADER, isDeveloperRequest } from "./developer";
import { answerMedia, MEDIA_PREFIX } from "./media";
import { decidePageAccess, isStaticPath } from "./page-access";
import { setPagePolicy, setSecurityHeaders } from "./security-headers";
import { contextOf, refuseForeignMutation } from "./trpc-request";

/** An upload of 25 MB and the multipart frame around it. */
const MAX_BODY_BYTES = 26 * 1024 * 1024;
const TRPC_PREFIX = "/api/trpc/";

export interface WebServer {
  url: string;
  /** Takes no new requests and resolves when the running ones have ended; event streams are cut after a second. */
  close(): Promise<void>;
}

/** Serves Next's pages and tRPC on one port. Resolves when it listens. */
export async function startWebServer(runtime: Runtime): Promise<WebServer> {
  const { env, logger } = runtime;
  let isStopping = false;
  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => {
      logger.error({ err: error, path: req.url?.split("?")[0] }, "request failed");
      if (!res.headersSent) res.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      res.end("Something went wrong on our side. Try again in a moment.");
    });
  });
  const app = next({
    dev: env.NODE_ENV === "development",
    dir: projectPath(),
    hostname: env.HOST,
    port: env.PORT,
    httpServer: server,
    // Our own logger says what is going on; Next's banner is noise in it.
    quiet: env.NODE_ENV === "production",
  });
  await app.prepare();
  const renderPage = app.getRequestHandler();

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", "http://parley.invalid");
    setSecurityHeaders(res, { isHttps: env.PARLEY_PUBLIC_URL?.startsWith("https:") ?? false });
    if (url.pathname === "/healthz") return answerHealth(res, isStopping);
    if (url.pathname.startsWith(TRPC_PREFIX)) return handleTrpc(req, res, url);
    if (url.pathname.startsWith(MEDIA_PREFIX))
      return answerMedia({ ...runtime.services, httpPort: runtime.httpPort }, req, res, url.pathname);
    if (url.pathname.startsWith(EXPORT_PREFIX))
      return answerAuditExport({ ...runtime.services, httpPort: runtime.httpPort }, req, res, url.pathname);
    if (isStaticPath(url.pathname)) return renderPage(req, res);
    return answerPage(req, res, url);
  }

  async function answerPage(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    if (req.method !== "GET" && req.method !== "HEAD") {
      // No page takes a form: everything that changes something is a procedure.
      res.writeHead(405, { allow: "GET, HEAD", "content-type": "text/plain; charset=utf-8" });
      res.end("Pages can only be read.");
      return;
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

  async function handleTrpc(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
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
          logger.error({ err: error.cause ?? error, path }, "procedure failed");
      },
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.PORT, env.HOST, resolve);
  });
  const address = server.address() as AddressInfo;
  const host = env.HOST === "127.0.0.1" || env.HOST === "0.0.0.0" ? "localhost" : env.HOST;
  return {
    url: env.PARLEY_PUBLIC_URL ?? `http://${host}:${address.port}`,
    async close() {
      isStopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Event streams never end by themselves.
      setTimeout(() => server.closeAllConnections(), 1_000).unref();
      await closed;
      await app.close();
    },
  };
}

/** Connections that were open before a stop may still ask. */
function answerHealth(res: ServerResponse, isStopping: boolean): void {
  res.writeHead(isStopping ? 503 : 200, { "content-type": "application/json", "cache-control": "no-store" });
  res.end(JSON.stringify({ status: isStopping ? "stopping" : "ok" }));
}
