export interface Figure {
  label: string;
  value: string;
  /** What the figure is compared with, or made of. */
  note: string;
}

/** Large figures in a row, two by two on a phone. */
export function FigureList({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-6 sm:grid-cols-4">
      {figures.map(({ label, value, note }) => (
        <div key={label} className="flex flex-col gap-0.5">
          <dt className="text-ink-soft text-sm">{label}</dt>
          <dd className="order-first font-semibold text-2xl tabular-nums tracking-[-0.012em]">{value}</dd>
          <dd className="text-ink-faint text-xs">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
