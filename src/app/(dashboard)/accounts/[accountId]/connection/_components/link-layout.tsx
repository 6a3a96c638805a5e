interface LinkLayoutProps {
  steps: React.ReactNode;
  code: React.ReactNode;
  /** The way to the other method. */
  other: React.ReactNode;
  /** What if it doesn't work. */
  help: string;
}

/** Steps beside a code; on phones the code comes after them and before the help. */
export function LinkLayout({ steps, code, other, help }: LinkLayoutProps) {
  return (
    <div className="flex flex-col gap-6 border-t p-5 md:grid md:grid-cols-[1fr_auto] md:items-center md:gap-8 md:p-8">
      <div className="contents md:flex md:flex-col md:gap-6">
        <div>{steps}</div>
        <div className="flex flex-wrap gap-x-5 gap-y-2 max-md:order-2">{other}</div>
        <p className="max-w-[52ch] text-ink-faint text-sm max-md:order-3">{help}</p>
      </div>
      <div className="self-center max-md:order-1">{code}</div>
    </div>
  );
}
