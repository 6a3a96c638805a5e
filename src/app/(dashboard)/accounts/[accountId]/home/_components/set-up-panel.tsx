"use client";
import { Circle, CircleCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { canAnswer } from "@/domain/home/home";
import { setUpWords } from "@/domain/words/home";
import { api } from "@/trpc/react";

interface SetUpPanelProps {
  accountId: string;
  /** First while the bot can't answer yet; last when only what makes it better is left. */
  place: "first" | "last";
}

/** The steps of a new account; gone once all of them are done. */
export function SetUpPanel({ accountId, place }: SetUpPanelProps) {
  const t = useTranslations();
  const [{ setUp }] = api.home.overview.useSuspenseQuery({ accountId });
  const done = setUp.filter(({ isDone }) => isDone).length;
  if (done === setUp.length || (canAnswer(setUp) ? "last" : "first") !== place) return null;
  const next = setUp.find(({ isDone }) => !isDone)?.step;
  return (
    <Panel title={t("home.setUp.title")} description={t("home.setUp.description", { done, total: setUp.length })}>
      <ol aria-label={t("home.setUp.steps")} className="flex flex-col gap-1">
        {setUp.map(({ step, isDone }) => {
          const { title, detail, action, segment } = setUpWords(t, step);
          const Mark = isDone ? CircleCheck : Circle;
          const href = `/accounts/${accountId}/${segment}` as Route;
          return (
            <li
              key={step}
              className={cn(
                "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control px-3 py-2.5",
                step === next && "bg-sunken",
              )}
            >
              <Mark aria-hidden="true" className={cn("size-4 shrink-0", isDone ? "text-success" : "text-ink-faint")} />
              <span className="sr-only">{t(isDone ? "home.setUp.done" : "home.setUp.open")} </span>
              <span className="flex min-w-0 flex-1 basis-60 flex-col">
                {isDone || step === next ? (
                  <span className={isDone ? "text-ink-soft" : "font-medium"}>{title}</span>
                ) : (
                  <Link
                    href={href}
                    className="rounded-mark underline decoration-transparent underline-offset-3 hover:decoration-outline"
                  >
                    {title}
                  </Link>
                )}
                {step === next && <span className="text-ink-soft text-sm">{detail}</span>}
              </span>
              {step === next && (
                <Button asChild variant="primary" size="sm">
                  <Link href={href}>{action}</Link>
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
