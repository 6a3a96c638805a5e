/** A key of the keyboard, as it is printed on it. */
export function Key({ children }: { children: React.ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-mark border bg-sunken px-1 font-sans text-ink-soft text-xs">
      {children}
    </kbd>
  );
}
