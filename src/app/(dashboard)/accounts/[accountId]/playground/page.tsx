import type { Metadata } from "next";
import { Suspense } from "react";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { api, HydrateClient } from "@/trpc/server";
import { Playground } from "./_components/playground";

export const metadata: Metadata = { title: "Playground" };

export default async function PlaygroundPage({ params }: PageProps<"/accounts/[accountId]/playground">) {
  const { accountId } = await params;
  void api.account.get.prefetch({ accountId });
  void api.knowledge.list.prefetch({ accountId });
  return (
    <HydrateClient>
      <Suspense
        fallback={
          <SkeletonGroup label="Loading the playground" className="p-10">
            <Skeleton className="h-64 rounded-card" />
          </SkeletonGroup>
        }
      >
        <Playground accountId={accountId} />
      </Suspense>
    </HydrateClient>
  );
}
