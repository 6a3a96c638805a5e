"use client";
import { useMemo, useState } from "react";
import { filtersKey, type InboxFilters } from "@/domain/messaging/inbox-filters";
import { type KeptOpen, keepOpen, withKept } from "@/domain/messaging/kept-open";
import { isMissing } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { ConversationItem } from "./use-conversations";

interface Shown {
  rows: readonly ConversationItem[] | undefined;
  /** Whose rows they are. */
  listed: InboxFilters;
  openId: string | null;
}

/** The rows of a list; of unread ones also the one that is open, which is read by that: see domain/messaging/kept-open.ts. */
export function useKeptOpen(accountId: string, { rows, listed, openId }: Shown) {
  const [kept, setKept] = useState<KeptOpen<ConversationItem> | null>(null);
  const next = rows && listed.isUnread ? keepOpen(kept, { listKey: filtersKey(listed), openId, rows }) : null;
  if (next !== kept) setKept(next);
  const isLeftOut = next !== null && !rows?.some(({ id }) => id === next.row.id);
  const { data, error } = api.conversation.get.useQuery(
    { accountId, conversationId: next?.row.id ?? "" },
    { enabled: isLeftOut },
  );
  const row = !isLeftOut || isMissing(error) ? undefined : (data ?? next.row);
  const urgentFirst = listed.filter === "waiting";
  return useMemo(() => rows && withKept(rows, row, { urgentFirst }), [rows, row, urgentFirst]);
}
