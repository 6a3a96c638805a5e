"use client";
import { ArrowDown, ArrowUp, FlaskConical, Pencil, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
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
  const t = useTranslations();
  const locale = useLocale();
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
          {ruleWords(t, locale, rule.definition, names)}
        </p>
        <div className="mt-1 flex flex-wrap items-center gap-1">
          <Button
            size="sm"
            onClick={onTry}
            aria-label={t("automations.rules.actOf", { act: t("automations.rules.tryIt"), name: rule.name })}
            className="max-md:h-9"
          >
            <FlaskConical />
            {t("automations.rules.tryIt")}
          </Button>
          {canManage && (
            <>
              <Act label={t("automations.rules.change")} name={rule.name} onClick={onEdit} icon={<Pencil />} />
              <Act
                label={t("automations.rules.moveUp")}
                name={rule.name}
                onClick={() => swapped(index - 1)}
                disabled={index === 0 || acts.isPending}
                icon={<ArrowUp />}
              />
              <Act
                label={t("automations.rules.moveDown")}
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
        aria-label={t("automations.rules.isOn", { name: rule.name })}
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
  const t = useTranslations();
  return (
    <Tooltip label={label}>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={t("automations.rules.actOf", { act: label, name })}
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
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  const acts = useRuleActs(accountId);
  return (
    <>
      <Act label={t("common.actions.delete")} name={rule.name} onClick={() => setIsOpen(true)} icon={<Trash2 />} />
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={t("automations.rules.deleteTitle", { name: rule.name })}
        description={t("automations.rules.deleteDescription")}
        confirmLabel={t("common.actions.delete")}
        cancelLabel={t("automations.keep")}
        isPending={acts.isRemoving}
        onConfirm={() => acts.remove(rule.id, () => setIsOpen(false))}
      />
    </>
  );
}
