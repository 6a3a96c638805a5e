"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorView } from "@/components/error-view";
import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/local-time";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { actionWords } from "@/domain/words/automation";
import type { MessageKey } from "@/domain/words/translate";
import { Told } from "@/i18n/told";
import { api, type RouterOutputs } from "@/trpc/react";
import type { RuleItem } from "./rule-board";

type Tried = Extract<RouterOutputs["automation"]["dryRun"], { kind: "tried" }>;

interface DryRunSheetProps {
  accountId: string;
  rule: RuleItem;
  /** Of forms and files, by id. */
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}

/** What a rule would have done in the newest conversations. Nothing is sent. */
export function DryRunSheet({ accountId, rule, names, onClose }: DryRunSheetProps) {
  const t = useTranslations();
  const run = api.automation.dryRun.useQuery({ accountId, ruleId: rule.id, limit: 100 });
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("automations.dryRun.title", { name: rule.name })}
      description={t("automations.dryRun.description")}
      className="[--sheet-width:36rem]"
    >
      <div className="p-5">
        {run.isPending && (
          <SkeletonGroup label={t("automations.dryRun.loading")} className="flex flex-col gap-3">
            {[0, 1, 2].map((row) => (
              <Skeleton key={row} className="h-24" />
            ))}
          </SkeletonGroup>
        )}
        {run.error && <ErrorView error={run.error} retry={() => void run.refetch()} />}
        {run.data?.kind === "of_time" && <p className="text-ink-soft">{t("automations.dryRun.ofTime")}</p>}
        {run.data?.kind === "tried" && <TriedList tried={run.data} names={names} />}
      </div>
    </Sheet>
  );
}

function TriedList({ tried, names }: { tried: Tried; names: ReadonlyMap<string, string> }) {
  const t = useTranslations();
  const [filter, setFilter] = useState<"matched" | "others">("matched");
  const shown = tried.turns.filter(({ isMatch }) => isMatch === (filter === "matched"));
  if (tried.turns.length === 0) return <p className="text-ink-soft">{t("automations.dryRun.nothingYet")}</p>;
  return (
    <div className="flex flex-col gap-4">
      <p className="font-medium">
        {t("automations.dryRun.matched", { matched: tried.matchCount, count: tried.turns.length })}
      </p>
      <SegmentedControl
        label={t("automations.dryRun.whichMessages")}
        value={filter}
        onChange={setFilter}
        options={[
          { value: "matched", label: t("automations.dryRun.acted"), count: tried.matchCount },
          { value: "others", label: t("automations.dryRun.didNotAct"), count: tried.turns.length - tried.matchCount },
        ]}
      />
      {shown.length === 0 && <p className="text-ink-soft">{t("automations.dryRun.none")}</p>}
      <ul aria-label={t("automations.dryRun.pastMessages")} className="divide-y">
        {shown.map((turn) => (
          <li key={turn.turnId} className="flex flex-col gap-1.5 py-3.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-ink-faint text-xs">
              <span dir="auto">{turn.contactLabel}</span>
              <LocalTime date={turn.at} as="moment" />
            </div>
            <p dir="auto" className="break-words">
              {turn.question || t("automations.dryRun.noText")}
            </p>
            <p className="text-ink-faint text-sm">
              <Told>{turn.why}</Told>
            </p>
            {turn.actions.map((action, index) => (
              <p
                // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name of their own
                key={index}
                dir="auto"
                className="break-words rounded-control bg-accent-tint px-3 py-2 text-sm first-letter:uppercase"
              >
                {actionWords(t, action, names)}
              </p>
            ))}
            <p dir="auto" className="line-clamp-3 break-words text-ink-soft text-sm">
              <Badge className="me-2">{t(HAPPENED[turn.happened.outcome])}</Badge>
              {turn.happened.reply ?? t("automations.dryRun.nothingSent")}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

const HAPPENED = {
  answered: "automations.dryRun.happened.answered",
  handed_off: "automations.dryRun.happened.handedOver",
  automated: "automations.dryRun.happened.automated",
  ignored: "automations.dryRun.happened.nothing",
} as const satisfies Record<Tried["turns"][number]["happened"]["outcome"], MessageKey>;
