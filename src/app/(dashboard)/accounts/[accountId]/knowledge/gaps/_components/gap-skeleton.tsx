import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

export function GapSkeleton() {
  return (
    <SkeletonGroup label="Loading knowledge gaps" className="flex flex-col gap-6">
      <Skeleton className="h-8 w-72 max-w-full" />
      <div className="flex flex-col gap-px">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-20" />
        ))}
      </div>
    </SkeletonGroup>
  );
}
