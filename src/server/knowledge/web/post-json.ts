import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { REFUSAL_MESSAGES, type WebRefusal } from "@/domain/knowledge/web/refusal";
import { checkPageUrl } from "@/domain/knowledge/web/url-policy";
import type { WebNetwork } from "./network";
import { openConnection } from "./open-connection";
import { readBody } from "./read-body";
import { reasonOf, WebStop } from "./web-stop";

const LIMITS = { connectMs: 5_000, idleMs: 10_000 };
const TOTAL_MS = 15_000;
const MAX_HEADER_BYTES = 16 * 1024;

export interface PostRequest {
  url: string;
  body: string;
  headers: Record<string, string>;
  /** Rejects with the signal's reason. */
  signal: AbortSignal;
  /** How much of the answer is read; what is longer is no answer. Default: nothing but its status. */
  maxAnswerBytes?: number;
}

export interface PostAnswer {
  status: number | undefined;
  problem: string | undefined;
  isFinal: boolean;
  body?: string | undefined;
}

/** The address itself is wrong, whenever it is asked. */
const FINAL: readonly WebRefusal[] = [
  "not_a_web_address",
  "address_too_long",
  "has_credentials",
  "unusual_port",
  "private_address",
];

/**
 * One POST to one address of the public web, under the rules by which pages are fetched: the address is checked as text,
 * resolved once, and connected to as it was checked. Redirects are not followed, so that nothing that stands in a private
 * network can be reached or told.
 */
export async function postJson(
  { network, userAgent }: { network: WebNetwork; userAgent: string },
  { url, body, headers, signal, maxAnswerBytes = 0 }: PostRequest,
): Promise<PostAnswer> {
  signal.throwIfAborted();
  const life = new AbortController();
  const alarm = setTimeout(() => life.abort(new WebStop("timeout")), TOTAL_MS);
  const onAbort = () => life.abort(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const check = checkPageUrl(url);
    if (!check.ok) throw new WebStop(check.reason);
    const target = new URL(check.url);
    const socket = await openConnection(target, { network, limits: LIMITS, life });
    try {
      const answer = await send(socket, target, { body, headers: { ...headers, "user-agent": userAgent } }, life);
      const read = maxAnswerBytes > 0 ? { body: await readText(answer, maxAnswerBytes) } : {};
      return { status: answer.statusCode ?? 0, problem: undefined, isFinal: false, ...read };
    } finally {
      socket.destroy();
    }
  } catch (error) {
    signal.throwIfAborted();
    const { reason } = reasonOf(life.signal.aborted ? life.signal.reason : error);
    return { status: undefined, problem: REFUSAL_MESSAGES[reason], isFinal: FINAL.includes(reason) };
  } finally {
    clearTimeout(alarm);
    signal.removeEventListener("abort", onAbort);
  }
}

async function send(
  socket: Socket,
  target: URL,
  { body, headers }: Pick<PostRequest, "body" | "headers">,
  life: AbortController,
): Promise<IncomingMessage> {
  const request = httpRequest({
    // Without an agent: no pool, no proxy of the environment, no lookup.
    createConnection: () => socket,
    method: "POST",
    path: target.pathname + target.search,
    setHost: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
    headers: { ...headers, host: target.host, "content-length": Buffer.byteLength(body), connection: "close" },
  });
  const response = once(request, "response", { signal: life.signal });
  // After the answer has begun, an error reaches nobody who reads on.
  request.on("error", () => undefined);
  request.on("upgrade", () => life.abort(new WebStop("unexpected_answer")));
  request.end(body);
  const [answer] = (await response) as [IncomingMessage];
  return answer;
}

const readText = async (answer: IncomingMessage, maxBytes: number): Promise<string> =>
  Buffer.from(await readBody(answer, { maxBytes, isCutAtLimit: false })).toString("utf8");
