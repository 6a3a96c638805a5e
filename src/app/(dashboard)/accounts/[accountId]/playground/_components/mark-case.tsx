"use client";
import { Check, CircleSlash } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { MAX_EVIDENCE, MAX_TEST_QUESTION } from "@/domain/evaluation/limits";
import type { TestCase } from "@/domain/evaluation/test-case";
import type { Passage } from "@/domain/knowledge/passage";
import { errorWords, isConflict } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** Says which passage should be found for a question; it becomes a test question. */
export function MarkPassage({
  accountId,
  question,
  passage,
}: {
  accountId: string;
  question: string;
  passage: Passage;
}) {
  const t = useTranslations();
  const mark = useMarkCase(accountId);
  const { text, documentName } = passage;
  const evidence = text.slice(0, MAX_EVIDENCE);
  const expected = { outcome: "answer" as const, evidence, evidenceDocument: documentName, answer: "" };
  return (
    <Button
      size="sm"
      isPending={mark.isPending}
      onClick={() => mark.run({ question: question.slice(0, MAX_TEST_QUESTION), expected })}
      className="max-md:h-9"
    >
      {!mark.isPending && (mark.isDone ? <Check className="text-success" /> : null)}
      {t("playground.mark.passage")}
    </Button>
  );
}

/** Says that a question should not be answered; it becomes a test question. */
export function MarkDecline({ accountId, question }: { accountId: string; question: string }) {
  const t = useTranslations();
  const mark = useMarkCase(accountId);
  const expected = { outcome: "decline" as const, evidence: "", evidenceDocument: null, answer: "" };
  return (
    <Button
      size="sm"
      isPending={mark.isPending}
      onClick={() => mark.run({ question: question.slice(0, MAX_TEST_QUESTION), expected })}
      className="self-start max-md:h-9"
    >
      {!mark.isPending && (mark.isDone ? <Check className="text-success" /> : <CircleSlash />)}
      {t("playground.mark.decline")}
    </Button>
  );
}

/** Adds a test question; of one that is there already, it asks before it changes what is expected. */
function useMarkCase(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const router = useRouter();
  const add = api.evaluation.add.useMutation({
    onSuccess: async () => {
      await utils.evaluation.list.invalidate({ accountId });
      const see = () => router.push(`/accounts/${accountId}/evaluation`);
      toast.success(t("playground.mark.added"), {
        action: { label: t("playground.mark.seeThem"), onClick: see },
      });
    },
    onError: (error, added) => {
      if (!isConflict(error))
        return void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
      toast.info(t("playground.mark.isOneAlready"), {
        action: { label: t("playground.mark.expectThis"), onClick: () => add.mutate({ ...added, isReplacing: true }) },
      });
    },
  });
  return {
    run: (testCase: TestCase) => add.mutate({ accountId, ...testCase, source: "playground" }),
    isPending: add.isPending,
    isDone: add.isSuccess,
  };
}
