"use client";
import { useTranslations } from "next-intl";
import { Suspense } from "react";
import { PanelBoundary } from "@/components/panel";
import { SavedReplyList } from "@/components/saved-replies/saved-reply-list";
import type { SavedReplyItem } from "@/components/saved-replies/use-saved-reply-acts";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

interface SavedReplySheetProps {
  accountId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onUse: (reply: SavedReplyItem) => void;
}

/** All saved replies at the side of what is being written: to use, and to keep right. */
export function SavedReplySheet({ accountId, isOpen, onOpenChange, onUse }: SavedReplySheetProps) {
  const t = useTranslations();
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("conversation.savedReplies.title")}
      description={t("inbox.savedReplies.purpose")}
    >
      <div className="px-5 py-4">
        <PanelBoundary>
          <Suspense
            fallback={
              <SkeletonGroup label={t("inbox.savedReplies.loading")} className="flex flex-col gap-3">
                <Skeleton className="h-10 w-2/3" />
                <Skeleton className="h-10 w-1/2" />
              </SkeletonGroup>
            }
          >
            <SavedReplyList accountId={accountId} onUse={onUse} />
          </Suspense>
        </PanelBoundary>
      </div>
    </Sheet>
  );
}
