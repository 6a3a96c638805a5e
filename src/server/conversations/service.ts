import type { Role } from "@/domain/access/roles";
import { isPersonActive } from "@/domain/agent/gate";
import { previewOf } from "@/domain/messaging/content";
import type { Priority } from "@/domain/messaging/conversation";
import { DELIVERY_WORDS } from "@/domain/messaging/delivery";
import { type Ownership, ownershipOf, returnedToBot, takenOver } from "@/domain/messaging/ownership";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import type { MediaService } from "@/server/media/service";
import { takenBy } from "./assigning";
import { type ConversationKey, type ConversationRow, updateConversation } from "./conversation-queries";
import { outdateWaitingDraft } from "./drafts/queries";
import { createDraftActs } from "./drafts/service";
import { removeFact, saveFact } from "./facts";
import { assignConversation, type ByActor, closeConversation, setPriority } from "./handling";
import { readHandover } from "./handover";
import { found, inConversation } from "./in-conversation";
import { listMessages, type MessagePageAsk } from "./message-page";
import { selectMissed } from "./missed-queries";
import { createNoteActs } from "./notes/service";
import { cancelQueuedReplies } from "./outbox-queries";
import { createPersonReplies } from "./person-replies";
import { createPresenceActs } from "./presence/service";
import {
  type ConversationPage,
  findMessageSince,
  selectConversation,
  selectConversations,
  selectTurn,
  selectTurnsCiting,
} from "./queries";
import { searchConversations } from "./search";
import { snoozeConversation, unsnoozeConversation } from "./snoozing";
import { addTag, removeTag } from "./tagging";

/** More than anybody works through; what is newer matters more. */
const MISSED_LIMIT = 100;
/** Enough to see what a document is used for. */
const ANSWERS_LIMIT = 50;

export interface ConversationDeps {
  db: Database;
  /** Where the bytes of files lie that people send. */
  files: Pick<MediaService, "keepFile">;
  now: () => Date;
}

export type ConversationService = ReturnType<typeof createConversationService>;

/** The inbox: reading conversations, answering in them as a person, and who answers. */
export function createConversationService(deps: ConversationDeps) {
  const { db, now } = deps;
  return {
    ...createPersonReplies(deps),
    ...createDraftActs({ db, now }),
    ...createNoteActs({ db, now }),
    ...createPresenceActs({ db, now }),

    listConversations: async (page: ConversationPage) =>
      (await selectConversations(db, page, now())).map((row) => asOfNow(row, now())),

    /** @throws AppError not_found */
    getConversation: async (key: ConversationKey) => asOfNow(found(await selectConversation(db, key)), now()),

    /** The first message of a day and after, else the newest; null where there is none. @throws AppError not_found */
    findMessageSince: async (key: ConversationKey & { since: Date }) => {
      found(await selectConversation(db, key));
      return (await findMessageSince(db, key)) ?? null;
    },

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

    /** Puts it off until then: see snoozing.ts. @throws AppError bad_request, not_found */
    snooze: (ask: ConversationKey & ByActor & { until: Date }) => snoozeConversation(db, ask, now()),
    unsnooze: (ask: ConversationKey & ByActor) => unsnoozeConversation(db, ask),

    setPriority: (ask: ConversationKey & ByActor & { priority: Priority }) => setPriority(db, ask),

    /** Corrects or adds what is known of the customer: see facts.ts. */
    saveFact: (fact: ConversationKey & ByActor & { name: string; value: string }) => saveFact(db, fact),
    removeFact: (fact: ConversationKey & ByActor & { name: string }) => removeFact(db, fact),

    /** Gives the customer a tag, or takes it away: see tagging.ts. */
    addTag: (ask: ConversationKey & ByActor & { tag: string }) => addTag(db, ask),
    removeTag: (ask: ConversationKey & ByActor & { tag: string }) => removeTag(db, ask),

    /** For whoever takes over: see domain/agent/handover-brief.ts. Null when there is nothing to take over. */
    getHandover: (key: ConversationKey) => readHandover(db, key, now()),

    markRead: async (key: ConversationKey) => {
      await inConversation(db, key, async (tx, conversation) => {
        if (conversation.unreadCount > 0) await updateConversation(tx, key, { unreadCount: 0 });
      });
    },
  };
}

/**
 * A takeover that has run out is the bot's again, and what was put off until a time that has come no longer is, also
 * before anything has written so.
 */
function asOfNow<Row extends Pick<Ownership, "owner" | "takeoverUntil"> & { snoozedUntil: Date | null }>(
  row: Row,
  now: Date,
): Row {
  const isSnoozed = row.snoozedUntil !== null && row.snoozedUntil > now;
  return {
    ...row,
    ...(isSnoozed ? {} : { snoozedUntil: null }),
    ...(isPersonActive(row, now) ? {} : { owner: "bot", takeoverUntil: null }),
  };
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
