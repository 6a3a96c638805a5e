/** A named part of a panel at the side. */
export function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-ink-faint text-xs">{title}</h3>
      {children}
    </section>
  );
}
