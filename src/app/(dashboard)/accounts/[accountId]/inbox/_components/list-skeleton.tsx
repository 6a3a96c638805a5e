import { useTranslations } from "next-intl";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

/** The shape of some conversations. */
export const RowSkeletons = () =>
  [0, 1, 2, 3, 4, 5].map((row) => (
    <div key={row} className="flex items-center gap-3 py-2.5">
      <Skeleton className="size-9 rounded-full!" />
      <div className="flex flex-1 flex-col gap-2">
        <Skeleton className="h-3.5 w-2/5" />
        <Skeleton className="h-3 w-4/5" />
      </div>
    </div>
  ));

export function LoadingRows() {
  const t = useTranslations();
  return (
    <SkeletonGroup label={t("inbox.list.loading")} className="flex flex-col gap-1 p-3">
      <RowSkeletons />
    </SkeletonGroup>
  );
}
