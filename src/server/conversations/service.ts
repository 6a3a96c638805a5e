import type { Role } from "@/domain/access/roles";
import { isPersonActive } from "@/domain/agent/gate";
import { previewOf } from "@/domain/messaging/content";
import type { Priority } from "@/domain/messaging/conversation";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import {
  type Ownership,
  ownershipAfterReply,
  ownershipOf,
  returnedToBot,
  takenOver,
} from "@/domain/messaging/ownership";
import { getAccount } from "@/server/accounts/service";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { takenBy } from "./assigning";
import { type ConversationKey, type ConversationRow, updateConversation } from "./conversation-queries";
import { outdateWaitingDraft } from "./drafts/queries";
import { replaceWaitingDraft } from "./drafts/replacing";
import { createDraftActs } from "./drafts/service";
import { removeFact, saveFact } from "./facts";
import { assignConversation, type ByActor, closeConversation, setPriority } from "./handling";
import { readHandover } from "./handover";
import { found, inConversation } from "./in-conversation";
import { listMessages, type MessagePageAsk } from "./message-page";
import { selectMissed } from "./missed-queries";
import { createNoteActs } from "./notes/service";
import { queueReply } from "./outbox";
import { cancelQueuedReplies, findByIdempotencyKey } from "./outbox-queries";
import {
  type ConversationPage,
  selectConversation,
  selectConversations,
  selectTurn,
  selectTurnsCiting,
} from "./queries";
import { searchConversations } from "./search";

/** More than anybody works through; what is newer matters more. */
const MISSED_LIMIT = 100;
/** Enough to see what a document is used for. */
const ANSWERS_LIMIT = 50;

export interface PersonReply extends ConversationKey {
  userId: string;
  text: string;
  /** Made once per click, so that a repeated request never sends twice. */
  idempotencyKey: string;
}

export type ConversationService = ReturnType<typeof createConversationService>;

/** The inbox: reading conversations, answering in them as a person, and who answers. */
export function createConversationService({ db, now }: { db: Database; now: () => Date }) {
  return {
    ...createDraftActs({ db, now }),
    ...createNoteActs({ db, now }),

    listConversations: async (page: ConversationPage) =>
      (await selectConversations(db, page, now())).map((row) => asOwned(row, now())),

    /** @throws AppError not_found */
    getConversation: async (key: ConversationKey) => asOwned(found(await selectConversation(db, key)), now()),

    /** A page of messages, oldest first: see message-page.ts. @throws AppError not_found */
    listMessages: async (page: MessagePageAsk) => {
      found(await selectConversation(db, page));
      return listMessages(db, page);
    },

    /** See search.ts. */
    search: (ask: { accountId: string; query: string; role: Role }) => searchConversations(db, ask),

    /** What came in while Parley was offline, was too old to be answered, and that nobody has answered since. */
    listMissed: async (accountId: string) => {
      const rows = await selectMissed(db, { accountId, limit: MISSED_LIMIT });
      return rows.map(({ kind, body, ...row }) => ({ ...row, preview: previewOf({ kind, body }) }));
    },

    /** Everything behind "why this answer". @throws AppError not_found */
    getTurn: async (key: { accountId: string; turnId: string }) => {
      const turn = await selectTurn(db, key);
      if (!turn) throw new AppError("not_found", "This answer doesn't exist any more.");
      return turn;
    },

    /** The newest replies that stand on a document, newest first. */
    listAnswersFrom: (key: { accountId: string; documentId: string }) =>
      selectTurnsCiting(db, { ...key, limit: ANSWERS_LIMIT }),

    /**
     * Sends as a person, who answers from then on; the bot comes back by itself some time after the last reply. In
     * shadow mode people send everything, so the bot goes on drafting.
     */
    replyAsPerson: (reply: PersonReply) => replyAsPerson(db, reply, now()),

    /** A person answers until somebody gives the conversation back. */
    takeOver: ({ actor, ...key }: ConversationKey & ByActor) =>
      changeOwner(db, key, { actor, action: "conversation.takenOver", now: now() }, (conversation) =>
        takenOver(ownershipOf(conversation), null, now()),
      ),

    returnToBot: ({ actor, ...key }: ConversationKey & ByActor) =>
      changeOwner(db, key, { actor, action: "conversation.returnedToBot", now: now() }, (conversation) =>
        returnedToBot(ownershipOf(conversation)),
      ),

    /** Settles it: see handling.ts. A new message of the customer opens it again, as if nothing had been said before. */
    close: (ask: ConversationKey & ByActor) => closeConversation(db, ask, now()),

    /** Says who looks after it; null = nobody in particular. @throws AppError: see handling.ts */
    assign: (ask: ConversationKey & ByActor & { userId: string | null }) => assignConversation(db, ask),

    setPriority: (ask: ConversationKey & ByActor & { priority: Priority }) => setPriority(db, ask),

    /** Corrects or adds what is known of the customer: see facts.ts. */
    saveFact: (fact: ConversationKey & ByActor & { name: string; value: string }) => saveFact(db, fact),
    removeFact: (fact: ConversationKey & ByActor & { name: string }) => removeFact(db, fact),

    /** For whoever takes over: see domain/agent/handover-brief.ts. Null when there is nothing to take over. */
    getHandover: (key: ConversationKey) => readHandover(db, key, now()),

    markRead: async (key: ConversationKey) => {
      await inConversation(db, key, async (tx, conversation) => {
        if (conversation.unreadCount > 0) await updateConversation(tx, key, { unreadCount: 0 });
      });
    },
  };
}

/** A takeover that has run out is the bot's again, also before anything has written so. */
function asOwned<Row extends Pick<Ownership, "owner" | "takeoverUntil">>(row: Row, now: Date): Row {
  return isPersonActive(row, now) ? row : { ...row, owner: "bot", takeoverUntil: null };
}

async function changeOwner(
  db: Database,
  key: ConversationKey,
  { actor, action, now }: ByActor & { action: AuditRecord["action"]; now: Date },
  decide: (conversation: ConversationRow) => Ownership,
): Promise<void> {
  await inConversation(db, key, async (tx, conversation) => {
    const ownership = decide(conversation);
    const assignee = ownership.owner === "person" ? await takenBy(tx, conversation, actor?.userId) : {};
    // Whoever decides who answers has looked at it, so nobody else is waited for.
    await updateConversation(tx, key, { ...ownership, ...assignee, needsPersonReason: null });
    // Drafted under another owner: whoever takes over answers in their own words.
    if (ownership.ownershipEpoch !== conversation.ownershipEpoch) await outdateWaitingDraft(tx, key, now);
    if (ownership.owner === "person") await cancelQueuedReplies(tx, key, DELIVERY_WORDS.person_took_over);
    // Without the customer's name: it can be erased, and the entry stays.
    const target = { kind: "conversation", id: key.conversationId };
    if (actor) await recordAudit(tx, { accountId: key.accountId, actor, action, target });
  });
}

async function replyAsPerson(db: Database, reply: PersonReply, now: Date): Promise<{ messageId: string }> {
  const idempotencyKey = `person:${reply.idempotencyKey}`;
  return inConversation(db, reply, async (tx, conversation) => {
    const earlier = await findByIdempotencyKey(tx, { accountId: reply.accountId, idempotencyKey });
    if (earlier) return { messageId: earlier.messageId };
    const { answerSettings, isShadowed } = await getAccount(tx, reply.accountId);
    const until = new Date(now.getTime() + answerSettings.takeoverMinutes * 60_000);
    await cancelQueuedReplies(tx, reply, DELIVERY_WORDS.person_took_over);
    await replaceWaitingDraft(tx, reply, { text: reply.text, userId: reply.userId, writtenAt: now, now });
    const { messageId } = await queueReply(
      tx,
      {
        accountId: reply.accountId,
        conversationId: conversation.id,
        chatId: conversation.chatId,
        text: reply.text,
        idempotencyKey,
        from: { author: "person", userId: reply.userId },
      },
      now,
    );
    await updateConversation(tx, reply, {
      ...ownershipAfterReply(ownershipOf(conversation), { until, isShadowed, now }),
      ...(await takenBy(tx, conversation, reply.userId)),
      needsPersonReason: null,
      unreadCount: 0,
      lastMessageAt: now,
      lastMessagePreview: previewOf({ kind: "text", body: reply.text }),
    });
    return { messageId };
  });
}
