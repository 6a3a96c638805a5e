"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { type PendingTag, withPendingTags } from "@/domain/messaging/tag";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { useRefreshConversations } from "../../../_components/conversation-lists";

const UNDO_MS = 10_000;

/**
 * Gives the customer tags and takes them away: seen at once, put back when the server refuses. One after the other, so
 * that the last word on a tag is the last one said.
 */
export function useTagActs(accountId: string, conversationId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const refreshConversations = useRefreshConversations(accountId);
  const [pending, setPending] = useState<readonly PendingTag[]>([]);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const { mutateAsync: give } = api.conversation.addTag.useMutation();
  const { mutateAsync: take } = api.conversation.removeTag.useMutation();
  const key = { accountId, conversationId };

  const carryOut = async (own: PendingTag): Promise<boolean> => {
    const { tag, isAdded } = own;
    try {
      await (isAdded ? give : take)({ ...key, tag });
      return true;
    } catch (error) {
      toast.error(t(isAdded ? "inbox.tags.notAdded" : "inbox.tags.stillThere", { tag }), {
        description: errorWords(error, t),
      });
      return false;
    } finally {
      // What the server says now has it, or never will.
      await utils.automation.customer.invalidate(key);
      setPending((acts) => acts.filter((act) => act !== own));
      void refreshConversations(conversationId);
      void utils.automation.tags.invalidate({ accountId });
      void utils.analytics.tags.invalidate({ accountId });
    }
  };
  const act = (tag: string, isAdded: boolean): Promise<boolean> => {
    const own = { tag, isAdded };
    setPending((acts) => [...acts, own]);
    const done = last.current.then(() => carryOut(own));
    last.current = done;
    return done;
  };
  const add = (tag: string) => void act(tag, true);
  return {
    /** The tags that the server knows, with what was done here since. */
    shown: (tags: readonly string[]) => withPendingTags(tags, pending),
    add,
    remove: async (tag: string) => {
      if (!(await act(tag, false))) return;
      const action = { label: t("common.actions.undo"), onClick: () => add(tag) };
      toast.success(t("inbox.tags.removed", { tag }), { duration: UNDO_MS, action });
    },
  };
}
