import { cva, type VariantProps } from "class-variance-authority";
import { cn } from "./class-names";

const badgeVariants = cva(
  "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-mark border px-1.5 font-medium text-xs tabular-nums [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "border-line bg-sunken text-ink-soft",
        accent: "border-accent-line bg-accent-tint text-accent",
        success: "border-success-line bg-success-surface text-success",
        attention: "border-attention-line bg-attention-surface text-attention",
        danger: "border-danger-line bg-danger-surface text-danger",
        info: "border-info-line bg-info-surface text-info",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export function Badge({
  tone,
  className,
  ...props
}: React.ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span {...props} className={cn(badgeVariants({ tone }), className)} />;
}
