import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AUTH_PATH, type EmbeddedAuth } from "@/server/auth/embedded/embedded-auth";

/** Never another address: see arguments.ts. */
export const LOOPBACK = "127.0.0.1";

/** More than the endpoint takes, so that it is the one to refuse what is too large for it. */
const MAX_BODY_BYTES = 1024 * 1024;

export interface AuthServer {
  /** Such as `http://127.0.0.1:9998`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves an embedded endpoint over HTTP, below /auth/v1 as at Supabase and at the root as its auth server by itself does.
 * @param handlerFor is told the address, which the endpoint's tokens name; called once, before the first request
 * @throws Error when the port is taken
 */
export async function serveAuth(
  port: number,
  handlerFor: (url: string) => EmbeddedAuth["handle"],
): Promise<AuthServer> {
  const server = createServer();
  server.listen(port, LOOPBACK);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EADDRINUSE" ? new Error(`Port ${port} is taken by another program.`) : error;
  });
  const url = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  const handle = handlerFor(url);
  server.on("request", (req, res) => {
    answer(handle, url, req, res).catch(() => {
      // What is no request that fetch could have made.
      if (!res.headersSent) res.writeHead(400, { connection: "close" });
      res.end();
    });
  });
  return {
    url,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  handle: EmbeddedAuth["handle"],
  url: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const request = await toRequest(url, req);
  const response = await handle(request, { clientAddress: req.socket.remoteAddress ?? null });
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.end(Buffer.from(await response.arrayBuffer()));
}

async function toRequest(url: string, req: IncomingMessage): Promise<Request> {
  const path = req.url ?? "/";
  const headers = new Headers();
  for (const [name, values] of Object.entries(req.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const body = await readBody(req);
  return new Request(url + (path.startsWith(`${AUTH_PATH}/`) ? path : AUTH_PATH + path), {
    method: req.method ?? "GET",
    headers,
    body: body.length > 0 ? body : null,
  });
}

async function readBody(req: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) throw new Error("The body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
