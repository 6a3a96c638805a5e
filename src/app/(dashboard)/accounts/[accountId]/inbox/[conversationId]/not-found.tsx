import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";

export default async function ConversationNotFound() {
  const t = await getTranslations();
  return (
    <div className="flex flex-1 flex-col justify-center">
      <EmptyState headingLevel={1} title={t("inbox.thread.missing")} description={t("inbox.thread.missingDetail")} />
    </div>
  );
}
