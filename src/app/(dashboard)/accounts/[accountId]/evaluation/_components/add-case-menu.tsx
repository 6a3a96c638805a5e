"use client";
import { ChevronDown, MessageCircleQuestion, Pencil, Plus, Sparkles, Table } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { Told } from "@/i18n/told";
import type { TestCaseItem } from "./evaluation-board";
import { useGenerateCases } from "./generate-cases";

const CaseDialog = lazyDialog(() => import("./case-dialog").then((module) => module.CaseDialog));
const ImportCasesDialog = lazyDialog(() => import("./import-cases-dialog").then((module) => module.ImportCasesDialog));

/** The ways to get test questions. */
export function AddCaseMenu({ accountId, cases }: { accountId: string; cases: readonly TestCaseItem[] }) {
  const t = useTranslations();
  const [opened, setOpened] = useState<"write" | "import" | null>(null);
  const generate = useGenerateCases(accountId);
  const dialog = (kind: typeof opened) => ({
    accountId,
    isOpen: opened === kind,
    onOpenChange: (isOpen: boolean) => setOpened(isOpen ? kind : null),
  });
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button isPending={generate.isPending} className="max-md:h-11">
            {!generate.isPending && <Plus />}
            {t("common.actions.add")}
            <ChevronDown className="text-ink-faint" />
          </Button>
        </MenuTrigger>
        <MenuContent align="end" className="max-w-80">
          <MenuItem onSelect={() => setOpened("write")}>
            <Pencil />
            {t("evaluation.add.write")}
          </MenuItem>
          <MenuItem onSelect={() => setOpened("import")}>
            <Table />
            {t("evaluation.add.importCsv")}
          </MenuItem>
          <MenuItem asChild>
            <Link href={`/accounts/${accountId}/playground` as Route}>
              <MessageCircleQuestion />
              {t("evaluation.add.mark")}
            </Link>
          </MenuItem>
          <MenuItem disabled={!generate.isAvailable} onSelect={generate.run} className="items-start!">
            <Sparkles className="mt-0.5" />
            <span className="flex flex-col">
              {t("evaluation.add.generate")}
              {generate.reason && (
                <span className="text-ink-faint text-sm">
                  <Told>{generate.reason}</Told>
                </span>
              )}
            </span>
          </MenuItem>
        </MenuContent>
      </Menu>
      <CaseDialog {...dialog("write")} />
      <ImportCasesDialog {...dialog("import")} cases={cases} />
    </>
  );
}
