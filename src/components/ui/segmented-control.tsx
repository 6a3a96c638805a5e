"use client";
import { ToggleGroup } from "radix-ui";
import { cn } from "./class-names";

interface SegmentedControlProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; count?: number | undefined }[];
  className?: string;
}

/** One of a few, all visible. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={props.label}
      value={props.value}
      onValueChange={(next) => {
        const chosen = props.options.find((option) => option.value === next);
        // A click on the chosen one reports "": one is always chosen.
        if (chosen) props.onChange(chosen.value);
      }}
      className={cn("flex rounded-control bg-pressed/60 p-0.5 dark:bg-sunken", props.className)}
    >
      {props.options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="flex h-7 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-mark px-2 font-medium text-ink-soft text-sm transition-colors hover:text-ink data-[state=on]:bg-surface dark:data-[state=on]:bg-pressed data-[state=on]:text-ink data-[state=on]:shadow-[0_1px_2px_var(--float)] max-md:h-9"
        >
          {option.label}
          {option.count ? <span className="text-xs tabular-nums">{option.count}</span> : null}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
