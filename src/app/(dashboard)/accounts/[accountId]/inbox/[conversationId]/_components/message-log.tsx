"use client";
import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { dayWords } from "@/domain/words/time";
import { MessageBubble } from "./message-bubble";
import { NoteBubble } from "./note-bubble";
import { PendingBubble } from "./pending-bubble";
import type { SpeakerNames } from "./speakers";
import { toTimeline, withNotes } from "./timeline";
import { useFoundMessage } from "./use-found-message";
import type { useMessages } from "./use-messages";
import type { Notes } from "./use-notes";
import { useReadingPosition } from "./use-reading-position";
import type { useReplies } from "./use-replies";

interface MessageLogProps {
  accountId: string;
  names: SpeakerNames;
  /** Where in the order of arrival it was last closed; 0: never. */
  closedAfterSeq: number;
  history: ReturnType<typeof useMessages>;
  replies: ReturnType<typeof useReplies>;
  notes: Notes;
  canWriteNotes: boolean;
  /** The turn that is explained at the side right now. */
  openTurnId: string | null;
  onWhy: (turnId: string) => void;
  canAddToTests: boolean;
}

/** What was said, oldest first, with a line at each new day. Nothing one reads moves because of news. */
export function MessageLog(props: MessageLogProps) {
  const t = useTranslations();
  const { accountId, names, closedAfterSeq, history, replies, openTurnId, onWhy, canAddToTests } = props;
  const { timeZone } = useReader();
  const { messages, hasOlder, hasNewer } = history;
  const { notes } = props.notes;
  const entries = useMemo(
    () => withNotes(messages, notes, { hasOlder, hasNewer }),
    [messages, notes, hasOlder, hasNewer],
  );
  const timeline = useMemo(() => toTimeline(entries, timeZone, closedAfterSeq), [entries, timeZone, closedAfterSeq]);
  const ids = useMemo(
    () => [...entries.map(({ id }) => id), ...replies.pending.map(({ idempotencyKey }) => idempotencyKey)],
    [entries, replies.pending],
  );
  const { scroller, unseenCount, onScroll, goToEnd } = useReadingPosition(ids, history.isAway);
  const markedId = useFoundMessage(scroller, history.foundId);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        onScroll={onScroll}
        role="log"
        aria-label={t("inbox.log.label")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        className="scroll-quiet flex h-full flex-col-reverse overflow-y-auto -outline-offset-2 [overflow-anchor:none]"
      >
        <ol className="mx-auto flex w-full max-w-3xl flex-col px-3 py-4 md:px-6">
          {history.hasOlder && (
            <li className="flex justify-center pb-4">
              <Button size="sm" variant="quiet" isPending={history.isLoadingOlder} onClick={history.loadOlder}>
                {t("inbox.log.showOlder")}
              </Button>
            </li>
          )}
          {timeline.map((item) =>
            item.kind === "day" ? (
              <DayLine key={item.key} date={item.date} />
            ) : item.kind === "closed" ? (
              <li key={item.key} className="py-3 text-center font-medium text-ink-faint text-xs">
                {t("inbox.log.closedHere")}
              </li>
            ) : item.entry.author === "note" ? (
              <NoteBubble
                key={item.key}
                accountId={accountId}
                note={item.entry}
                canWrite={props.canWriteNotes}
                notes={props.notes}
              />
            ) : (
              <MessageBubble
                key={item.key}
                message={item.entry}
                isFirstOfRun={item.isFirstOfRun}
                isLastOfRun={item.isLastOfRun}
                accountId={accountId}
                names={names}
                isMarked={item.entry.id === markedId}
                isExplained={item.entry.turnId !== null && item.entry.turnId === openTurnId}
                onWhy={onWhy}
                canAddToTests={canAddToTests}
              />
            ),
          )}
          {props.notes.hasFailed && (
            <li role="alert" className="flex justify-center gap-2 py-2 text-danger text-sm">
              {t("inbox.log.notesFailed")}
              <Button variant="link" onClick={props.notes.retry}>
                {t("common.actions.tryAgain")}
              </Button>
            </li>
          )}
          {history.hasNewer && (
            // Above the way to the newest, which floats over the end.
            <li className="flex justify-center pt-2 pb-12">
              <Button size="sm" variant="quiet" isPending={history.isLoadingNewer} onClick={history.loadNewer}>
                {t("inbox.log.showNewer")}
              </Button>
            </li>
          )}
          {replies.pending.map((reply) => (
            <PendingBubble
              key={reply.idempotencyKey}
              reply={reply}
              onResend={() => replies.resend(reply)}
              onDiscard={() => replies.discard(reply)}
            />
          ))}
          {ids.length === 0 && <li className="py-16 text-center text-ink-soft">{t("inbox.log.none")}</li>}
        </ol>
      </div>
      {(unseenCount > 0 || history.isAway) && (
        <button
          type="button"
          onClick={history.isAway ? history.goToNewest : goToEnd}
          className="fade-in-0 absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 animate-in items-center gap-1.5 rounded-full bg-ink pe-3.5 ps-3 font-medium text-paper text-sm shadow-float"
        >
          <ArrowDown aria-hidden="true" className="size-4" />
          {history.isAway ? t("inbox.log.goToNewest") : t("inbox.log.new", { count: unseenCount })}
        </button>
      )}
    </div>
  );
}

function DayLine({ date }: { date: Date }) {
  const t = useTranslations();
  const reader = useReader();
  const now = useCurrentMinute();
  return (
    <li className={cn("py-3 text-center font-medium text-ink-faint text-xs", !reader.isKnown && "invisible")}>
      {reader.isKnown ? dayWords(date, now, reader) : t("inbox.log.day")}
    </li>
  );
}
