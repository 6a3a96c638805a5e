import { ChevronDown } from "lucide-react";
import { cn } from "./class-names";

interface SelectProps<Value extends string> extends Omit<React.ComponentProps<"select">, "value" | "onChange"> {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One of several in a form: the platform's own list, which every phone shows as it shows lists. */
export function Select<Value extends string>({ value, options, onChange, className, ...props }: SelectProps<Value>) {
  return (
    <span className={cn("relative block", className)}>
      <select
        {...props}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        className="h-10 w-full appearance-none rounded-control border border-outline bg-surface pe-8 ps-3 text-ink text-lg transition-[border-color] focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-danger-dot md:h-9 md:text-base"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 end-2.5 size-4 text-ink-faint"
      />
    </span>
  );
}
