import { cn } from "@/components/ui/class-names";

/** Primitives of one kind. */
export function SpecimenGroup({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col">
      <h2 className="pb-4 font-semibold text-lg">{title}</h2>
      {children}
    </section>
  );
}

interface SpecimenProps {
  /** Its file below src/components, without its ending. */
  of: string;
  /** One above the other, for what takes a line of its own. */
  isTall?: boolean;
  children: React.ReactNode;
}

/** One primitive: its name at the side and its states beside each other. */
export function Specimen({ of, isTall = false, children }: SpecimenProps) {
  return (
    <div
      data-specimen={of}
      className="grid gap-x-8 gap-y-3 border-t py-6 md:grid-cols-[11rem_minmax(0,1fr)] [&:last-child]:border-b"
    >
      <h3 className="font-medium text-ink-soft">{of}</h3>
      <div className={cn("flex gap-6", isTall ? "flex-col" : "flex-wrap items-end")}>{children}</div>
    </div>
  );
}

/** A state by its name, above what it looks like. */
export function State({ name, className, children }: { name: string; className?: string; children: React.ReactNode }) {
  return (
    <div className={cn("flex min-w-0 flex-col items-start gap-2 *:max-w-full", className)}>
      <p className="text-ink-faint text-xs">{name}</p>
      {children}
    </div>
  );
}
