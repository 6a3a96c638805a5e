interface PageHeaderProps {
  title: string;
  /** One sentence of what the page is for. */
  description: string;
  /** The primary action. */
  action?: React.ReactNode;
}

export function PageHeader({ title, description, action }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 md:mb-8">
      <div className="flex min-w-0 max-w-[72ch] flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-[-0.012em]">{title}</h1>
        <p className="text-ink-soft">{description}</p>
      </div>
      {action}
    </header>
  );
}

/** The column in which a page's content stands. */
export function PageBody({ children }: { children: React.ReactNode }) {
  return <div className="mx-auto w-full max-w-[56rem] px-4 pt-6 pb-16 md:px-10 md:pt-10">{children}</div>;
}
