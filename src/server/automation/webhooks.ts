import { createHmac } from "node:crypto";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import { type DeliveryKey, findDelivery, recordDelivery } from "./delivery-queries";

export interface WebhookAnswer {
  /** Of the answer; undefined when there was none. */
  status: number | undefined;
  /** For people: why there was none. */
  problem: string | undefined;
  /** Trying again would come to the same. */
  isFinal: boolean;
  /** What it said, as far as it was asked for. */
  body?: string | undefined;
}

/** Sends a body to an address and tells what came back; rejects only when the signal fires. */
export type WebhookPost = (request: {
  url: string;
  body: string;
  headers: Record<string, string>;
  signal: AbortSignal;
  /** How much of the answer is read; default: nothing but its status. */
  maxAnswerBytes?: number;
}) => Promise<WebhookAnswer>;

export interface WebhookAttempt {
  signal: AbortSignal;
  isLast: boolean;
}

interface WebhookDeps {
  db: Database;
  post: WebhookPost;
  secretKey: Uint8Array;
  now: () => Date;
}

/** Derived, so that it is kept nowhere; another installation key makes other ones. In hexadecimal. */
export const webhookKeyOf = (secretKey: Uint8Array, accountId: string): string =>
  createHmac("sha256", secretKey).update(`webhook-signature:${accountId}`).digest("hex");

/** `sha256=` and the HMAC of the time, a dot and the body: who has the key knows that it is ours, and not an old one. */
export const webhookSignature = (key: string, timestamp: string, body: string): string =>
  `sha256=${createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex")}`;

/** Of a call to another system. */
export function signedHeaders(call: {
  secretKey: Uint8Array;
  accountId: string;
  /** Tells a second try from a second call. */
  id: string;
  body: string;
  at: Date;
}): Record<string, string> {
  const timestamp = String(Math.floor(call.at.getTime() / 1000));
  return {
    "content-type": "application/json",
    "x-parley-delivery": call.id,
    "x-parley-timestamp": timestamp,
    "x-parley-signature": webhookSignature(webhookKeyOf(call.secretKey, call.accountId), timestamp, call.body),
  };
}

/** These ask for another try. */
const WORTH_RETRYING = [408, 425, 429];

/**
 * Calls the other system once. It may hear of the same delivery twice (it answered, and we died before we wrote that
 * down): the delivery's id in the headers tells.
 * @throws AppError when it should be tried again
 */
export async function deliverWebhook(
  { db, post, secretKey, now }: WebhookDeps,
  key: DeliveryKey,
  { signal, isLast }: WebhookAttempt,
): Promise<void> {
  const delivery = await findDelivery(db, key);
  if (delivery?.status !== "waiting") return;
  const body = JSON.stringify(delivery.body);
  const headers = signedHeaders({ secretKey, accountId: key.accountId, id: delivery.id, body, at: now() });
  const answer = await post({ url: delivery.url, body, headers, signal });
  const { status, problem } = answer;
  if (status !== undefined && status >= 200 && status < 300)
    return recordDelivery(db, key, { status: "delivered", error: null });
  const error = problem ?? `The other system answered with ${status}.`;
  const isRefused = status !== undefined && status >= 300 && status < 500 && !WORTH_RETRYING.includes(status);
  const isOver = isLast || answer.isFinal || isRefused;
  await recordDelivery(db, key, { status: isOver ? "failed" : "waiting", error });
  if (!isOver) throw new AppError("upstream_unavailable", error);
}
