import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

export function AccountListSkeleton() {
  return (
    <>
      <PageHeader title="Accounts" description="One account is one WhatsApp number with its own bot and documents." />
      <SkeletonGroup label="Loading accounts" className="flex flex-col gap-px">
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} className="h-16" />
        ))}
      </SkeletonGroup>
    </>
  );
}
