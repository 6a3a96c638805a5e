import type { ChannelMessage } from "@/domain/messaging/message";
import type { Database } from "@/server/db/client";
import {
  deleteErasedMessage,
  findErasedAt,
  insertErasedMessages,
  optOutContact,
  takeErasedOptOut,
} from "./erased-queries";
import { aliasMark, echoMark, messageMark } from "./marks";

/** What is sent when a contact is erased is seen in the chat soon after; clocks may differ by this much besides. */
const ECHO_WITHIN_MS = 5 * 60_000;

/** Whether this message was erased, or is the echo of a reply that was being sent when its contact was erased. */
export async function wasErased(
  tx: Database,
  { accountId, message, secretKey }: { accountId: string; message: ChannelMessage; secretKey: Uint8Array },
): Promise<boolean> {
  const own = { accountId, mark: messageMark(secretKey, { accountId, ...message }) };
  if (await findErasedAt(tx, own)) return true;
  if (!message.fromMe) return false;
  const echo = { accountId, mark: echoMark(secretKey, { accountId, ...message }) };
  const erasedAt = await findErasedAt(tx, echo);
  if (!erasedAt || message.sentAt.getTime() > erasedAt.getTime() + ECHO_WITHIN_MS) return false;
  // From now on it is known by its id.
  await deleteErasedMessage(tx, echo);
  await insertErasedMessages(tx, { accountId, marks: [own.mark], erasedAt });
  return true;
}

/** Who wanted no automatic messages and was erased wants none when they write again: a contact that has just become known. */
export async function recallOptOut(
  tx: Database,
  contact: { accountId: string; contactId: string; aliases: readonly string[]; secretKey: Uint8Array },
): Promise<void> {
  const { accountId, contactId, aliases, secretKey } = contact;
  const marks = aliases.map((alias) => aliasMark(secretKey, { accountId, alias }));
  const optedOutAt = await takeErasedOptOut(tx, { accountId, marks });
  if (optedOutAt) await optOutContact(tx, { accountId, contactId, optedOutAt });
}
