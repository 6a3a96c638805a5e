"use client";
import { type LucideIcon, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";

interface QuestionActsProps {
  question: string;
  onChange: () => void;
  /** What deleting it means. */
  deletion: { description: string; isPending: boolean; run: () => void };
}

/** What can be done with a question in its row: changing it, and deleting it once that is confirmed. */
export function QuestionActs({ question, onChange, deletion }: QuestionActsProps) {
  const t = useTranslations();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Act
        label={t("common.actions.change")}
        name={t("common.questions.acts.changeOne", { question })}
        icon={Pencil}
        onClick={onChange}
      />
      <Act
        label={t("common.actions.delete")}
        name={t("common.questions.acts.deleteOne", { question })}
        icon={Trash2}
        onClick={() => setIsAsking(true)}
      />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("common.questions.acts.deleteTitle", { question })}
        description={deletion.description}
        confirmLabel={t("common.actions.delete")}
        cancelLabel={t("common.actions.keepIt")}
        isPending={deletion.isPending}
        onConfirm={deletion.run}
      />
    </>
  );
}

interface ActProps {
  label: string;
  /** With the question, for those who don't see in which row it stands. */
  name: string;
  icon: LucideIcon;
  onClick: () => void;
}

function Act({ label, name, icon: Icon, onClick }: ActProps) {
  return (
    <Tooltip label={label}>
      <Button variant="quiet" size="icon-sm" aria-label={name} onClick={onClick} className="max-md:size-9">
        <Icon />
      </Button>
    </Tooltip>
  );
}
