"use client";
import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { Told } from "@/i18n/told";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** Has a language model write a few test questions from the documents; says why where that can't be. */
export function useGenerateCases(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const { data } = api.evaluation.generation.useQuery({ accountId });
  const generate = api.evaluation.generate.useMutation({
    onSuccess: async ({ added, documentCount }) => {
      await utils.evaluation.list.invalidate({ accountId });
      if (added === 0)
        toast.info(t("evaluation.generated.none"), { description: t("evaluation.generated.noneDetail") });
      else
        toast.success(t("evaluation.generated.added", { count: added, documents: documentCount }), {
          description: t("evaluation.generated.addedDetail"),
        });
    },
    onError: (error) => void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
  });
  return {
    isAvailable: data?.isAvailable ?? false,
    reason: data?.reason ?? null,
    isPending: generate.isPending,
    run: () => generate.mutate({ accountId }),
  };
}

/** The same as a line below the other ways to begin. */
export function GenerateNote({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const { isAvailable, reason, isPending, run } = useGenerateCases(accountId);
  if (!isAvailable)
    return (
      reason && (
        <p className="mx-auto max-w-[26rem] text-center text-ink-faint text-sm">
          <Told>{reason}</Told>
        </p>
      )
    );
  return (
    <div className="flex justify-center">
      <Button variant="quiet" isPending={isPending} onClick={run}>
        {!isPending && <Sparkles />}
        {t("evaluation.generated.orHave")}
      </Button>
    </div>
  );
}
