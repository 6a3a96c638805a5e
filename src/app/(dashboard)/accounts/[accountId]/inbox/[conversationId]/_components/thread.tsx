"use client";
import { useTranslations } from "next-intl";
import { Suspense, useMemo, useState } from "react";
import { PanelBoundary } from "@/components/panel";
import { contactWords } from "@/domain/words/conversation";
import { api } from "@/trpc/react";
import { Composer } from "./composer";
import { type Draft, DraftCard } from "./draft-card";
import { MessageLog } from "./message-log";
import { ThreadHeader } from "./thread-header";
import { type SideContent, ThreadSide } from "./thread-side";
import { useMarkRead } from "./use-mark-read";
import { useMessages } from "./use-messages";
import { useNotes } from "./use-notes";
import { useReplies } from "./use-replies";
import { useTagKey } from "./use-tag-key";

interface ThreadProps {
  accountId: string;
  conversationId: string;
}

/** One conversation: what was said, who answers, and at the side who it is or why the bot said what it said. */
export function Thread({ accountId, conversationId }: ThreadProps) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [conversation] = api.conversation.get.useSuspenseQuery({ accountId, conversationId });
  const history = useMessages(accountId, conversationId);
  const replies = useReplies(accountId, conversationId, history.newest);
  const notes = useNotes(accountId, conversationId);
  const utils = api.useUtils();
  const [side, setSide] = useState<SideContent>({ kind: "contact" });
  const [isSideOpen, setIsSideOpen] = useState<"by-default" | "yes" | "no">("by-default");
  const [edited, setEdited] = useState<Pick<Draft, "id" | "text"> | null>(null);
  const canReply = account.permissions.includes("conversation.reply");
  useMarkRead({ accountId, conversationId, unreadCount: canReply ? conversation.unreadCount : 0 });

  const names = useMemo(
    () => ({ bot: account.name, customer: contactWords(t, conversation) }),
    [t, account.name, conversation],
  );
  const openSide = (content: SideContent) => {
    setSide(content);
    setIsSideOpen("yes");
  };
  useTagKey({
    isOn: canReply,
    onPress: () => openSide({ kind: "contact", tagAsked: side.kind === "contact" ? (side.tagAsked ?? 0) + 1 : 1 }),
  });
  return (
    <>
      <section
        data-pane="thread"
        aria-label={t("inbox.thread.label", { name: contactWords(t, conversation) })}
        className="flex min-w-0 flex-1 flex-col"
      >
        <ThreadHeader
          accountId={accountId}
          conversation={conversation}
          canReply={canReply}
          onDetails={() =>
            isSideOpen === "yes" && side.kind === "contact" ? setIsSideOpen("no") : openSide({ kind: "contact" })
          }
        />
        <MessageLog
          accountId={accountId}
          names={names}
          closedAfterSeq={conversation.contextAfterSeq}
          history={history}
          replies={replies}
          notes={notes}
          canWriteNotes={canReply}
          openTurnId={isSideOpen !== "no" && side.kind === "turn" ? side.turnId : null}
          onWhy={(turnId) => openSide({ kind: "turn", turnId })}
          canAddToTests={account.permissions.includes("evaluation.manage")}
        />
        <div className="mx-auto w-full max-w-3xl shrink-0 px-3 pb-2 empty:hidden md:px-6">
          <PanelBoundary>
            <Suspense>
              <DraftCard
                accountId={accountId}
                conversationId={conversationId}
                canReply={canReply}
                editedId={edited?.id ?? null}
                onEdit={setEdited}
                onWhy={(turnId) => openSide({ kind: "turn", turnId })}
              />
            </Suspense>
          </PanelBoundary>
        </div>
        <Composer
          accountId={accountId}
          conversation={conversation}
          canReply={canReply}
          isShadowed={account.isShadowed}
          edited={edited}
          onCancelEdit={() => setEdited(null)}
          notes={notes}
          onSend={(text, attachments) => {
            // One that somebody decided about meanwhile is no draft any more: these are words of one's own.
            const isWaiting = utils.shadow.draft.getData({ accountId, conversationId })?.id === edited?.id;
            replies.send(text, attachments, isWaiting ? edited?.id : undefined);
            setEdited(null);
            history.goToNewest();
          }}
        />
      </section>
      <ThreadSide
        accountId={accountId}
        conversation={conversation}
        content={side}
        openness={isSideOpen}
        onClose={() => setIsSideOpen("no")}
      />
    </>
  );
}
