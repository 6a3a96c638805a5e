import { useTranslations } from "next-intl";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

const BUBBLES = ["w-2/5 self-start", "w-1/2 self-end", "w-1/4 self-start", "w-3/5 self-end"];

export function ThreadSkeleton() {
  const t = useTranslations();
  return (
    <div data-pane="thread" className="flex min-w-0 flex-1 flex-col">
      <div className="h-15 border-b" />
      <SkeletonGroup
        label={t("inbox.thread.loading")}
        className="mx-auto flex w-full max-w-3xl flex-1 flex-col justify-end gap-3 p-6"
      >
        {BUBBLES.map((place) => (
          <Skeleton key={place} className={`h-14 rounded-bubble! ${place}`} />
        ))}
      </SkeletonGroup>
      <div className="h-24 border-t" />
    </div>
  );
}
