import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import { cn } from "./class-names";
import { Spinner } from "./spinner";

const buttonVariants = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium",
    "transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary: "border border-line bg-surface text-ink hover:bg-hover active:bg-pressed",
        quiet:
          "text-ink-soft hover:bg-hover hover:text-ink active:bg-pressed aria-pressed:bg-hover aria-pressed:text-ink",
        danger: "bg-danger-solid text-on-danger hover:brightness-95",
        "quiet-danger": "text-danger hover:bg-danger-surface",
        link: "h-auto! rounded-mark! p-0! text-accent underline decoration-accent-line underline-offset-3 hover:decoration-current",
      },
      size: {
        sm: "h-7 px-2.5 text-sm",
        md: "h-9 px-3.5 text-base",
        lg: "h-11 px-5 text-base",
        icon: "size-9 text-base",
        "icon-sm": "size-7 text-sm",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export interface ButtonProps extends React.ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Renders its only child with the look of a button, for links. */
  asChild?: boolean;
  /** Shows that the act is under way and takes no second click; the name stays. */
  isPending?: boolean;
}

export function Button({ variant, size, asChild, isPending = false, className, children, ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild)
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  return (
    <button
      type="button"
      {...props}
      // Not `disabled`: that would drop the keyboard's focus while one waits.
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      onClick={isPending ? (event) => event.preventDefault() : props.onClick}
      className={classes}
    >
      {isPending && <Spinner />}
      {children}
    </button>
  );
}
