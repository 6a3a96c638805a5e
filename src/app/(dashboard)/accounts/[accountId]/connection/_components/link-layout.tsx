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
    <div className="grid content-center items-center gap-x-8 gap-y-6 border-t p-5 md:grid-cols-[1fr_auto] md:grid-rows-[1fr_auto_auto_auto_1fr] md:p-8">
      <div className="md:row-start-2">{steps}</div>
      <div className="justify-self-center md:col-start-2 md:row-span-5 md:row-start-1">{code}</div>
      <div className="flex flex-wrap gap-x-5 gap-y-2 md:row-start-3">{other}</div>
      <p className="max-w-[52ch] text-ink-faint text-sm md:row-start-4">{help}</p>
    </div>
  );
}
