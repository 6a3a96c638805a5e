"use client";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Translate } from "@/domain/words/translate";
import { errorWords, isForbidden, isMissing } from "@/trpc/errors";

function titleOf(error: unknown, t: Translate): string {
  if (isMissing(error)) return t("common.errors.nothingHere");
  return t(isForbidden(error) ? "common.errors.notForYourRole" : "common.errors.notLoaded");
}

export interface ErrorViewProps {
  error: unknown;
  retry: () => void;
  /** It stands for the whole page. */
  isPage?: boolean;
  className?: string;
}

/** What happened, whether anything was lost, and a way to try again. */
export function ErrorView({ error, retry, isPage = false, className }: ErrorViewProps) {
  const t = useTranslations();
  const { reset } = useQueryErrorResetBoundary();
  return (
    <div role="alert">
      <EmptyState
        {...(className ? { className } : {})}
        title={titleOf(error, t)}
        headingLevel={isPage ? 1 : 2}
        description={errorWords(error, t)}
        action={
          <Button
            onClick={() => {
              // A failed query would throw again at once without this.
              reset();
              retry();
            }}
          >
            <RotateCw />
            {t("common.actions.tryAgain")}
          </Button>
        }
      />
    </div>
  );
}
