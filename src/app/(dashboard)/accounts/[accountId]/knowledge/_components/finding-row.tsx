"use client";
import { CalendarX2, CircleHelp, Copy, FileWarning, type LucideIcon, Scale, ShieldAlert } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { documentPath } from "@/components/document-path";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { toast } from "@/components/ui/toast";
import type { FindingKind } from "@/domain/knowledge/doctor/finding";
import { dismissedWords, dismissLabel, findingSentence } from "@/domain/words/finding";
import { FORMAT_LOCALES } from "@/domain/words/languages";
import { useTell } from "@/i18n/told";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

type Finding = RouterOutputs["knowledge"]["findings"]["findings"][number];
type Source = Finding["sources"][number];

const ICONS: Record<FindingKind, LucideIcon> = {
  poison: ShieldAlert,
  contradiction: Scale,
  stale_date: CalendarX2,
  duplicate: Copy,
  unreadable: FileWarning,
  uncovered_question: CircleHelp,
};
const UNDO_MS = 10_000;

interface FindingRowProps {
  accountId: string;
  finding: Finding;
  canWrite: boolean;
}

/** One finding: what it is, the words it is about side by side, and where they stand. */
export function FindingRow({ accountId, finding, canWrite }: FindingRowProps) {
  const t = useTranslations();
  const tell = useTell();
  const locale = FORMAT_LOCALES[useLocale()];
  const { kind, severity, sources, details } = finding;
  const Icon = ICONS[kind];
  return (
    <li className="flex flex-col gap-2.5 py-3.5">
      <div className="flex items-start gap-3">
        <Icon
          aria-hidden="true"
          className={cn("mt-0.5 size-4 shrink-0", severity === "high" ? "text-attention" : "text-ink-faint")}
        />
        <p className="min-w-0 max-w-[72ch] flex-1 break-words">{findingSentence(t, locale, finding, tell)}</p>
        {canWrite && <DismissButton accountId={accountId} finding={finding} />}
      </div>
      {details.question && (
        <blockquote dir="auto" className="ms-7 max-w-[72ch] break-words text-ink-soft">
          “{details.question}”
        </blockquote>
      )}
      {sources.length > 0 && (
        <ul aria-label={t("knowledge.whereItStands")} className="ms-7 grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {sources.map((source) => (
            <SourceItem
              key={`${source.documentId}/${source.page}/${source.quote}`}
              accountId={accountId}
              source={source}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function SourceItem({ accountId, source }: { accountId: string; source: Source }) {
  const t = useTranslations();
  const { documentId, documentName, page, quote } = source;
  return (
    <li className="flex min-w-0 flex-col gap-1">
      {quote !== "" && (
        <blockquote
          dir="auto"
          className="line-clamp-4 whitespace-pre-line break-words border-outline border-s-2 ps-3 text-ink-soft text-sm"
        >
          {quote}
        </blockquote>
      )}
      <Link
        href={documentPath(accountId, documentId, page)}
        className="self-start break-words font-medium text-sm underline decoration-line underline-offset-3 hover:decoration-outline"
      >
        {page === null ? documentName : t("knowledge.finding.place", { document: documentName, page })}
      </Link>
    </li>
  );
}

function DismissButton({ accountId, finding }: { accountId: string; finding: Finding }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const { id: findingId, kind } = finding;
  const refresh = () => utils.knowledge.findings.invalidate({ accountId });
  const onError = (error: unknown) =>
    void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
  const restore = api.knowledge.restoreFinding.useMutation({ onSuccess: refresh, onError });
  const dismiss = api.knowledge.dismissFinding.useMutation({
    onError,
    onSuccess: async () => {
      const undo = { label: t("common.actions.undo"), onClick: () => restore.mutate({ accountId, findingId }) };
      toast.success(dismissedWords(t, kind), { duration: UNDO_MS, action: undo });
      await refresh();
    },
  });
  return (
    <Button
      size="sm"
      isPending={dismiss.isPending}
      onClick={() => dismiss.mutate({ accountId, findingId })}
      className="ms-auto max-md:h-9"
    >
      {dismissLabel(t, kind)}
    </Button>
  );
}
