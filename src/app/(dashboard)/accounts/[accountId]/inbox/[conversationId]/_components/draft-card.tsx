"use client";
import { latePart } from "@/components/ui/late/late-part";
import { api, type RouterOutputs } from "@/trpc/react";

const WaitingDraft = latePart(async () => (await import("./waiting-draft")).WaitingDraft);

export type Draft = NonNullable<RouterOutputs["shadow"]["draft"]>;

export interface DraftCardProps {
  accountId: string;
  conversationId: string;
  canReply: boolean;
  /** The draft whose words stand in the composer. */
  editedId: string | null;
  onEdit: (draft: Draft) => void;
  onWhy: (turnId: string) => void;
}

/** What the bot would say next in shadow mode, and what a person can make of it; nothing when no draft waits. */
export function DraftCard(props: DraftCardProps) {
  const { accountId, conversationId } = props;
  const [draft] = api.shadow.draft.useSuspenseQuery({ accountId, conversationId });
  if (!draft) return null;
  // Another draft starts afresh: what was pressed for the one before must not count for it.
  return <WaitingDraft key={draft.id} {...props} draft={draft} />;
}
