"use client";
import { Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { errorWords } from "@/trpc/errors";
import type { SavedReplies } from "./use-saved-replies";

interface SavedReplyMenuProps {
  replies: SavedReplies;
  /** Opens the page's side where they are written. */
  onManage: () => void;
}

/** Over the field: the saved replies that are meant so far. The field keeps the focus, and its keys lead through them. */
export function SavedReplyMenu({ replies, onManage }: SavedReplyMenuProps) {
  const t = useTranslations();
  const { offered, chosen, list, asked, listId } = replies;
  return (
    <div className="absolute end-0 bottom-full start-0 z-20 mb-2 flex max-h-[min(22rem,50dvh)] max-w-lg flex-col overflow-hidden rounded-card border bg-surface shadow-float">
      <span role="status" className="sr-only">
        {list.data && t("inbox.savedReplies.found", { count: offered.length, asked })}
      </span>
      {offered.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label={t("conversation.savedReplies.title")}
          className="scroll-quiet min-h-0 flex-1 overflow-y-auto p-1"
        >
          {offered.map((reply) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the field lead through the list
            <div
              key={reply.id}
              id={replies.optionId(reply)}
              role="option"
              tabIndex={-1}
              aria-selected={reply === chosen}
              ref={(option) => {
                if (reply === chosen) option?.scrollIntoView({ block: "nearest" });
              }}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void replies.use(reply, "instead")}
              className={cn(
                "flex cursor-default flex-col rounded-control px-2.5 py-1.5 hover:bg-hover max-md:py-2.5",
                reply === chosen && "bg-hover",
              )}
            >
              <span dir="auto" className="truncate font-medium">
                /{reply.key}
              </span>
              <span dir="auto" className="truncate text-ink-soft text-sm">
                {reply.text}
              </span>
            </div>
          ))}
        </div>
      )}
      <div className="flex min-h-10 items-center gap-3 border-t px-3 py-1.5 text-ink-soft text-sm first-of-type:border-t-0">
        <span className="min-w-0 flex-1 truncate">
          <StateWords replies={replies} />
        </span>
        {list.isError && (
          <Button variant="link" onClick={() => void list.refetch()}>
            {t("common.actions.tryAgain")}
          </Button>
        )}
        <Button size="sm" variant="quiet" onMouseDown={(event) => event.preventDefault()} onClick={onManage}>
          <Settings2 />
          {t(list.data?.length === 0 ? "inbox.savedReplies.writeOne" : "inbox.savedReplies.manage")}
        </Button>
      </div>
    </div>
  );
}

function StateWords({ replies: { list, offered, asked } }: Pick<SavedReplyMenuProps, "replies">) {
  const t = useTranslations();
  if (list.error) return errorWords(list.error, t);
  if (!list.data) return t("inbox.savedReplies.loading");
  if (list.data.length === 0) return t("inbox.savedReplies.none");
  if (offered.length === 0) return t("inbox.savedReplies.noMatch", { asked });
  return <span className="max-md:hidden">{t("inbox.savedReplies.keys")}</span>;
}
