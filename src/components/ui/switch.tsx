"use client";
import { cn } from "./class-names";

interface SwitchProps extends Omit<React.ComponentProps<"button">, "onChange"> {
  checked: boolean;
  onCheckedChange?: (isChecked: boolean) => void;
}

/** On or off. Its label stands beside it and names it. */
export function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  return (
    <button
      {...props}
      type="button"
      role="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange?.(!checked)}
      className={cn(
        "group/switch relative h-6 w-10 shrink-0 rounded-full border border-outline bg-sunken transition-colors aria-checked:border-accent aria-checked:bg-accent",
        "disabled:cursor-not-allowed disabled:opacity-60",
        className,
      )}
    >
      <span className="block size-4 translate-x-[3px] rtl:-translate-x-[3px] rounded-full bg-ink-faint transition-transform group-aria-checked/switch:translate-x-[19px] rtl:group-aria-checked/switch:-translate-x-[19px] group-aria-checked/switch:bg-on-accent" />
    </button>
  );
}
