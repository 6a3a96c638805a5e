import { useTranslations } from "next-intl";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

const PANELS = ["h-44", "h-60", "h-60", "h-60", "h-40"];

/** The shape of the whole board: the choice above, then the figures. */
export function BoardSkeleton() {
  return (
    <>
      <div className="flex flex-wrap justify-between gap-3">
        <Skeleton className="h-9 w-80 max-w-full opacity-0" />
      </div>
      <ChartsSkeleton />
    </>
  );
}

/** The shape of the figures at a glance and the charts. */
export function ChartsSkeleton() {
  const t = useTranslations();
  return (
    <SkeletonGroup label={t("analytics.board.loading")}>
      <div className="grid grid-cols-2 gap-x-8 gap-y-6 py-7 sm:grid-cols-4 md:py-9">
        {["messages", "conversations", "resolved", "saved"].map((name) => (
          <Skeleton key={name} className="h-16" />
        ))}
      </div>
      {PANELS.map((height, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: fixed shapes
          key={index}
          className="grid gap-x-10 gap-y-4 border-t py-7 md:grid-cols-[11.5rem_minmax(0,1fr)] md:py-9"
        >
          <Skeleton className="h-16" />
          <Skeleton className={height} />
        </div>
      ))}
    </SkeletonGroup>
  );
}
