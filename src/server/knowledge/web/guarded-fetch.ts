import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { isIP } from "node:net";
import { isPublicAddress } from "@/domain/knowledge/web/address-policy";
import type { WebRefusal } from "@/domain/knowledge/web/refusal";
import { FetchRefused } from "@/server/fetch-refused";
import type { WebNetwork } from "./network";
import { openConnection } from "./open-connection";
import { readBody } from "./read-body";
import { reasonOf, WebStop } from "./web-stop";

/** A model is silent while it thinks; whoever asks ends the call earlier. */
const LIMITS = { connectMs: 5_000, idleMs: 60_000 };
const BODY = { maxBytes: 4 * 1024 * 1024, isCutAtLimit: false };
const MAX_HEADER_BYTES = 16 * 1024;

export interface GuardedFetchDeps {
  network: WebNetwork;
  /** Undefined: it may be asked like any public address. `trusted`: wherever it stands. Else why it may not. */
  judge(url: URL): WebRefusal | "trusted" | undefined;
}

/** As asking again in a moment can't help. */
const FINAL: readonly WebRefusal[] = ["not_a_web_address", "private_address", "unusual_port", "name_not_found"];

/**
 * `fetch` for addresses that members of an account typed: connected to as they were checked, as web pages are, so that
 * nothing in a private network can be reached. Redirects are answers, not followed: a key never travels to another host.
 * Bodies are text, both ways. It rejects with a FetchRefused, or with an error that has one as its cause.
 */
export function createGuardedFetch({ network, judge }: GuardedFetchDeps): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { body = null, signal } = init;
    if (body !== null && typeof body !== "string") throw new TypeError("Only text can be sent.");
    signal?.throwIfAborted();
    const life = new AbortController();
    const onAbort = () => life.abort(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      const verdict = judge(url);
      if (verdict !== undefined && verdict !== "trusted") throw new WebStop(verdict);
      const socket = await openConnection(url, { network, limits: LIMITS, life, isTrusted: verdict === "trusted" });
      try {
        const answer = await send(socket, url, { ...init, body }, life);
        return await responseOf(answer);
      } finally {
        socket.destroy();
      }
    } catch (error) {
      signal?.throwIfAborted();
      const refusal = new FetchRefused(reasonOf(life.signal.aborted ? life.signal.reason : error).reason);
      if (FINAL.includes(refusal.reason)) throw refusal;
      // As fetch says it: callers take it for something that may be gone in a moment.
      throw new TypeError("fetch failed", { cause: refusal });
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
  };
}

/** Whether a name leads to anything that isn't public. Undefined: no, or nobody knows the name at present. */
export async function findPrivateAddress(network: WebNetwork, url: URL): Promise<WebRefusal | undefined> {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const addresses = isIP(host) ? [host] : await network.resolve(host).catch(() => []);
  return addresses.every(isPublicAddress) ? undefined : "private_address";
}

async function send(
  socket: Socket,
  url: URL,
  { method = "GET", headers, body }: { method?: string; headers?: RequestInit["headers"]; body: string | null },
  life: AbortController,
): Promise<IncomingMessage> {
  const request = httpRequest({
    // Without an agent: no pool, no proxy of the environment, no lookup.
    createConnection: () => socket,
    method,
    path: url.pathname + url.search,
    setHost: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
    headers: {
      ...Object.fromEntries(new Headers(headers)),
      host: url.host,
      "accept-encoding": "gzip, br",
      "content-length": Buffer.byteLength(body ?? ""),
      connection: "close",
    },
  });
  const response = once(request, "response", { signal: life.signal });
  // After the answer has begun, an error reaches whoever reads it.
  request.on("error", () => undefined);
  request.on("upgrade", () => life.abort(new WebStop("unexpected_answer")));
  request.end(body ?? "");
  const [answer] = (await response) as [IncomingMessage];
  return answer;
}

const WITHOUT_BODY: readonly number[] = [101, 204, 205, 304];

async function responseOf(answer: IncomingMessage): Promise<Response> {
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599) throw new WebStop("unexpected_answer");
  const bytes = await readBody(answer, BODY);
  const headers = new Headers();
  for (const name of ["content-type", "retry-after", "retry-after-ms"]) {
    const value = answer.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return new Response(WITHOUT_BODY.includes(status) ? null : Buffer.from(bytes), { status, headers });
}
