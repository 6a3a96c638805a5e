import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

export const LoadingReasons = () => (
  <SkeletonGroup label="Loading the reasons" className="flex flex-col gap-3">
    <Skeleton className="h-4 w-1/3" />
    <Skeleton className="h-10" />
    <Skeleton className="h-24" />
    <Skeleton className="h-24" />
  </SkeletonGroup>
);
