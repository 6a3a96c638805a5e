"use client";
import { useId } from "react";
import { cn } from "./class-names";

interface SegmentedControlProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; count?: number | undefined }[];
  className?: string;
}

/** One of a few, all visible: the platform's own radio buttons, each lying unseen over its word. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className={cn("flex rounded-control bg-pressed/60 p-0.5 dark:bg-sunken", props.className)}
    >
      {props.options.map((option) => (
        <label
          key={option.value}
          className="relative flex h-7 flex-1 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-mark px-2 font-medium text-ink-soft text-sm transition-colors hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_1px_2px_var(--float)] has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:h-9 dark:has-checked:bg-pressed"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {option.label}
          {option.count ? <span className="text-xs tabular-nums">{option.count}</span> : null}
        </label>
      ))}
    </div>
  );
}
