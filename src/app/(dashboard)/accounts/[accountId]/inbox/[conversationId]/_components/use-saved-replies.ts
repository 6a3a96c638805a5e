"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import { toast } from "@/components/ui/toast";
import { fillIn } from "@/domain/automation/variables";
import { savedRepliesFor, savedReplyAsked } from "@/domain/messaging/saved-reply-search";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

type SavedReplyItem = RouterOutputs["savedReply"]["list"][number];

/** As many as can be looked over at once; more words find the others. */
const SHOWN = 8;
/** What is known of a customer seldom changes while one writes to them. */
const VARIABLES_STALE_MS = 60_000;

interface UseSavedRepliesInput {
  accountId: string;
  conversationId: string;
  isOn: boolean;
  /** What stands in the field. */
  text: string;
  /** Puts words into the field: in place of the stroke and what follows it, or where the cursor is. */
  onInsert: (text: string, how: "instead" | "at-cursor") => void;
}

/** The list that a stroke at the beginning of a message opens, and what its keys do. */
export function useSavedReplies({ accountId, conversationId, isOn, text, onInsert }: UseSavedRepliesInput) {
  const t = useTranslations();
  const listId = useId();
  const utils = api.useUtils();
  const [active, setActive] = useState({ asked: "", index: 0 });
  const [closedFor, setClosedFor] = useState<string | null>(null);
  // What was closed opens again as soon as something else is typed, also when that is taken back.
  if (closedFor !== null && closedFor !== text) setClosedFor(null);
  const asked = savedReplyAsked(text);
  const isOpen = isOn && asked !== undefined && closedFor !== text;
  const list = api.savedReply.list.useQuery({ accountId }, { enabled: isOpen, staleTime: VARIABLES_STALE_MS });
  const key = { accountId, conversationId };
  const variables = api.savedReply.variables.useQuery(key, { enabled: isOpen, staleTime: VARIABLES_STALE_MS });
  const offered = isOpen ? savedRepliesFor(list.data ?? [], asked).slice(0, SHOWN) : [];
  // Other words, and the first is meant again.
  const index = active.asked === asked ? Math.min(active.index, offered.length - 1) : 0;
  const chosen = offered[index];

  const use = async (reply: SavedReplyItem, how: "instead" | "at-cursor") => {
    const known =
      variables.data ??
      (await utils.savedReply.variables.fetch(key, { staleTime: VARIABLES_STALE_MS }).catch((error: unknown) => {
        toast.error(t("inbox.savedReplies.gapsLeft"), { description: errorWords(error, t) });
        return { name: null, business: "", nextOpening: null, fields: {} };
      }));
    onInsert(fillIn(reply.text, known), how);
  };
  return {
    isOpen,
    listId,
    offered,
    chosen,
    list,
    asked: asked ?? "",
    use,
    /** @returns whether the key was the list's */
    press: (event: KeyboardEvent): boolean => {
      if (!isOpen || event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (chosen && step !== 0)
        setActive({ asked: asked ?? "", index: (index + step + offered.length) % offered.length });
      else if (chosen && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) void use(chosen, "instead");
      // While they are on their way, Enter doesn't send what was to be replaced.
      else if (event.key === "Enter" && list.isLoading) return true;
      else if (event.key === "Escape") setClosedFor(text);
      else return false;
      return true;
    },
    optionId: (reply: SavedReplyItem) => `${listId}-${reply.id}`,
  };
}
export type SavedReplies = ReturnType<typeof useSavedReplies>;
