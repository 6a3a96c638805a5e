"use client";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { ErrorView } from "@/components/error-view";
import { Button } from "@/components/ui/button";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

interface PartsListProps {
  query: Pick<
    UseInfiniteQueryResult,
    "error" | "refetch" | "isPending" | "hasNextPage" | "isFetchingNextPage" | "fetchNextPage"
  >;
  /** Said while it loads. */
  loading: string;
  /** What asking for more of it is called. */
  more: string;
  children: React.ReactNode;
}

/** A list that comes in parts: while it loads, when that failed, and the way to more of it. */
export function PartsList({ query, loading, more, children }: PartsListProps) {
  if (query.error) return <ErrorView error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending)
    return (
      <SkeletonGroup label={loading} className="flex flex-col gap-3 py-2">
        {["w-3/5", "w-full", "w-11/12", "w-full", "w-4/5"].map((width, row) => (
          <Skeleton key={width + String(row)} className={`h-4 ${width}`} />
        ))}
      </SkeletonGroup>
    );
  return (
    <div className="flex flex-col gap-4">
      {children}
      {query.hasNextPage && (
        <Button isPending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()} className="self-center">
          {more}
        </Button>
      )}
    </div>
  );
}
