"use client";
import { ListPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** Makes a test question of what a customer wrote; how it was answered is what is expected from now on. */
export function AddToTests({ accountId, messageId }: { accountId: string; messageId: string }) {
  const t = useTranslations();
  const utils = api.useUtils();
  const router = useRouter();
  const add = api.evaluation.addFromConversation.useMutation({
    onSuccess: async () => {
      await utils.evaluation.list.invalidate({ accountId });
      toast.success(t("inbox.tests.added"), {
        description: t("inbox.tests.addedDetail"),
        action: { label: t("inbox.tests.see"), onClick: () => router.push(`/accounts/${accountId}/evaluation`) },
      });
    },
    onError: (error) => void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
  });
  return (
    <Tooltip label={t("inbox.tests.add")}>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={t("inbox.tests.add")}
        isPending={add.isPending}
        onClick={() => add.mutate({ accountId, messageId })}
        className="-my-1 size-6! opacity-0 transition-opacity! focus-visible:opacity-100 group-hover/message:opacity-100 max-md:hidden"
      >
        {!add.isPending && <ListPlus />}
      </Button>
    </Tooltip>
  );
}
