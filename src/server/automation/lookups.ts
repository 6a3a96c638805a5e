import { createHash } from "node:crypto";
import type { Database } from "../db/client";
import { findCustomer } from "./customer-queries";
import { signedHeaders, type WebhookPost } from "./webhooks";

/** More of an answer is not read: a model is given much less. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** A question to another system of the business, which a model asks while it answers a customer. */
export interface SystemQuestion {
  accountId: string;
  /** Which of the account's lookups it is. */
  name: string;
  url: string;
  input: Readonly<Record<string, string>>;
  /** Where the customer asked; absent where nobody did, in the playground and in tests. `occasion`: see below. */
  conversation?: { id: string; occasion: string };
}

interface LookupDeps {
  db: Database;
  post: WebhookPost;
  secretKey: Uint8Array;
  now: () => Date;
}

/**
 * Asks once, signed as webhooks are. The same question on the same occasion has the same id, so that a system that counts
 * what it is asked can tell a second try from a second question. `body` undefined: there was no answer that could be read.
 */
export async function askSystem(
  { db, post, secretKey, now }: LookupDeps,
  { accountId, name, url, input, conversation }: SystemQuestion,
  signal: AbortSignal,
): Promise<{ status: number | undefined; body: string | undefined }> {
  const customer = conversation && (await findCustomer(db, { accountId, conversationId: conversation.id }));
  const at = now();
  const body = JSON.stringify({
    event: "lookup.asked",
    at: at.toISOString(),
    account: { id: accountId },
    lookup: name,
    input,
    isTest: conversation === undefined,
    conversation: conversation ? { id: conversation.id } : null,
    // So that the other system can tell whether the order is this customer's.
    contact:
      customer && !customer.isGroup
        ? { id: customer.contactId, name: customer.name, phoneNumber: customer.phoneNumber }
        : null,
  });
  const id = idOf([
    accountId,
    conversation?.id ?? "test",
    conversation?.occasion ?? String(at.getTime()),
    name,
    url,
    JSON.stringify(input),
  ]);
  const headers = signedHeaders({ secretKey, accountId, id, body, at });
  const answer = await post({ url, body, headers, signal, maxAnswerBytes: MAX_ANSWER_BYTES });
  return { status: answer.status, body: answer.body };
}

const idOf = (parts: readonly string[]): string =>
  `lookup_${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22)}`;
