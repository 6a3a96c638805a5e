import { agreement } from "@/domain/agent/agreement";
import { withoutHelpQuestion } from "@/domain/agent/helped/help-question";
import type { Database } from "@/server/db/client";
import type { ConversationKey } from "../conversation-queries";
import { decideDraft, findWaitingDraft } from "./queries";

/** By WhatsApp's clock, which counts whole seconds. */
const CLOCK_STEP_MS = 1000;

/**
 * Somebody of the business answered in their own words while a draft waited: how far the two agree is kept. What was
 * written before the draft, and is only heard of now, says nothing about it. The conversation is locked by the caller.
 */
export async function replaceWaitingDraft(
  tx: Database,
  key: ConversationKey,
  { text, userId, writtenAt, now }: { text: string; userId: string | null; writtenAt: Date; now: Date },
): Promise<void> {
  const draft = await findWaitingDraft(tx, key);
  if (!draft || writtenAt.getTime() + CLOCK_STEP_MS <= draft.createdAt.getTime()) return;
  const measured = { sentText: text, agreement: agreement(withoutHelpQuestion(draft.text), text) };
  await decideDraft(tx, draft, { status: "replaced", decidedBy: userId, decidedAt: now, ...measured });
}
