"use client";
import { CircleStop, Globe } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { Progress } from "@/components/ui/progress";
import { readingShare, readingWords, scheduleWords, webSourceStateWords } from "@/domain/words/web-source";
import type { RouterOutputs } from "@/trpc/react";
import type { KnowledgeDocument } from "./knowledge-board";
import { SourceRowLayout } from "./source-row-layout";
import { ShortenedList } from "./source-section";
import { useWebSourceActs } from "./use-web-source-acts";
import { WebPageRow } from "./web-page-row";
import { WebRefusals } from "./web-refusals";
import { WebSourceMenu } from "./web-source-menu";

export type WebSource = RouterOutputs["knowledge"]["web"]["list"][number];

interface WebSourceRowProps {
  accountId: string;
  source: WebSource;
  /** The documents of its pages. */
  pages: readonly KnowledgeDocument[];
  canWrite: boolean;
  onOpen: (documentId: string) => void;
}

const TONES = { success: "success", busy: "info", attention: "attention", danger: "danger", idle: "neutral" } as const;

/** A web address and where it stands: being read, how far, what was left out and why, and when it is read next. */
export function WebSourceRow({ accountId, source, pages, canWrite, onOpen }: WebSourceRowProps) {
  const t = useTranslations();
  const [isShowingPages, setIsShowingPages] = useState(false);
  const { label, tone } = webSourceStateWords(t, source.state);
  return (
    <SourceRowLayout
      icon={Globe}
      title={
        <a
          href={source.url}
          target="_blank"
          rel="noopener noreferrer"
          className="underline decoration-transparent underline-offset-3 transition-colors hover:decoration-outline"
        >
          {source.address}
        </a>
      }
      state={<Badge tone={TONES[tone]}>{label}</Badge>}
      facts={<Facts source={source} pageCount={pages.length} />}
      actions={canWrite && <WebSourceMenu accountId={accountId} source={source} pageCount={pages.length} />}
    >
      <ReadingProgress accountId={accountId} source={source} canWrite={canWrite} />
      {source.state !== "reading" && <WebRefusals source={source} />}
      {pages.length > 0 && (
        <Button
          variant="quiet"
          size="sm"
          aria-expanded={isShowingPages}
          className="mt-1 -ms-2.5 self-start"
          onClick={() => setIsShowingPages(!isShowingPages)}
        >
          {t(isShowingPages ? "knowledge.web.hide" : "knowledge.web.show")}
        </Button>
      )}
      {isShowingPages && (
        <ShortenedList label={t("knowledge.web.pagesOf", { address: source.address })} items={pages}>
          {(page) => <WebPageRow key={page.id} document={page} onOpen={() => onOpen(page.id)} />}
        </ShortenedList>
      )}
    </SourceRowLayout>
  );
}

function Facts({ source, pageCount }: { source: WebSource; pageCount: number }) {
  const t = useTranslations();
  const locale = useLocale();
  const { mode, lastReadAt, nextAt, changedCount, state, recrawlEveryHours } = source;
  return (
    <>
      <span>{mode === "page" ? t("knowledge.web.onePage") : t("knowledge.counts.pages", { count: pageCount })}</span>
      {lastReadAt && (
        <span>{t.rich("knowledge.web.readAt", { when: () => <LocalTime date={lastReadAt} as="moment" /> })}</span>
      )}
      {state === "idle" && changedCount > 0 && <span>{t("knowledge.web.changed", { count: changedCount })}</span>}
      {nextAt ? (
        <span>{t.rich("knowledge.web.next", { when: () => <LocalTime date={nextAt} as="moment" /> })}</span>
      ) : (
        recrawlEveryHours !== null && <span>{scheduleWords(t, recrawlEveryHours).toLocaleLowerCase(locale)}</span>
      )}
    </>
  );
}

function ReadingProgress({
  accountId,
  source,
  canWrite,
}: Pick<WebSourceRowProps, "accountId" | "source" | "canWrite">) {
  const t = useTranslations();
  const { cancel } = useWebSourceActs(accountId);
  const words = readingWords(t, source);
  if (!words) return null;
  return (
    <div className="mt-1 flex max-w-96 flex-col gap-1.5">
      <Progress share={readingShare(source)} label={`${source.address}: ${words}`} />
      <div className="flex items-center justify-between gap-3">
        <p className="text-ink-soft text-sm tabular-nums">{words}</p>
        {canWrite && (
          <Button
            size="sm"
            variant="quiet"
            isPending={cancel.isPending}
            onClick={() => cancel.mutate({ accountId, webSourceId: source.id })}
          >
            <CircleStop />
            {t("knowledge.progress.stop")}
          </Button>
        )}
      </div>
    </div>
  );
}
