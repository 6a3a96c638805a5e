"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { LocalTime } from "@/components/ui/local-time";
import { Switch } from "@/components/ui/switch";
import type { RouterOutputs } from "@/trpc/react";

interface DraftSwitchProps {
  draft: NonNullable<RouterOutputs["config"]["read"]["draft"]>;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Answers with what the team prepares, before customers get it. */
export function DraftSwitch({ draft, isOn, onChange }: DraftSwitchProps) {
  const t = useTranslations();
  const time = () => <LocalTime date={draft.savedAt} as="moment" />;
  const id = useId();
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pb-3 md:px-6">
      <div className="flex items-center justify-between gap-6 rounded-card bg-surface px-4 py-2.5">
        <div className="flex min-w-0 flex-col">
          <label htmlFor={id} className="font-medium">
            {t("playground.draft.tryIt")}
          </label>
          <p id={`${id}-note`} className="break-words text-ink-soft text-sm">
            {draft.savedBy
              ? t.rich("playground.draft.savedBy", { time, name: draft.savedBy })
              : t.rich("playground.draft.saved", { time })}
          </p>
        </div>
        <Switch id={id} aria-describedby={`${id}-note`} checked={isOn} onCheckedChange={onChange} />
      </div>
    </div>
  );
}
