"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { nextNeeded } from "@/domain/home/home";
import { nextStepSentence, setUpWords } from "@/domain/words/home";
import { api } from "@/trpc/react";

interface NextSetUpStepProps {
  accountId: string;
  /** The page it stands on, which does not send anybody to itself. */
  here: "connection" | "knowledge";
  className?: string;
}

/** Where one step of a new account is done: what comes next, until a customer was answered. Nothing afterwards. */
export function NextSetUpStep({ accountId, here, className }: NextSetUpStepProps) {
  const t = useTranslations();
  const [{ setUp }] = api.home.overview.useSuspenseQuery({ accountId });
  const [documents] = api.knowledge.list.useSuspenseQuery({ accountId });
  const step = nextNeeded(setUp);
  // A document that is still being read is all that can be done for now.
  const isBeingRead = step === "knowledge" && documents.length > 0;
  if (!step || isBeingRead) return null;
  const { action, segment } = setUpWords(t, step);
  if (segment === here) return null;
  return (
    <section
      aria-label={t("home.setUp.next")}
      className={cn(
        "flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-accent-line bg-accent-tint",
        className,
      )}
    >
      <p className="min-w-0 flex-1 basis-60">{nextStepSentence(t, step)}</p>
      <Button asChild variant="primary">
        <Link href={`/accounts/${accountId}/${segment}` as Route}>{action}</Link>
      </Button>
    </section>
  );
}
