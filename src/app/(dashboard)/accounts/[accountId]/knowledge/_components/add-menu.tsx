"use client";
import { ChevronDown, Globe, MessageCircleQuestion, Plus, Table } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { KnowledgeDocument } from "./knowledge-board";

const AnswerDialog = lazyDialog(() => import("./answer-dialog").then((module) => module.AnswerDialog));
const ImportDialog = lazyDialog(() => import("./import-dialog").then((module) => module.ImportDialog));
const WebSourceDialog = lazyDialog(() => import("./web-source-dialog").then((module) => module.WebSourceDialog));

interface AddMenuProps {
  accountId: string;
  documents: readonly KnowledgeDocument[];
}

/** What can be added beside files. */
export function AddMenu({ accountId, documents }: AddMenuProps) {
  const t = useTranslations();
  const [opened, setOpened] = useState<"web" | "answer" | "import" | null>(null);
  const dialog = (kind: typeof opened) => ({
    accountId,
    isOpen: opened === kind,
    onOpenChange: (isOpen: boolean) => setOpened(isOpen ? kind : null),
  });
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button className="max-md:h-11">
            <Plus />
            {t("common.actions.add")}
            <ChevronDown className="text-ink-faint" />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={() => setOpened("web")}>
            <Globe />
            {t("knowledge.add.web")}
          </MenuItem>
          <MenuItem onSelect={() => setOpened("answer")}>
            <MessageCircleQuestion />
            {t("knowledge.add.answer")}
          </MenuItem>
          <MenuItem onSelect={() => setOpened("import")}>
            <Table />
            {t("knowledge.add.import")}
          </MenuItem>
        </MenuContent>
      </Menu>
      <WebSourceDialog {...dialog("web")} />
      <AnswerDialog {...dialog("answer")} documents={documents} />
      <ImportDialog {...dialog("import")} documents={documents} />
    </>
  );
}
