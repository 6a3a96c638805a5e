"use client";
import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { examinedWords } from "@/domain/words/finding";
import { api } from "@/trpc/react";
import { FindingRow } from "./finding-row";

/** More are shown on request. */
const SHOWN_AT_FIRST = 5;

interface WorthALookProps {
  accountId: string;
  canWrite: boolean;
}

/** What may be wrong in the documents, the gravest first. Takes no room while nothing is known. */
export function WorthALook({ accountId, canWrite }: WorthALookProps) {
  const listId = useId();
  const { data, error, refetch } = api.knowledge.findings.useQuery({ accountId });
  const [isOpenOnPhone, setIsOpenOnPhone] = useState(false);
  const [isShowingAll, setIsShowingAll] = useState(false);
  if (error)
    return (
      <p className="flex items-center gap-2 text-ink-soft text-sm">
        What is worth a look couldn't be loaded. Your documents are fine.
        <Button variant="link" size="sm" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    );
  if (!data?.examined) return null;
  const { findings, examined } = data;
  if (findings.length === 0) return <p className="text-ink-faint text-sm">Nothing contradicts itself.</p>;
  const note = examinedWords(examined);
  const shown = isShowingAll ? findings : findings.slice(0, SHOWN_AT_FIRST);
  return (
    <section aria-label="Worth a look" className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h2 className="font-semibold">Worth a look</h2>
        <Badge tone="attention">{findings.length}</Badge>
        <Button
          variant="quiet"
          size="sm"
          aria-expanded={isOpenOnPhone}
          aria-controls={listId}
          onClick={() => setIsOpenOnPhone(!isOpenOnPhone)}
          className="ms-auto max-md:h-9 md:hidden"
        >
          {isOpenOnPhone ? "Hide" : "Show"}
          <ChevronDown aria-hidden="true" className={cn("transition-transform", isOpenOnPhone && "rotate-180")} />
        </Button>
      </div>
      <div id={listId} className={cn("flex flex-col gap-2", !isOpenOnPhone && "max-md:hidden")}>
        <ul aria-label="Findings" className="flex flex-col divide-y divide-line border-y">
          {shown.map((finding) => (
            <FindingRow key={finding.id} accountId={accountId} finding={finding} canWrite={canWrite} />
          ))}
        </ul>
        {findings.length > SHOWN_AT_FIRST && (
          <Button variant="quiet" size="sm" onClick={() => setIsShowingAll(!isShowingAll)} className="self-start">
            {isShowingAll ? "Show fewer" : `Show all ${findings.length}`}
          </Button>
        )}
        {note && <p className="text-ink-faint text-sm">{note}</p>}
      </div>
    </section>
  );
}
