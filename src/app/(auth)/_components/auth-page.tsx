import type { Route } from "next";
import Link from "next/link";

interface AuthPageProps {
  title: string;
  description?: React.ReactNode;
  children?: React.ReactNode;
}

/** One thing to do, and nothing beside it. */
export function AuthPage({ title, description, children }: AuthPageProps) {
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl tracking-[-0.022em]">{title}</h1>
        {description && <p className="text-ink-soft">{description}</p>}
      </div>
      {children}
    </>
  );
}

/** An email address within a sentence. */
export const Address = ({ children }: { children: React.ReactNode }) => (
  <span dir="ltr" className="break-all font-medium text-ink">
    {children}
  </span>
);

export function TextLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <Link href={href as Route} className="font-medium text-accent underline decoration-accent-line underline-offset-3">
      {children}
    </Link>
  );
}
