"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConfidenceMark } from "@/components/confidence-mark";
import { documentPath } from "@/components/document-path";
import { Button } from "@/components/ui/button";
import { passageSource } from "@/domain/words/answer";
import type { Draft, DraftCardProps } from "./draft-card";
import { useDraftActs } from "./use-draft-acts";
import { SEND_KEYS, useSendKey } from "./use-send-key";

/** A draft of the bot, what it stands on, and what can be made of it. */
export function WaitingDraft({ draft, ...props }: DraftCardProps & { draft: Draft }) {
  const t = useTranslations();
  const { accountId, canReply, onEdit, onWhy } = props;
  const { send, discard, isSending, isDiscarding } = useDraftActs(accountId, props.conversationId, draft.id);
  const isEdited = props.editedId === draft.id;
  const isBusy = isSending || isDiscarding;
  useSendKey(send, { isOn: canReply && !isEdited && !isBusy });
  return (
    <section
      aria-label={t("inbox.draft.label")}
      className="flex animate-arrive flex-col gap-2.5 rounded-card border border-accent-line bg-says-bot px-4 py-3"
    >
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="font-medium text-sm">{t("inbox.draft.wouldSay")}</h2>
        <button
          type="button"
          title={t("inbox.draft.why")}
          onClick={() => onWhy(draft.turnId)}
          className="flex h-6 items-center gap-2 rounded-mark px-1 text-ink-soft text-sm transition-colors hover:bg-hover hover:text-ink"
        >
          {draft.band && <ConfidenceMark band={draft.band} />}
          <span className="underline decoration-outline underline-offset-3">{t("inbox.draft.why")}</span>
        </button>
      </header>
      {draft.question && (
        <p dir="auto" className="line-clamp-2 break-words border-accent-line border-s-2 ps-2.5 text-ink-soft text-sm">
          <span className="sr-only">{t("inbox.draft.toQuestion")} </span>
          {draft.question}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <div tabIndex={0} className="scroll-quiet max-h-[min(11rem,24dvh)] overflow-y-auto rounded-mark">
        <p dir="auto" className="whitespace-pre-wrap break-words text-lg leading-[1.4] md:text-base md:leading-[1.45]">
          {draft.text}
        </p>
      </div>
      <Sources accountId={accountId} sources={draft.sources} />
      {canReply && (
        <div className="flex flex-wrap items-center gap-2">
          {isEdited ? (
            <p className="text-ink-soft text-sm">{t("inbox.draft.changing")}</p>
          ) : (
            <>
              <Button variant="primary" size="sm" aria-keyshortcuts={SEND_KEYS} isPending={isSending} onClick={send}>
                {t("inbox.composer.send")}
                <kbd className="rounded-mark border border-current/35 px-1 font-sans text-xs pointer-coarse:hidden">
                  {SEND_KEYS}
                </kbd>
              </Button>
              <Button size="sm" aria-disabled={isBusy} onClick={() => !isBusy && onEdit(draft)}>
                {t("common.actions.edit")}
              </Button>
              <Button variant="quiet" size="sm" isPending={isDiscarding} onClick={() => !isBusy && discard()}>
                {t("inbox.discard")}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  );
}

function Sources({ accountId, sources }: { accountId: string; sources: Draft["sources"] }) {
  const t = useTranslations();
  if (sources.length === 0) return null;
  return (
    <ul aria-label={t("inbox.draft.sources")} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {sources.map(({ documentId, documentName, page }) => (
        <li key={`${documentId}/${page}`} className="min-w-0 break-words">
          <Link
            href={documentPath(accountId, documentId, page)}
            className="rounded-mark text-ink-soft underline decoration-outline underline-offset-3 hover:text-ink"
          >
            {passageSource(t, { documentName, page })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
