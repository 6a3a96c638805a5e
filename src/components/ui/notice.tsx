import { cva, type VariantProps } from "class-variance-authority";
import { cn } from "./class-names";

const noticeVariants = cva(
  "flex items-start gap-3 rounded-card border px-4 py-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "border-line bg-sunken text-ink-soft",
        info: "border-info-line bg-info-surface text-info",
        attention: "border-attention-line bg-attention-surface text-attention",
        danger: "border-danger-line bg-danger-surface text-danger",
        success: "border-success-line bg-success-surface text-success",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

/** Something to know about what stands beside it. */
export function Notice({
  tone,
  className,
  ...props
}: React.ComponentProps<"div"> & VariantProps<typeof noticeVariants>) {
  return <div {...props} className={cn(noticeVariants({ tone }), className)} />;
}
