"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { useRefreshConversations } from "../../../_components/conversation-lists";

/** Who answers a conversation, changed at once on the page and put back when the server refuses. */
export function useOwnership(accountId: string, conversationId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const refreshConversations = useRefreshConversations(accountId);
  const key = { accountId, conversationId };
  // Typing calls it with every letter; one request is enough.
  const isTaking = useRef(false);

  const showOwner = async (owner: "bot" | "person") => {
    await utils.conversation.get.cancel(key);
    const previous = utils.conversation.get.getData(key);
    utils.conversation.get.setData(
      key,
      (current) =>
        current && { ...current, owner, takeoverUntil: null, ...(owner === "bot" ? { needsPersonReason: null } : {}) },
    );
    return { previous };
  };
  const settle = () => Promise.all([utils.conversation.get.invalidate(key), refreshConversations(conversationId)]);

  const take = api.conversation.takeOver.useMutation({
    onMutate: () => showOwner("person"),
    onError: (error, _key, context) => {
      utils.conversation.get.setData(key, context?.previous);
      toast.error(t("inbox.whoAnswers.botStillAnswers"), { description: errorWords(error, t) });
    },
    onSettled: async () => {
      isTaking.current = false;
      await settle();
    },
  });
  const giveBack = api.conversation.returnToBot.useMutation({
    onMutate: () => showOwner("bot"),
    onError: (error, _key, context) => {
      utils.conversation.get.setData(key, context?.previous);
      toast.error(t("inbox.whoAnswers.youStillAnswer"), { description: errorWords(error, t) });
    },
    onSettled: settle,
  });
  return {
    takeOver: () => {
      if (isTaking.current) return;
      isTaking.current = true;
      take.mutate(key);
    },
    returnToBot: () => giveBack.mutate(key),
    isReturning: giveBack.isPending,
  };
}
