"use client";
import { ListChecks, MessageCircleQuestion, Pencil, Table } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
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
        title="No test questions yet"
        description={`Here you will see how well the bot answers, and what changed. ${whoMay(t, "evaluation.manage")} of this account can add test questions.`}
      />
    );
  return (
    <>
      <EmptyState
        picture={<ListChecks className="size-6" />}
        title="Know what a change does before your customers do"
        description="Collect what customers ask, with the answer you expect, or that nothing should be answered. One click asks them all, and says which got better or worse since the last time."
        action={
          <>
            <Button variant="primary" onClick={() => setOpened("write")} className="max-md:h-11">
              <Pencil />
              Write one
            </Button>
            <Button onClick={() => setOpened("import")} className="max-md:h-11">
              <Table />
              Import a table
            </Button>
            <Button asChild className="max-md:h-11">
              <Link href={`/accounts/${accountId}/playground` as Route}>
                <MessageCircleQuestion />
                Mark one in the playground
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
