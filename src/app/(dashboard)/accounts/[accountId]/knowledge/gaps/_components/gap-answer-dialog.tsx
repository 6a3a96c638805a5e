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
        title="Add to knowledge"
        description="The bot answers with it from then on. Change whatever isn't right."
        className="max-h-dvh overflow-y-auto sm:top-[8%] sm:max-h-[84dvh] sm:w-[34rem]"
      >
        {draft.data && documents.data ? (
          <>
            <Evidence accountId={accountId} {...draft.data} />
            <AnswerForm
              accountId={accountId}
              documents={documents.data}
              initial={{ question: draft.data.question, answer: draft.data.draft?.text ?? "" }}
              closesGap={groupId}
              addLabel="Add to knowledge"
              onDone={onClose}
            />
          </>
        ) : error ? (
          <div role="alert" className="flex flex-col items-start gap-3">
            <p className="text-danger text-sm">{errorWords(error, t)}</p>
            <Button onClick={retry}>Try again</Button>
          </div>
        ) : (
          <SkeletonGroup label="Looking for what your team replied" className="flex flex-col gap-4">
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
  if (!draft)
    return <p className="text-ink-soft text-sm">Nobody of your team has answered this in a conversation yet.</p>;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="text-ink-soft">{draftSource(draft)}</p>
      <ul aria-label="Where your team answered" className="flex flex-wrap gap-x-4 gap-y-1">
        {evidence.slice(0, MAX_LINKS).map(({ conversationId, writtenAt }) => (
          <li key={`${conversationId}/${writtenAt.getTime()}`}>
            <Link
              href={`/accounts/${accountId}/inbox/${conversationId}` as Route}
              className="rounded-mark underline decoration-line underline-offset-3 hover:decoration-outline"
            >
              Conversation, <LocalTime date={writtenAt} as="moment" />
            </Link>
          </li>
        ))}
      </ul>
      {draft.hasTakenOut && (
        <Notice tone="attention" role="status">
          <p>What was the customer's has been taken out. Look for words in [brackets] before you save.</p>
        </Notice>
      )}
    </div>
  );
}
