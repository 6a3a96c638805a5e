import type { Metadata } from "next";
import Link from "next/link";
import { AuthForm } from "../_components/auth-form";

export const metadata: Metadata = { title: "Create account" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const { next } = await searchParams;
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl tracking-[-0.022em]">Create your account</h1>
        <p className="text-ink-soft">Then link a WhatsApp number and give it something to know.</p>
      </div>
      <AuthForm mode="sign-up" next={typeof next === "string" ? next : undefined} />
      <p className="text-ink-soft">
        Already have one?{" "}
        <Link href="/sign-in" className="font-medium text-accent underline decoration-accent-line underline-offset-3">
          Sign in
        </Link>
      </p>
    </>
  );
}
