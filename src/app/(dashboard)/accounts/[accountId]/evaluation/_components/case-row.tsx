"use client";
import { Check, CircleSlash, type LucideIcon, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { QuestionActs } from "@/components/questions/question-acts";
import { Badge } from "@/components/ui/badge";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { toast } from "@/components/ui/toast";
import { CHECKS, type Verdict } from "@/domain/evaluation/scoring";
import { checkWords, decisionWords, expectedWords, sourceWords, verdictWords } from "@/domain/words/evaluation";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";
import type { TestCaseItem } from "./evaluation-board";

const CaseDialog = lazyDialog(() => import("./case-dialog").then((module) => module.CaseDialog));

type Result = RouterOutputs["evaluation"]["run"]["results"][number];

interface CaseRowProps {
  accountId: string;
  testCase: TestCaseItem;
  /** Of the run that is shown; undefined when that didn't ask it. */
  result: Result | undefined;
  canManage: boolean;
}

const VERDICTS: Record<Verdict, { tone: "success" | "danger" | "attention"; icon: LucideIcon }> = {
  right: { tone: "success", icon: Check },
  wrong: { tone: "danger", icon: X },
  unasked: { tone: "attention", icon: CircleSlash },
};

/** One question: what is expected, how it came out, and on demand what the bot replied. */
export function CaseRow({ accountId, testCase, result, canManage }: CaseRowProps) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  const [isEditing, setIsEditing] = useState(false);
  const { question, expected, source } = testCase;
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-3.5 py-3.5">
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span dir="auto" className="min-w-0 break-words font-medium [overflow-wrap:anywhere]">
            {question}
          </span>
          {result?.verdict && <VerdictBadge verdict={result.verdict} />}
        </div>
        <p className={`break-words text-ink-soft text-sm ${isOpen ? "" : "line-clamp-2"}`}>
          {expectedWords(t, expected)}
        </p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-faint text-xs">
          <span className="first-letter:uppercase">{sourceWords(t, source)}</span>
          {(result?.reply || expected.evidence) && (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-label={t(isOpen ? "evaluation.row.hideDetailsOf" : "evaluation.row.showDetailsOf", { question })}
              onClick={() => setIsOpen(!isOpen)}
              className="rounded-mark underline decoration-line underline-offset-3 transition-colors hover:text-ink max-md:min-h-9"
            >
              {t(isOpen ? "evaluation.row.hide" : "evaluation.row.details")}
            </button>
          )}
        </div>
        {isOpen && <CaseDetails expected={expected} result={result} />}
      </div>
      <div className="flex items-start gap-1">
        {canManage && (
          <CaseActs
            accountId={accountId}
            caseId={testCase.id}
            question={question}
            onChange={() => setIsEditing(true)}
          />
        )}
      </div>
      {isEditing && <CaseDialog accountId={accountId} edited={testCase} isOpen onOpenChange={setIsEditing} />}
    </li>
  );
}

function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const t = useTranslations();
  const { tone, icon: Icon } = VERDICTS[verdict];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {verdictWords(t, verdict)}
    </Badge>
  );
}

function CaseDetails({ expected, result }: Pick<CaseRowProps, "result"> & { expected: TestCaseItem["expected"] }) {
  const t = useTranslations();
  const locale = useLocale();
  const failed = CHECKS.filter((check) => result?.checks?.[check] === false);
  return (
    <div className="mt-1 flex flex-col gap-3 text-sm">
      {expected.evidence && (
        <blockquote
          dir="auto"
          className="line-clamp-6 max-w-[72ch] whitespace-pre-line break-words border-outline border-s-2 ps-3 text-ink-soft"
        >
          {expected.evidence}
        </blockquote>
      )}
      {result?.reply && (
        <div className="flex max-w-[36rem] flex-col gap-1">
          <p className="text-ink-faint text-xs">{decisionWords(t, result.decision)}</p>
          <p
            dir="auto"
            className="whitespace-pre-line break-words rounded-bubble rounded-es-mark bg-says-bot px-3.5 py-2"
          >
            {result.reply}
          </p>
        </div>
      )}
      {failed.length > 0 && (
        <p className="text-danger">
          {t("evaluation.row.doesNotHold", {
            checks: failed
              .map((check) => checkWords(t, check).label.toLocaleLowerCase(locale))
              .join(t("evaluation.comma")),
          })}
        </p>
      )}
    </div>
  );
}

interface CaseActsProps {
  accountId: string;
  caseId: string;
  question: string;
  onChange: () => void;
}

function CaseActs({ accountId, caseId, ...acts }: CaseActsProps) {
  const t = useTranslations();
  const utils = api.useUtils();
  const remove = api.evaluation.remove.useMutation({
    onSuccess: () => utils.evaluation.list.invalidate({ accountId }),
    onError: (error) => void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
  });
  const description = t("evaluation.row.deletion");
  const run = () => remove.mutate({ accountId, caseId });
  return <QuestionActs {...acts} deletion={{ description, isPending: remove.isPending, run }} />;
}
