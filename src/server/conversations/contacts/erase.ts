import { randomUUID } from "node:crypto";
import { keepFiguresOf } from "@/server/analytics/service";
import type { Actor } from "@/server/audit/actor";
import { forgetTargetNames, recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { forgetCasesWith } from "@/server/evaluation/service";
import { forgetQuestionsOf } from "@/server/knowledge/gaps/service";
import type { MediaService } from "@/server/media/service";
import { lockContacts } from "../contact-queries";
import {
  type ConversationKey,
  type ConversationRow,
  findConversation,
  lockConversation,
} from "../conversation-queries";
import { found } from "../in-conversation";
import { listAttempted } from "../outbox-queries";
import { CONTACT_TAG } from "../tag-queries";
import {
  deleteContact,
  deleteMentions,
  listAliases,
  listErasable,
  listFileDigests,
  lockContact,
} from "./erase-queries";
import { insertErasedMessages, insertErasedOptOut } from "./erased-queries";
import { aliasMark, echoMark, messageMark } from "./marks";

export interface EraseDeps {
  db: Database;
  files: Pick<MediaService, "forget">;
  secretKey: Uint8Array;
  now: () => Date;
}

/**
 * Erases everything that is kept of a conversation's contact, for ever. What they write later makes a new contact. What
 * stays: figures, keyed hashes of the messages (so that WhatsApp's history doesn't bring them back) and of the ids of
 * somebody who opted out (so that they stay so), and the entry in the audit log. See docs/decisions/0043.
 * @returns how many messages there were. @throws AppError not_found
 */
export async function eraseContact(
  deps: EraseDeps,
  { actor, ...key }: ConversationKey & { actor: Actor },
): Promise<{ messageCount: number }> {
  const { db, files } = deps;
  const { digests, messageCount } = await db.transaction(async (tx) => {
    // As whoever stores a message of somebody new does: nobody becomes this contact meanwhile, or another one.
    await lockContacts(tx, key.accountId);
    const { contactId } = found(await findConversation(tx, key));
    const contact = found(await lockContact(tx, { accountId: key.accountId, contactId }));
    const conversation = found(await lockConversation(tx, key));
    const erased = await eraseRows(tx, deps, { conversation, optedOutAt: contact.optedOutAt });
    const target = { kind: "conversation", id: key.conversationId };
    const after = { messages: erased.messageCount };
    await recordAudit(tx, { accountId: key.accountId, actor, action: "contact.erased", target, after });
    await publishChange(tx, { accountId: key.accountId, topic: "conversation", id: key.conversationId });
    return erased;
  });
  // After it: a file that another message has as well stays. What a process that dies here leaves is tidied up later.
  for (const sha256 of digests) await files.forget({ accountId: key.accountId, sha256 });
  return { messageCount };
}

/** The rows of a contact that is held until the transaction ends. @returns digests of files that may be needed no more */
export async function eraseRows(
  tx: Database,
  { secretKey, now }: Pick<EraseDeps, "secretKey" | "now">,
  { conversation, optedOutAt }: { conversation: ConversationRow; optedOutAt: Date | null },
): Promise<{ digests: string[]; messageCount: number }> {
  const { accountId, contactId, id: conversationId, chatId } = conversation;
  const key = { accountId, conversationId };
  const erasedAt = now();
  const messages = await listErasable(tx, key);
  const aliases = [...new Set([chatId, ...(await listAliases(tx, { accountId, contactId }))])];
  const digests = await listFileDigests(tx, key);

  // A reply that is being handed over, or may have been: it is seen in the chat under an id that nobody knows yet.
  const attempted = await listAttempted(tx, key);
  const echoes = attempted.flatMap(({ kind, body, chatId: sentTo }) =>
    [...new Set([sentTo, ...aliases])].map((id) => echoMark(secretKey, { accountId, chatId: id, kind, body })),
  );
  const known = messages.flatMap(({ stanzaId, fromMe }) =>
    stanzaId === null ? [] : [messageMark(secretKey, { accountId, stanzaId, fromMe })],
  );
  await insertErasedMessages(tx, { accountId, marks: [...new Set([...known, ...echoes])], erasedAt });
  if (optedOutAt) {
    const marks = aliases.map((alias) => aliasMark(secretKey, { accountId, alias }));
    await insertErasedOptOut(tx, { accountId, personId: randomUUID(), optedOutAt, marks });
  }

  await keepFiguresOf(tx, { ...key, now: erasedAt });
  const groupIds = await forgetQuestionsOf(tx, key);
  const texts = messages.filter(({ fromMe }) => !fromMe).map(({ body }) => body);
  const caseIds = await forgetCasesWith(tx, { accountId, texts });
  await forgetTargetNames(tx, { accountId, kind: CONTACT_TAG, ids: [conversationId] });
  await forgetTargetNames(tx, { accountId, kind: "question", ids: groupIds });
  await forgetTargetNames(tx, { accountId, kind: "test_case", ids: caseIds });
  await deleteMentions(tx, key);
  await deleteContact(tx, { accountId, contactId });
  return { digests, messageCount: messages.length };
}
