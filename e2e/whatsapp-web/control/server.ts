/** The control interface: JSON over HTTP on loopback, so that other processes can hold the phones; at `/`, a phone screen. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { ZodError } from "zod";
import type { Simulator } from "../server";
import { streamEvents } from "./events";
import { ControlError, patternOf } from "./route";
import { routes } from "./routes";

export interface ControlServer {
  url: string;
  close(): Promise<void>;
}

const SCREEN_FOLDER = path.join(import.meta.dirname, "..", "phone-screen");
const SCREEN_SCRIPTS = ["screen", "state", "dom", "business", "messages", "composer"];
const SCREEN_FILES: Record<string, { file: string; type: string }> = {
  "/": { file: "index.html", type: "text/html; charset=utf-8" },
  ...Object.fromEntries(
    ["style.css", "chat.css"].map((file) => [`/${file}`, { file, type: "text/css; charset=utf-8" }]),
  ),
  ...Object.fromEntries(
    SCREEN_SCRIPTS.map((name) => [`/${name}.js`, { file: `${name}.js`, type: "text/javascript; charset=utf-8" }]),
  ),
};

const PATTERNS = routes.map((route) => ({ ...route, pattern: patternOf(route) }));

const sendJson = (response: ServerResponse, status: number, value: unknown) => {
  if (value === undefined) response.writeHead(204).end();
  else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
};

/** Pages of other sites must not reach it: only loopback names, and only JSON bodies (which browsers ask leave for). */
function assertLocal(request: IncomingMessage): void {
  const host = new URL(`http://${request.headers.host ?? ""}`).hostname;
  if (!["127.0.0.1", "localhost"].includes(host)) throw new ControlError(403, "only for this machine");
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const raw = await text(request);
  if (raw === "") {
    if (request.headers.origin && new URL(request.headers.origin).host !== request.headers.host)
      throw new ControlError(403, "only for this page");
    return undefined;
  }
  if (!request.headers["content-type"]?.startsWith("application/json")) throw new ControlError(415, "send JSON");
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    throw new ControlError(400, "this is not JSON");
  }
}

async function answer(simulator: Simulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  assertLocal(request);
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const screen = SCREEN_FILES[url.pathname];
  if (screen) {
    const content = await readFile(path.join(SCREEN_FOLDER, screen.file));
    response.writeHead(200, { "content-type": screen.type, "cache-control": "no-store" }).end(content);
    return;
  }
  if (url.pathname === "/api/events") return streamEvents(simulator, request, response);
  for (const { method, pattern, handle } of PATTERNS) {
    const match = request.method === method ? pattern.exec(url.pathname) : null;
    if (!match) continue;
    const parameters = match.slice(1).map(decodeURIComponent);
    const body = method === "POST" ? await readBody(request) : undefined;
    sendJson(response, 200, await handle({ simulator, parameters, query: url.searchParams, body }));
    return;
  }
  throw new ControlError(404, `no such route: ${request.method} ${url.pathname}`);
}

function describeFailure(error: unknown): { status: number; message: string } {
  if (error instanceof ControlError) return { status: error.status, message: error.message };
  if (error instanceof ZodError) {
    const issues = error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
    return { status: 400, message: issues.join("; ") };
  }
  return { status: 500, message: String((error as Error).stack ?? error) };
}

function sendFailure(response: ServerResponse, error: unknown): void {
  const { status, message } = describeFailure(error);
  if (response.headersSent) response.end();
  else sendJson(response, status, { error: message });
}

export async function startControlServer(simulator: Simulator, port: number): Promise<ControlServer> {
  const server = createServer((request, response) => {
    answer(simulator, request, response).catch((error: unknown) => sendFailure(response, error));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
