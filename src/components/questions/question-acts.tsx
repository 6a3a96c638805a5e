"use client";
import { type LucideIcon, Pencil, Trash2 } from "lucide-react";
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
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Act label="Change" question={question} icon={Pencil} onClick={onChange} />
      <Act label="Delete" question={question} icon={Trash2} onClick={() => setIsAsking(true)} />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete “${question}”?`}
        description={deletion.description}
        confirmLabel="Delete"
        cancelLabel="Keep it"
        isPending={deletion.isPending}
        onConfirm={deletion.run}
      />
    </>
  );
}

interface ActProps {
  label: string;
  question: string;
  icon: LucideIcon;
  onClick: () => void;
}

function Act({ label, question, icon: Icon, onClick }: ActProps) {
  return (
    <Tooltip label={label}>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={`${label} ${question}`}
        onClick={onClick}
        className="max-md:size-9"
      >
        <Icon />
      </Button>
    </Tooltip>
  );
}
