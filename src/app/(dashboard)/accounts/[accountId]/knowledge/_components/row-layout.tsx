import { FileText, FileType2, type LucideIcon, NotepadText } from "lucide-react";
import { Fragment } from "react";

function iconOf(name: string): LucideIcon {
  if (/\.pdf$/i.test(name)) return FileType2;
  return /\.(md|markdown|txt|csv)$/i.test(name) ? NotepadText : FileText;
}

interface RowLayoutProps {
  /** Tells the kind of file. */
  name: string;
  /** The name as it is shown: text, or what opens the document. */
  title: React.ReactNode;
  state: React.ReactNode;
  facts: readonly React.ReactNode[];
  actions?: React.ReactNode;
  /** Progress, failure, warnings: what needs a line of its own. */
  children?: React.ReactNode;
}

/** One file: its name and state, what is known of it, and below it what needs words. */
export function RowLayout({ name, title, state, facts, actions, children }: RowLayoutProps) {
  const Icon = iconOf(name);
  return (
    <li className="grid grid-cols-[auto_1fr_auto] gap-x-3.5 py-3.5">
      <Icon aria-hidden="true" className="mt-0.5 size-5 text-ink-faint" strokeWidth={1.5} />
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 break-words font-medium">{title}</span>
          {state}
        </div>
        <p className="min-w-0 text-ink-faint text-sm tabular-nums">
          {facts.map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts have no identity but their place
            <Fragment key={index}>
              {index > 0 && " · "}
              {fact}
            </Fragment>
          ))}
        </p>
        {children}
      </div>
      <div className="flex items-start gap-1">{actions}</div>
    </li>
  );
}
