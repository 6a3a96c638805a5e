import type { Metadata } from "next";
import Link from "next/link";
import { AuthForm } from "../_components/auth-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-[-0.022em]">Sign in</h1>
      <AuthForm mode="sign-in" next={typeof next === "string" ? next : undefined} />
      <p className="text-ink-soft">
        New here?{" "}
        <Link href="/sign-up" className="font-medium text-accent underline decoration-accent-line underline-offset-3">
          Create an account
        </Link>
      </p>
    </>
  );
}
