"use client";
import { useId } from "react";
import { Switch } from "./switch";

interface LabelledSwitchProps {
  label: string;
  note: string;
  isOn: boolean;
  isDisabled: boolean;
  onChange: (isOn: boolean) => void;
}

/** On or off, with a sentence of what that means. */
export function LabelledSwitch({ label, note, isOn, isDisabled, onChange }: LabelledSwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="flex max-w-[52ch] flex-col gap-0.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-note`} className="text-ink-soft text-sm">
          {note}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-note`}
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={onChange}
        className="mt-0.5"
      />
    </div>
  );
}
