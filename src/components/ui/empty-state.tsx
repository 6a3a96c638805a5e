import { cn } from "./class-names";

interface EmptyStateProps {
  /** A small picture of what will be here. */
  picture?: React.ReactNode;
  title: string;
  /** 1 where it stands for the whole page. */
  headingLevel?: 1 | 2;
  description: React.ReactNode;
  /** The button that starts it. */
  action?: React.ReactNode;
  className?: string;
}

/** Says what will be here and how it starts. */
export function EmptyState({ picture, title, headingLevel = 2, description, action, className }: EmptyStateProps) {
  const Heading = headingLevel === 1 ? "h1" : "h2";
  return (
    <div className={cn("flex flex-col items-center gap-4 px-6 py-14 text-center", className)}>
      {picture && <div className="mb-1 text-ink-faint">{picture}</div>}
      <div className="flex max-w-[26rem] flex-col gap-1.5">
        <Heading className="font-semibold text-lg">{title}</Heading>
        <p className="text-ink-soft">{description}</p>
      </div>
      {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
