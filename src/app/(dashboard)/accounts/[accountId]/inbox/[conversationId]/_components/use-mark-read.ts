"use client";
import { useEffect } from "react";
import { api } from "@/trpc/react";
import { useRefreshConversations } from "../../../_components/conversation-lists";

interface MarkReadInput {
  accountId: string;
  conversationId: string;
  unreadCount: number;
}

/** What is open in front of somebody is read; what arrives in a hidden tab is not, until they come back. */
export function useMarkRead({ accountId, conversationId, unreadCount }: MarkReadInput): void {
  const utils = api.useUtils();
  const refreshConversations = useRefreshConversations(accountId);
  const { mutate } = api.conversation.markRead.useMutation({
    onSuccess: () =>
      Promise.all([
        refreshConversations(conversationId),
        utils.conversation.get.invalidate({ accountId, conversationId }),
      ]),
  });
  useEffect(() => {
    if (unreadCount === 0) return;
    const markIfSeen = () => {
      if (document.visibilityState === "visible") mutate({ accountId, conversationId });
    };
    markIfSeen();
    document.addEventListener("visibilitychange", markIfSeen);
    return () => document.removeEventListener("visibilitychange", markIfSeen);
  }, [accountId, conversationId, mutate, unreadCount]);
}
