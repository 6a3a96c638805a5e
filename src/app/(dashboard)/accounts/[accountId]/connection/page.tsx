import type { Metadata } from "next";
import { Suspense } from "react";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { api, HydrateClient } from "@/trpc/server";
import { ConnectionPanel } from "./_components/connection-panel";
import { PacingNote } from "./_components/pacing-note";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage({ params }: PageProps<"/accounts/[accountId]/connection">) {
  const { accountId } = await params;
  void api.connection.get.prefetch({ accountId });
  void api.knowledge.list.prefetch({ accountId });
  return (
    <HydrateClient>
      <PageBody>
        <PageHeader
          title="Connection"
          description="Links the WhatsApp number on which customers write to this account."
        />
        <Suspense fallback={<ConnectionSkeleton />}>
          <ConnectionPanel accountId={accountId} />
        </Suspense>
        <PacingNote />
      </PageBody>
    </HydrateClient>
  );
}

function ConnectionSkeleton() {
  return (
    <SkeletonGroup label="Loading the connection">
      <Skeleton className="h-44 rounded-card" />
    </SkeletonGroup>
  );
}
