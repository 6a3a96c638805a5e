"use client";
import { useTranslations } from "next-intl";
import { SavedReplyList } from "@/components/saved-replies/saved-reply-list";
import { whoMay } from "@/domain/words/role";
import { api } from "@/trpc/react";

/** The team's saved replies, for those who answer customers. */
export function SavedRepliesPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  if (!account.permissions.includes("conversation.reply"))
    return (
      <p className="text-ink-soft">{t("settings.savedReplies.whoMay", { who: whoMay(t, "conversation.reply") })}</p>
    );
  return <SavedReplyList accountId={accountId} />;
}
