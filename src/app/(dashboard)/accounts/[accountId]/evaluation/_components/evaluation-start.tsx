"use client";
import { ListChecks, MessageCircleQuestion, Pencil, Table } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { whoMay } from "@/domain/words/role";
import { GenerateNote } from "./generate-cases";

const CaseDialog = lazyDialog(() => import("./case-dialog").then((module) => module.CaseDialog));
const ImportCasesDialog = lazyDialog(() => import("./import-cases-dialog").then((module) => module.ImportCasesDialog));

/** Before the first test question: what they are for, and the ways to begin. */
export function EvaluationStart({ accountId, canManage }: { accountId: string; canManage: boolean }) {
  const t = useTranslations();
  const [opened, setOpened] = useState<"write" | "import" | null>(null);
  const dialog = (kind: typeof opened) => ({
    accountId,
    isOpen: opened === kind,
    onOpenChange: (isOpen: boolean) => setOpened(isOpen ? kind : null),
  });
  if (!canManage)
    return (
      <EmptyState
        picture={<ListChecks className="size-6" />}
        title={t("evaluation.start.none")}
        description={t("evaluation.start.whoMayAdd", { who: whoMay(t, "evaluation.manage") })}
      />
    );
  return (
    <>
      <EmptyState
        picture={<ListChecks className="size-6" />}
        title={t("evaluation.start.title")}
        description={t("evaluation.start.description")}
        action={
          <>
            <Button variant="primary" onClick={() => setOpened("write")} className="max-md:h-11">
              <Pencil />
              {t("evaluation.add.write")}
            </Button>
            <Button onClick={() => setOpened("import")} className="max-md:h-11">
              <Table />
              {t("evaluation.add.import")}
            </Button>
            <Button asChild className="max-md:h-11">
              <Link href={`/accounts/${accountId}/playground` as Route}>
                <MessageCircleQuestion />
                {t("evaluation.add.mark")}
              </Link>
            </Button>
          </>
        }
      />
      <GenerateNote accountId={accountId} />
      <CaseDialog {...dialog("write")} />
      <ImportCasesDialog {...dialog("import")} cases={[]} />
    </>
  );
}
