"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";
import { Notice } from "@/components/ui/notice";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { draftSource } from "@/domain/words/gap";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import { AnswerForm } from "../../_components/answer-dialog";

interface GapAnswerDialogProps {
  accountId: string;
  groupId: string;
  onClose: () => void;
}

/** The answer to a gap as people of the team gave it, to be looked at, changed and added to the knowledge. */
export function GapAnswerDialog({ accountId, groupId, onClose }: GapAnswerDialogProps) {
  const t = useTranslations();
  // Not asked again while somebody writes.
  const draft = api.knowledge.gaps.draft.useQuery({ accountId, groupId }, { staleTime: Number.POSITIVE_INFINITY });
  const documents = api.knowledge.list.useQuery({ accountId });
  const error = draft.error ?? documents.error;
  const retry = () => void Promise.all([draft.refetch(), documents.refetch()]);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={t("knowledge.gaps.add")}
        description={t("knowledge.gaps.addDescription")}
        className="max-h-dvh overflow-y-auto [--dialog-top:8%] sm:max-h-[84dvh] [--dialog-width:34rem]"
      >
        {draft.data && documents.data ? (
          <>
            <Evidence accountId={accountId} {...draft.data} />
            <AnswerForm
              accountId={accountId}
              documents={documents.data}
              initial={{ question: draft.data.question, answer: draft.data.draft?.text ?? "" }}
              closesGap={groupId}
              addLabel={t("knowledge.gaps.add")}
              onDone={onClose}
            />
          </>
        ) : error ? (
          <div role="alert" className="flex flex-col items-start gap-3">
            <p className="text-danger text-sm">{errorWords(error, t)}</p>
            <Button onClick={retry}>{t("common.actions.tryAgain")}</Button>
          </div>
        ) : (
          <SkeletonGroup label={t("knowledge.gaps.lookingForReplies")} className="flex flex-col gap-4">
            <Skeleton className="h-10" />
            <Skeleton className="h-32" />
          </SkeletonGroup>
        )}
      </DialogContent>
    </Dialog>
  );
}

const MAX_LINKS = 5;

function Evidence({ accountId, draft, evidence }: RouterOutputs["knowledge"]["gaps"]["draft"] & { accountId: string }) {
  const t = useTranslations();
  if (!draft) return <p className="text-ink-soft text-sm">{t("knowledge.gaps.nobodyAnswered")}</p>;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="text-ink-soft">{draftSource(t, draft)}</p>
      <ul aria-label={t("knowledge.gaps.whereAnswered")} className="flex flex-wrap gap-x-4 gap-y-1">
        {evidence.slice(0, MAX_LINKS).map(({ conversationId, writtenAt }) => (
          <li key={`${conversationId}/${writtenAt.getTime()}`}>
            <Link
              href={`/accounts/${accountId}/inbox/${conversationId}` as Route}
              className="rounded-mark underline decoration-line underline-offset-3 hover:decoration-outline"
            >
              {t.rich("knowledge.gaps.conversation", { when: () => <LocalTime date={writtenAt} as="moment" /> })}
            </Link>
          </li>
        ))}
      </ul>
      {draft.hasTakenOut && (
        <Notice tone="attention" role="status">
          <p>{t("knowledge.gaps.takenOut")}</p>
        </Notice>
      )}
    </div>
  );
}
