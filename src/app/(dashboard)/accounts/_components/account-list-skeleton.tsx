import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

export function AccountListSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t("accounts.title")} description={t("accounts.description")} />
      <SkeletonGroup label={t("accounts.loading")} className="flex flex-col gap-px">
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} className="h-16" />
        ))}
      </SkeletonGroup>
    </>
  );
}
