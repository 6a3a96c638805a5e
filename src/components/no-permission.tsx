import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";

/**
 * Says who can do it, instead of hiding that it exists.
 * @param what after "Your role can't …", in the reader's language: an infinitive ("read the audit log")
 * @param who at the beginning of a sentence: `whoMay`
 */
export function NoPermission({ what, who }: { what: string; who: string }) {
  const t = useTranslations();
  return (
    <EmptyState
      headingLevel={1}
      picture={<Lock className="size-6" />}
      title={t("common.noPermission.title", { what })}
      description={t("common.noPermission.whoCan", { who })}
    />
  );
}
