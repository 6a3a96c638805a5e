import { useTranslations } from "next-intl";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

export function GapSkeleton() {
  const t = useTranslations();
  return (
    <SkeletonGroup label={t("knowledge.gaps.loading")} className="flex flex-col gap-6">
      <Skeleton className="h-8 w-72 max-w-full" />
      <div className="flex flex-col gap-px">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-20" />
        ))}
      </div>
    </SkeletonGroup>
  );
}
