"use client";
import { CornerDownLeft, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { latePart } from "@/components/ui/late/late-part";
import { MAX_SAVED_REPLIES } from "@/domain/messaging/saved-reply";
import { savedRepliesFor } from "@/domain/messaging/saved-reply-search";
import { api } from "@/trpc/react";
import { type SavedReplyItem, useSavedReplyActs } from "./use-saved-reply-acts";

const SavedReplyDialog = latePart(async () => (await import("./saved-reply-dialog")).SavedReplyDialog);

/** From so many on one looks for a word instead of going through them. */
const SEARCHED_FROM = 8;

interface SavedReplyListProps {
  accountId: string;
  /** Puts one into what is being written; absent where nothing is. */
  onUse?: (reply: SavedReplyItem) => void;
}

/** The account's saved replies: to look through, to write, and where something is being written, to use. */
export function SavedReplyList({ accountId, onUse }: SavedReplyListProps) {
  const t = useTranslations();
  const [replies] = api.savedReply.list.useSuspenseQuery({ accountId });
  const [edited, edit] = useState<{ id?: string; key: string; text: string } | null>(null);
  const [query, setQuery] = useState("");
  const { remove } = useSavedReplyActs(accountId);
  const shown = savedRepliesFor(replies, query.trim().replace(/^\//, "").normalize("NFC").toLocaleLowerCase("en"));
  return (
    <div className="flex flex-col items-start gap-4">
      {replies.length === 0 && <p className="max-w-[60ch] text-ink-soft">{t("conversation.savedReplies.none")}</p>}
      {replies.length >= SEARCHED_FROM && (
        <Input
          type="search"
          aria-label={t("conversation.savedReplies.search")}
          placeholder={t("common.actions.search")}
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      {shown.length > 0 && (
        <ul aria-label={t("conversation.savedReplies.title")} className="w-full divide-y border-y">
          {shown.map((reply) => (
            <SavedReplyRow
              key={reply.id}
              reply={reply}
              onUse={onUse && (() => onUse(reply))}
              onEdit={() => edit(reply)}
              onDelete={() => remove(reply)}
            />
          ))}
        </ul>
      )}
      {replies.length > 0 && shown.length === 0 && (
        <p role="status" className="text-ink-soft">
          {t("conversation.savedReplies.noMatch")}
        </p>
      )}
      {replies.length < MAX_SAVED_REPLIES ? (
        <Button onClick={() => edit({ key: "", text: "" })} className="max-md:h-11">
          <Plus />
          {t("conversation.savedReplies.new")}
        </Button>
      ) : (
        <p className="text-ink-soft text-sm">{t("conversation.savedReplies.full", { count: MAX_SAVED_REPLIES })}</p>
      )}
      {edited && (
        <SavedReplyDialog key={edited.id ?? "new"} accountId={accountId} edited={edited} onClose={() => edit(null)} />
      )}
    </div>
  );
}

interface SavedReplyRowProps {
  reply: SavedReplyItem;
  onUse: (() => void) | undefined;
  onEdit: () => void;
  onDelete: () => void;
}

function SavedReplyRow({ reply, onUse, onEdit, onDelete }: SavedReplyRowProps) {
  const t = useTranslations();
  return (
    <li className="flex items-start gap-2 py-3">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span dir="auto" className="break-words font-medium">
          /{reply.key}
        </span>
        <span dir="auto" className="line-clamp-3 whitespace-pre-line break-words text-ink-soft text-sm">
          {reply.text}
        </span>
      </div>
      <span className="flex shrink-0 gap-1">
        {onUse && (
          <Button
            size="sm"
            aria-label={t("conversation.savedReplies.useNamed", { name: reply.key })}
            onClick={onUse}
            className="max-md:h-9"
          >
            <CornerDownLeft />
            {t("conversation.savedReplies.use")}
          </Button>
        )}
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={t("conversation.savedReplies.changeNamed", { name: reply.key })}
          onClick={onEdit}
          className="max-md:size-9"
        >
          <Pencil />
        </Button>
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={t("conversation.savedReplies.deleteNamed", { name: reply.key })}
          onClick={onDelete}
          className="max-md:size-9"
        >
          <Trash2 />
        </Button>
      </span>
    </li>
  );
}
