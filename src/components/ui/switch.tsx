"use client";
import { Switch as SwitchPrimitive } from "radix-ui";
import { cn } from "./class-names";

/** On or off. Its label stands beside it and names it. */
export function Switch({ className, ...props }: React.ComponentProps<typeof SwitchPrimitive.Root>) {
  return (
    <SwitchPrimitive.Root
      {...props}
      className={cn(
        "relative h-6 w-10 shrink-0 rounded-full border border-outline bg-sunken transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        "disabled:cursor-not-allowed disabled:opacity-60",
        className,
      )}
    >
      <SwitchPrimitive.Thumb className="block size-4 translate-x-[3px] rtl:-translate-x-[3px] rounded-full bg-ink-faint transition-transform data-[state=checked]:translate-x-[19px] rtl:data-[state=checked]:-translate-x-[19px] data-[state=checked]:bg-on-accent" />
    </SwitchPrimitive.Root>
  );
}
