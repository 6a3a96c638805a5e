import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { projectPath } from "@/server/project-root";
import type { Runtime } from "@/server/runtime";
import { createListener } from "./listener";

export interface WebServer {
  url: string;
  /** Takes no new requests and resolves when the running ones have ended; event streams are cut after a second. */
  close(): Promise<void>;
}

/** Serves Next's pages and tRPC on one port. Resolves when it listens. */
export async function startWebServer(runtime: Runtime): Promise<WebServer> {
  const { env } = runtime;
  let isStopping = false;
  const server = createServer();
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
  server.on("request", createListener({ runtime, renderPage: app.getRequestHandler(), isStopping: () => isStopping }));
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
