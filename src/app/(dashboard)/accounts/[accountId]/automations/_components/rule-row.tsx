"use client";
import { ArrowDown, ArrowUp, FlaskConical, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import { ruleWords } from "@/domain/words/automation";
import type { RuleItem } from "./rule-board";
import { useRuleActs } from "./use-rule-acts";

interface RuleRowProps {
  accountId: string;
  rule: RuleItem;
  /** Its place among all. */
  index: number;
  rules: readonly RuleItem[];
  /** Of forms and files, by id. */
  names: ReadonlyMap<string, string>;
  canManage: boolean;
  onEdit: () => void;
  onTry: () => void;
}

/** One rule as a sentence, whether it is on, and where it stands. */
export function RuleRow({ accountId, rule, index, rules, names, canManage, onEdit, onTry }: RuleRowProps) {
  const acts = useRuleActs(accountId);
  const swapped = (other: number) => {
    const ids = rules.map(({ id }) => id);
    [ids[index], ids[other]] = [ids[other] ?? "", ids[index] ?? ""];
    acts.reorder(ids);
  };
  return (
    <li className="grid grid-cols-[auto_1fr_auto] gap-x-3.5 gap-y-2 py-4">
      <span className="pt-0.5 text-ink-faint text-sm tabular-nums">{index + 1}</span>
      <div className="flex min-w-0 flex-col gap-1">
        <span dir="auto" className="break-words font-medium">
          {rule.name}
        </span>
        <p dir="auto" className="line-clamp-3 max-w-[72ch] break-words text-ink-soft text-sm">
          {ruleWords(rule.definition, names)}
        </p>
        <div className="mt-1 flex flex-wrap items-center gap-1">
          <Button size="sm" onClick={onTry} aria-label={`Try it: ${rule.name}`} className="max-md:h-9">
            <FlaskConical />
            Try it
          </Button>
          {canManage && (
            <>
              <Act label="Change" name={rule.name} onClick={onEdit} icon={<Pencil />} />
              <Act
                label="Move up"
                name={rule.name}
                onClick={() => swapped(index - 1)}
                disabled={index === 0 || acts.isPending}
                icon={<ArrowUp />}
              />
              <Act
                label="Move down"
                name={rule.name}
                onClick={() => swapped(index + 1)}
                disabled={index === rules.length - 1 || acts.isPending}
                icon={<ArrowDown />}
              />
              <DeleteRule accountId={accountId} rule={rule} />
            </>
          )}
        </div>
      </div>
      <Switch
        aria-label={`${rule.name} is on`}
        checked={rule.isOn}
        disabled={!canManage || acts.isPending}
        onCheckedChange={(isOn) => acts.setOn(rule.id, isOn)}
      />
    </li>
  );
}

interface ActProps {
  label: string;
  name: string;
  icon: React.ReactNode;
  onClick: () => void;
  disabled?: boolean;
}

function Act({ label, name, icon, onClick, disabled = false }: ActProps) {
  return (
    <Tooltip label={label}>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={`${label}: ${name}`}
        disabled={disabled}
        onClick={onClick}
        className="max-md:size-9"
      >
        {icon}
      </Button>
    </Tooltip>
  );
}

function DeleteRule({ accountId, rule }: { accountId: string; rule: RuleItem }) {
  const [isOpen, setIsOpen] = useState(false);
  const acts = useRuleActs(accountId);
  return (
    <>
      <Act label="Delete" name={rule.name} onClick={() => setIsOpen(true)} icon={<Trash2 />} />
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Delete “${rule.name}”?`}
        description="It acts no more. What it did stays in the conversations."
        confirmLabel="Delete"
        cancelLabel="Keep"
        isPending={acts.isRemoving}
        onConfirm={() => acts.remove(rule.id, () => setIsOpen(false))}
      />
    </>
  );
}
