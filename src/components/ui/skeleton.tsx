import { cn } from "./class-names";

/** The shape of what comes. Shown only after 150 ms: a flash of grey would be slower than nothing. */
export function Skeleton({ className }: { className?: string }) {
  return <div className={cn("rounded-control bg-hover", className)} />;
}

/** Wraps the skeletons of one region, so that it is announced once and appears late. */
export function SkeletonGroup({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <div role="status" aria-label={label} className={cn("animate-late", className)}>
      {children}
    </div>
  );
}
