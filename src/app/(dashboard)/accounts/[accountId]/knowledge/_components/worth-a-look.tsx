"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { latePart } from "@/components/ui/late/late-part";
import { examinedWords } from "@/domain/words/finding";
import { api } from "@/trpc/react";

const FindingRow = latePart(async () => (await import("./finding-row")).FindingRow);

/** More are shown on request. */
const SHOWN_AT_FIRST = 5;

interface WorthALookProps {
  accountId: string;
  canWrite: boolean;
}

/** What may be wrong in the documents, the gravest first. Takes no room while nothing is known. */
export function WorthALook({ accountId, canWrite }: WorthALookProps) {
  const t = useTranslations();
  const listId = useId();
  const { data, error, refetch } = api.knowledge.findings.useQuery({ accountId });
  const [isOpenOnPhone, setIsOpenOnPhone] = useState(false);
  const [isShowingAll, setIsShowingAll] = useState(false);
  if (error)
    return (
      <p className="flex items-center gap-2 text-ink-soft text-sm">
        {t("knowledge.findings.failed")}
        <Button variant="link" size="sm" onClick={() => void refetch()}>
          {t("common.actions.tryAgain")}
        </Button>
      </p>
    );
  if (!data?.examined) return null;
  const { findings, examined } = data;
  if (findings.length === 0) return <p className="text-ink-faint text-sm">{t("knowledge.findings.none")}</p>;
  const note = examinedWords(t, examined);
  const shown = isShowingAll ? findings : findings.slice(0, SHOWN_AT_FIRST);
  return (
    <section aria-label={t("knowledge.findings.title")} className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h2 className="font-semibold">{t("knowledge.findings.title")}</h2>
        <Badge tone="attention">{findings.length}</Badge>
        <Button
          variant="quiet"
          size="sm"
          aria-expanded={isOpenOnPhone}
          aria-controls={listId}
          onClick={() => setIsOpenOnPhone(!isOpenOnPhone)}
          className="ms-auto max-md:h-9 md:hidden"
        >
          {t(isOpenOnPhone ? "knowledge.findings.hide" : "knowledge.findings.show")}
          <ChevronDown aria-hidden="true" className={cn("transition-transform", isOpenOnPhone && "rotate-180")} />
        </Button>
      </div>
      <div id={listId} className={cn("flex flex-col gap-2", !isOpenOnPhone && "max-md:hidden")}>
        <ul aria-label={t("knowledge.findings.list")} className="flex flex-col divide-y divide-line border-y">
          {shown.map((finding) => (
            <FindingRow key={finding.id} accountId={accountId} finding={finding} canWrite={canWrite} />
          ))}
        </ul>
        {findings.length > SHOWN_AT_FIRST && (
          <Button variant="quiet" size="sm" onClick={() => setIsShowingAll(!isShowingAll)} className="self-start">
            {isShowingAll ? t("knowledge.findings.showFewer") : t("knowledge.showAll", { count: findings.length })}
          </Button>
        )}
        {note && <p className="text-ink-faint text-sm">{note}</p>}
      </div>
    </section>
  );
}
