import { cn } from "./class-names";

// 16 px on phones: smaller text makes iOS zoom into the field.
const control = [
  "w-full rounded-control border border-outline bg-surface px-3 text-lg text-ink md:text-base",
  "transition-[border-color,box-shadow] focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0",
  "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-danger-dot",
];

export function Input({ className, ...props }: React.ComponentProps<"input">) {
  return <input {...props} className={cn(control, "h-10 md:h-9", className)} />;
}

/** Grows with what is typed, up to the height its class allows. */
export function Textarea({ className, ...props }: React.ComponentProps<"textarea">) {
  return <textarea rows={1} {...props} className={cn(control, "field-sizing-content resize-none py-2", className)} />;
}
