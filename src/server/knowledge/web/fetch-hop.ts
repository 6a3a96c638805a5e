import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { WebRefusal } from "@/domain/knowledge/web/refusal";
import { parseContentType } from "./media-types";
import type { WebNetwork } from "./network";
import { type ConnectionLimits, openConnection } from "./open-connection";
import { type BodyLimits, readBody } from "./read-body";
import { WebStop } from "./web-stop";

const MAX_HEADER_BYTES = 16 * 1024;
const MAX_ETAG_LENGTH = 512;

/** How to ask again for something that was fetched before. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export interface Hop {
  network: WebNetwork;
  userAgent: string;
  /** Undefined: any. */
  mediaTypes: readonly string[] | undefined;
  /** Of what is known of this very address. */
  validators: Validators | undefined;
  limits: ConnectionLimits & BodyLimits;
}

export interface WebContent extends Validators {
  mediaType: string;
  /** As the server declares it, unchecked. */
  charset: string | undefined;
  bytes: Uint8Array;
}

export type HopAnswer =
  | { kind: "redirect"; location: string }
  | { kind: "not_modified" }
  | ({ kind: "content" } & WebContent);

/**
 * One GET of one address that has passed the policy, over a connection of its own that is closed afterwards. `life`
 * ends it. No cookies, no credentials, no referrer. @throws WebStop or what node throws
 */
export async function fetchHop(url: string, hop: Hop, life: AbortController): Promise<HopAnswer> {
  const target = new URL(url);
  const socket = await openConnection(target, { network: hop.network, limits: hop.limits, life });
  try {
    return await readAnswer(await ask(socket, target, hop, life), hop);
  } finally {
    socket.destroy();
  }
}

async function ask(socket: Socket, target: URL, hop: Hop, life: AbortController): Promise<IncomingMessage> {
  const { etag, lastModified } = hop.validators ?? { etag: null, lastModified: null };
  const request = httpRequest({
    // Without an agent: no pool, no proxy of the environment, no lookup.
    createConnection: () => socket,
    method: "GET",
    path: target.pathname + target.search,
    setHost: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
    headers: {
      host: target.host,
      "user-agent": hop.userAgent,
      accept: hop.mediaTypes?.join(", ") ?? "*/*",
      "accept-encoding": "gzip, br",
      connection: "close",
      ...(etag !== null && { "if-none-match": etag }),
      ...(lastModified !== null && { "if-modified-since": lastModified }),
    },
  });
  const response = once(request, "response", { signal: life.signal });
  // After the answer has begun, an error reaches whoever reads it.
  request.on("error", () => undefined);
  // Another protocol is no answer; node hands the connection over and would say nothing more.
  request.on("upgrade", () => life.abort(new WebStop("unexpected_answer")));
  request.end();
  const [answer] = (await response) as [IncomingMessage];
  return answer;
}

async function readAnswer(response: IncomingMessage, hop: Hop): Promise<HopAnswer> {
  const { statusCode = 0, headers } = response;
  if ([301, 302, 303, 307, 308].includes(statusCode))
    return { kind: "redirect", location: locationOf(headers.location) };
  if (statusCode === 304 && hop.validators) return { kind: "not_modified" };
  if (statusCode !== 200 && statusCode !== 203) throw refusalOf(statusCode, headers["retry-after"]);
  const { mediaType, charset } = parseContentType(headers["content-type"]);
  if (hop.mediaTypes && !hop.mediaTypes.includes(mediaType)) throw new WebStop("unsupported_type");
  const bytes = await readBody(response, hop.limits);
  const etag = keepEtag(headers.etag);
  return { kind: "content", mediaType, charset, bytes, etag, lastModified: keepDate(headers["last-modified"]) };
}

/** Node reads headers as Latin-1, but addresses in them are UTF-8 when they aren't encoded. */
function locationOf(header: string | undefined): string {
  if (header === undefined) throw new WebStop("unexpected_answer");
  return Buffer.from(header, "latin1").toString("utf8");
}

function refusalOf(status: number, retryAfter: string | undefined): WebStop {
  const seconds = Number(retryAfter);
  return new WebStop(reasonOfStatus(status), { status, retryAfterSeconds: seconds > 0 ? seconds : undefined });
}

function reasonOfStatus(status: number): WebRefusal {
  if (status === 404 || status === 410) return "not_found";
  if ([401, 402, 403, 407, 451].includes(status)) return "forbidden_by_site";
  if (status === 429 || status === 503) return "busy";
  return status >= 500 ? "site_error" : "unexpected_answer";
}

/** Only what can be sent back in a header, and stored. */
const keepEtag = (etag: string | undefined) =>
  etag && etag.length <= MAX_ETAG_LENGTH && /^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(etag) ? etag : null;
const keepDate = (date: string | undefined) =>
  date && /^[\w,: +-]{10,40}$/.test(date) && Date.parse(date) ? date : null;
