"use client";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Component, type ReactNode, Suspense, useId } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { errorWords, isForbidden } from "@/trpc/errors";

interface PanelProps {
  title: string;
  /** One sentence of what it is for. */
  description: string;
  children: ReactNode;
}

/** The panels of a page. They appear together: one that came later would push those below it down. */
export function Panels({ children }: { children: ReactNode }) {
  const t = useTranslations();
  return (
    <Suspense
      fallback={
        <SkeletonGroup label={t("common.actions.loading")} className="flex flex-col gap-16 py-9">
          {["first", "second", "third"].map((panel) => (
            <div key={panel} className="grid gap-x-10 gap-y-4 md:grid-cols-[11.5rem_minmax(0,1fr)]">
              <Skeleton className="h-5 w-28" />
              <Skeleton className="h-20" />
            </div>
          ))}
        </SkeletonGroup>
      }
    >
      {children}
    </Suspense>
  );
}

/**
 * A part of a page with a name and data of its own: its title at the side, or above where there is no room. It fails by
 * itself; the rest of the page goes on.
 */
export function Panel({ title, description, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-t py-7 md:grid-cols-[11.5rem_minmax(0,1fr)] md:py-9"
    >
      <header className="flex max-w-[60ch] flex-col gap-1">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <p className="text-ink-faint text-sm">{description}</p>
      </header>
      <PanelBoundary>
        <div className="min-w-0">{children}</div>
      </PanelBoundary>
    </section>
  );
}

/**
 * Keeps what fails inside from taking the page with it.
 * @param subject what is shown; when another one is, it is tried without being asked
 */
export function PanelBoundary({ children, subject }: { children: ReactNode; subject?: string }) {
  const { reset } = useQueryErrorResetBoundary();
  return (
    <Boundary onReset={reset} subject={subject} fallback={(error, retry) => <PanelError error={error} retry={retry} />}>
      {children}
    </Boundary>
  );
}

/** A panel that the page can do without: nothing when it fails. */
export function OptionalPanel({ children }: { children: ReactNode }) {
  const { reset } = useQueryErrorResetBoundary();
  return (
    <Boundary onReset={reset} fallback={() => null}>
      {children}
    </Boundary>
  );
}

/** For what a page can do without: nothing while it waits, and nothing when it fails. */
export function Optional({ children }: { children: ReactNode }) {
  const { reset } = useQueryErrorResetBoundary();
  return (
    <Boundary onReset={reset} fallback={() => null}>
      <Suspense>{children}</Suspense>
    </Boundary>
  );
}

interface BoundaryProps {
  /** Before another try: a failed query would throw again at once without it. */
  onReset: () => void;
  fallback: (error: unknown, retry: () => void) => ReactNode;
  subject?: string | undefined;
  children: ReactNode;
}

/** React has no hook for this. */
class Boundary extends Component<BoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError = (error: unknown) => ({ error });

  override componentDidUpdate({ subject }: BoundaryProps) {
    if (this.state.error !== null && subject !== this.props.subject) this.retry();
  }

  retry = () => {
    this.props.onReset();
    this.setState({ error: null });
  };

  override render() {
    const { error } = this.state;
    return error === null ? this.props.children : this.props.fallback(error, this.retry);
  }
}

function PanelError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations();
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex max-w-[52ch] flex-col gap-0.5">
        <p className="font-medium">
          {t(isForbidden(error) ? "common.errors.notForYourRole" : "common.errors.notLoaded")}
        </p>
        <p className="text-ink-soft">{errorWords(error, t)}</p>
      </div>
      <Button size="sm" onClick={retry}>
        <RotateCw />
        {t("common.actions.tryAgain")}
      </Button>
    </div>
  );
}
