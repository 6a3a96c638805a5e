import { agreement } from "@/domain/agent/agreement";
import { languageOfHelpQuestion, withoutHelpQuestion } from "@/domain/agent/helped/help-question";
import { DISCARDED_REASON, type DraftStatus, SHADOW_REASON, sentAs } from "@/domain/agent/shadow";
import { citedPassages } from "@/domain/agent/turn";
import { previewOf } from "@/domain/messaging/content";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { type ConversationKey, updateConversation } from "../conversation-queries";
import { found, inConversation } from "../in-conversation";
import { queueReply } from "../outbox";
import { findByIdempotencyKey } from "../outbox-queries";
import { selectConversation } from "../queries";
import { decideDraft, findDraft, selectAgreement, selectShownDraft } from "./queries";

/** Long enough to have an opinion of rare topics, short enough that last month's documents don't count any more. */
const MEASURED_DAYS = 30;

interface DraftAct extends ConversationKey {
  draftId: string;
  userId: string;
}

/** What people do with the bot's drafts in shadow mode. */
export function createDraftActs({ db, now }: { db: Database; now: () => Date }) {
  return {
    /** What the bot would say next, with the documents it stands on; null when nothing waits. @throws AppError not_found */
    getDraft: async (key: ConversationKey) => {
      found(await selectConversation(db, key));
      const row = await selectShownDraft(db, key);
      if (!row) return null;
      const { trace, ...draft } = row;
      return { ...draft, sources: sourcesOf(citedPassages(trace)) };
    },

    /**
     * Sends a draft as a person, with other words when they are given; the bot goes on drafting. Of several who press at
     * once exactly one sends it.
     * @throws AppError conflict when somebody decided about it, or the conversation went on
     */
    sendDraft: (act: DraftAct & { text?: string | undefined }) => sendDraft(db, act, now()),

    /** Throws a draft away; its customer still waits for a person. Twice is fine. @throws AppError conflict */
    discardDraft: (act: DraftAct) => discardDraft(db, act, now()),

    /** How far people agreed with the drafts of the last 30 days: per topic, the most frequent first. */
    getAgreement: async (accountId: string) => {
      const since = new Date(now().getTime() - MEASURED_DAYS * 24 * 3_600_000);
      return { days: MEASURED_DAYS, topics: await selectAgreement(db, { accountId, since }) };
    },
  };
}

type Passages = ReturnType<typeof citedPassages>;

/** Each place once: several passages may stand on one page. */
function sourcesOf(passages: Passages): Pick<Passages[number], "documentId" | "documentName" | "page">[] {
  // What a tool said stands on no page that could be opened.
  const places = passages.flatMap(({ documentId, documentName, page, isFromTool }) =>
    isFromTool ? [] : [{ documentId, documentName, page }],
  );
  return [...new Map(places.map((place) => [`${place.documentId}/${place.page}`, place])).values()];
}

const DECIDED: Record<Exclude<DraftStatus, "waiting">, string> = {
  sent: "Somebody has sent this draft already.",
  edited: "Somebody has changed and sent this draft already.",
  replaced: "Somebody has answered in their own words already.",
  discarded: "Somebody has discarded this draft already.",
  outdated: "The conversation has gone on, so this draft is outdated.",
};

const asks = (text: string) => languageOfHelpQuestion(text) !== undefined;

const keyOf = (draftId: string) => `draft:${draftId}`;

async function sendDraft(
  db: Database,
  { draftId, userId, text, ...key }: DraftAct & { text?: string | undefined },
  now: Date,
): Promise<{ messageId: string }> {
  const { accountId, conversationId } = key;
  return inConversation(db, key, async (tx, conversation) => {
    const { draft, reason } = foundDraft(await findDraft(tx, { ...key, draftId }));
    const sentText = text ?? draft.text;
    const idempotencyKey = keyOf(draftId);
    if (draft.status !== "waiting") {
      // The same click once more: its answer may have been lost on the way.
      const earlier = await findByIdempotencyKey(tx, { accountId, idempotencyKey });
      if (earlier && draft.decidedBy === userId && draft.sentText === sentText) return { messageId: earlier.messageId };
      throw new AppError("conflict", DECIDED[draft.status]);
    }
    if (conversation.ownershipEpoch !== draft.ownershipEpoch) throw new AppError("conflict", DECIDED.outdated);
    const from = { author: "person" as const, userId, turnId: draft.turnId };
    const reply = { accountId, conversationId, chatId: conversation.chatId, text: sentText, idempotencyKey, from };
    const asksWhetherHelped = asks(draft.text) && asks(sentText);
    const { messageId } = await queueReply(tx, { ...reply, asksWhetherHelped }, now);
    await decideDraft(tx, draft, {
      status: sentAs(draft.text, sentText),
      sentText,
      agreement: agreement(withoutHelpQuestion(draft.text), withoutHelpQuestion(sentText)),
      decidedBy: userId,
      decidedAt: now,
    });
    await updateConversation(tx, key, {
      // Who is told that a person will answer still waits for one.
      ...(reason === SHADOW_REASON || text !== undefined ? { needsPersonReason: null } : {}),
      unreadCount: 0,
      lastMessageAt: now,
      lastMessagePreview: previewOf({ kind: "text", body: sentText }),
    });
    return { messageId };
  });
}

async function discardDraft(db: Database, { draftId, userId, ...key }: DraftAct, now: Date): Promise<void> {
  await inConversation(db, key, async (tx, conversation) => {
    const { draft } = foundDraft(await findDraft(tx, { ...key, draftId }));
    if (draft.status === "discarded") return;
    if (draft.status !== "waiting") throw new AppError("conflict", DECIDED[draft.status]);
    await decideDraft(tx, draft, { status: "discarded", agreement: 0, decidedBy: userId, decidedAt: now });
    if (conversation.needsPersonReason === SHADOW_REASON)
      await updateConversation(tx, key, { needsPersonReason: DISCARDED_REASON });
  });
}

function foundDraft<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new AppError("not_found", "This draft doesn't exist any more.");
  return row;
}
