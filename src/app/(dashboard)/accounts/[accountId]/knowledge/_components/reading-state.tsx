"use client";
import { RotateCw, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { latePart } from "@/components/ui/late/late-part";
import { Progress } from "@/components/ui/progress";
import { documentFailureWords, documentProgressShare, documentProgressWords } from "@/domain/words/document";
import type { KnowledgeDocument } from "./knowledge-board";
import type { DocumentActs } from "./use-document-acts";

const PasswordForm = latePart(async () => (await import("./password-form")).PasswordForm);

interface ReadingStateProps {
  document: Pick<
    KnowledgeDocument,
    "name" | "status" | "failureReason" | "asksForPassword" | "progressDone" | "progressTotal"
  >;
  acts: Pick<DocumentActs, "retry" | "stop" | "unlock">;
  canWrite: boolean;
}

/** How far the reading of a file has come, or why it ended, with what can be done about it right there. */
export function ReadingState({ document, acts, canWrite }: ReadingStateProps) {
  const t = useTranslations();
  const { name, failureReason } = document;
  const progress = documentProgressWords(t, document);
  if (progress)
    return (
      <div className="mt-1 flex max-w-96 flex-col gap-1.5">
        <Progress share={documentProgressShare(document)} label={`${name}: ${progress}`} />
        <div className="flex min-h-7 items-center justify-between gap-3">
          <p className="text-ink-soft text-sm tabular-nums">{progress}</p>
          {canWrite && (
            <Button
              variant="quiet"
              size="sm"
              aria-label={t("knowledge.progress.stopReading", { name })}
              isPending={acts.stop.isPending}
              onClick={acts.stop.run}
              className="-me-2.5 max-md:h-9"
            >
              <Square />
              {t("knowledge.progress.stop")}
            </Button>
          )}
        </div>
      </div>
    );
  if (!failureReason) return null;
  const isStopped = failureReason === "cancelled";
  return (
    <>
      <p className={`max-w-[72ch] text-sm ${isStopped ? "text-ink-soft" : "text-danger"}`}>
        {documentFailureWords(t, failureReason)}
      </p>
      {canWrite && document.asksForPassword && <PasswordForm name={name} unlock={acts.unlock} />}
      {canWrite && !document.asksForPassword && (
        <Button
          size="sm"
          isPending={acts.retry.isPending}
          onClick={acts.retry.run}
          className="mt-1.5 self-start max-md:h-9"
        >
          <RotateCw />
          {t("common.actions.tryAgain")}
        </Button>
      )}
    </>
  );
}
