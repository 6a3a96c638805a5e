"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { errorWords } from "@/trpc/errors";
import { api, type RouterInputs } from "@/trpc/react";
import { AuditRow } from "./audit-row";

type Filter = Omit<RouterInputs["audit"]["list"], "before">;

/** The pages that were asked for, one below the other. */
export function AuditPages({ filter }: { filter: Filter }) {
  const [befores, setBefores] = useState<(string | undefined)[]>([undefined]);
  return (
    <div className="flex flex-col border-y empty:border-0">
      {befores.map((before, index) => (
        <AuditPage
          key={before ?? "newest"}
          filter={filter}
          before={before}
          onOlder={index === befores.length - 1 ? (next) => setBefores([...befores, next]) : undefined}
        />
      ))}
    </div>
  );
}

interface AuditPageProps {
  filter: Filter;
  before: string | undefined;
  /** Absent where an older page follows already. */
  onOlder: ((before: string) => void) | undefined;
}

function AuditPage({ filter, before, onOlder }: AuditPageProps) {
  const t = useTranslations();
  const page = api.audit.list.useQuery({ ...filter, ...(before ? { before } : {}) });
  const isHydrated = useIsHydrated();
  if (page.isPending || !isHydrated)
    return (
      <SkeletonGroup label={t("audit.pages.loading")} className="flex flex-col gap-px">
        {[0, 1, 2, 3, 4].map((row) => (
          <Skeleton key={row} className="h-14" />
        ))}
      </SkeletonGroup>
    );
  if (page.isError)
    return (
      <div role="alert" className="flex flex-wrap items-center justify-between gap-4 py-4">
        <p className="text-ink-soft">{errorWords(page.error, t)}</p>
        <Button size="sm" onClick={() => void page.refetch()}>
          {t("common.actions.tryAgain")}
        </Button>
      </div>
    );
  const { entries, nextBefore } = page.data;
  if (entries.length === 0)
    return <EmptyState title={t("audit.pages.emptyTitle")} description={t("audit.pages.emptyDescription")} />;
  return (
    <>
      <ol aria-label={t("audit.title")} className="flex flex-col divide-y divide-line">
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </ol>
      {nextBefore && onOlder && (
        <Button variant="quiet" className="my-3 self-center" onClick={() => onOlder(nextBefore)}>
          {t("audit.pages.older")}
        </Button>
      )}
    </>
  );
}
