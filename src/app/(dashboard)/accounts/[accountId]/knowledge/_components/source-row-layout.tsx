import type { LucideIcon } from "lucide-react";

interface SourceRowLayoutProps {
  icon: LucideIcon;
  title: React.ReactNode;
  state?: React.ReactNode;
  facts?: React.ReactNode;
  actions?: React.ReactNode;
  /** Progress, failure, what belongs to it: what needs lines of its own. */
  children?: React.ReactNode;
}

/** A web address or a question: what it is called and its state, what is known of it, and below it what needs words. */
export function SourceRowLayout({ icon: Icon, title, state, facts, actions, children }: SourceRowLayoutProps) {
  return (
    <li className="grid grid-cols-[auto_1fr_auto] gap-x-3.5 py-3.5">
      <Icon aria-hidden="true" className="mt-0.5 size-5 text-ink-faint" strokeWidth={1.5} />
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span dir="auto" className="min-w-0 break-words font-medium [overflow-wrap:anywhere]">
            {title}
          </span>
          {state}
        </div>
        {facts && (
          <div className="flex flex-wrap gap-x-1.5 text-ink-faint text-sm tabular-nums [&>*+*]:before:me-1.5 [&>*+*]:before:content-['·']">
            {facts}
          </div>
        )}
        {children}
      </div>
      <div className="flex items-start gap-1">{actions}</div>
    </li>
  );
}

/** What opens a row, and looks like its name. */
export function RowButton({ title, children, onClick }: { title: string; children: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      title={title}
      className="rounded-mark text-start underline decoration-transparent underline-offset-3 transition-colors hover:decoration-outline"
    >
      {children}
    </button>
  );
}
